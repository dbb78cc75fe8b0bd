//! Different URLs of a site that lead to one page: as a rule the one for whatever is gone.

use std::collections::HashMap;

use url::Url;

use crate::model::{Mark, Observation, Source};

/// Marks the sources that were led to a page to which another URL of the same site was led, too.
///
/// URLs that differ in their scheme, a `www.` or their query alone are not different, nor is a page led to by its own path.
pub(in crate::observe) fn mark_shared_ends(sources: &mut [Source]) {
    let mut ends: HashMap<String, Vec<(usize, String, String)>> = HashMap::new();
    for (index, source) in sources.iter().enumerate() {
        if let Some((end, host, path)) = source.observation.as_deref().and_then(|seen| led(&source.url, seen)) {
            ends.entry(end).or_default().push((index, host, path));
        }
    }
    for led in ends.values().filter(|led| led.len() > 1) {
        for (index, host, path) in led {
            let other = led.iter().find(|(_, of, other)| of == host && other != path);
            let observation = sources.get_mut(*index).and_then(|source| source.observation.as_mut());
            if let (Some((_, host, path)), Some(seen)) = (other, observation) {
                seen.marks.retain(|mark| mark.mark != "shared-end");
                seen.marks.push(Mark { mark: "shared-end", found_in: format!("redirect from {host}{path}") });
            }
        }
    }
}

/// Where a URL was led: the end, and its own host and path.
fn led(asked: &str, seen: &Observation) -> Option<(String, String, String)> {
    let answered = seen.status.is_some_and(|status| (200..300).contains(&status));
    let end = Url::parse(seen.final_url.as_deref().filter(|_| answered && !seen.hops.is_empty())?).ok()?;
    let asked = Url::parse(asked).ok()?;
    let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
    let host = asked.host_str()?.trim_start_matches("www.").to_owned();
    let end = (format!("{}{}{}", end.host_str()?, path(&end), end.query().unwrap_or_default()), path(&end));
    (path(&asked) != end.1).then(|| (end.0, host, path(&asked)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cause, Hop, Outcome};

    fn source(url: &str, end: &str) -> Source {
        let hops = vec![Hop { url: url.into(), status: 302 }];
        let (outcome, cause) = (Outcome::Answered, None);
        let (status, final_url) = (Some(200), Some(end.into()));
        let observation =
            Observation { outcome, cause, status, final_url, hops, ..Observation::not_asked(Cause::Offline) };
        Source { url: url.into(), cited: true, observation: Some(Box::new(observation)) }
    }

    #[test]
    fn two_pages_of_one_site_that_lead_to_one() {
        let end = "https://www.herald.example/gone";
        for (urls, marked) in [
            (&["https://herald.example/2021/dam", "https://www.herald.example/2020/flood"][..], true),
            (&["https://herald.example/2021/dam", "http://www.herald.example/2021/dam?x=1"], false),
            (&["https://herald.example/2021/dam", "http://herald.example/gone/"], false),
            (&["https://herald.example/2021/dam", "https://short.example/x1"], false),
            (&["https://herald.example/2021/dam"], false),
        ] {
            let mut sources: Vec<Source> = urls.iter().map(|url| source(url, end)).collect();
            mark_shared_ends(&mut sources);
            mark_shared_ends(&mut sources);
            let marks = sources.iter().map(|source| source.observation.as_ref().map_or(0, |seen| seen.marks.len()));
            assert_eq!(marks.collect::<Vec<_>>(), vec![usize::from(marked); urls.len()], "{urls:?}");
        }
    }
}
