//! The date in a URL, as far as it speaks of the page's publication.

use crate::model::PartialDate;

/// The earliest year a page of the web can be of.
const FIRST_YEAR: i16 = 1995;

/// English month names as they stand in URLs.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date in a URL's path: `/2021/05/07/`, `/2021/may/07/`, `/2021/05/`, `/20210507/`, `-2021-05-07`.
pub(in crate::judge) fn url_date(url: &str) -> Option<PartialDate> {
    let path = url::Url::parse(url).ok()?.path().to_ascii_lowercase();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let nested = segments.windows(3).find_map(|parts| match parts {
        [year, month, day] => date(year, month, Some(day)),
        _ => None,
    });
    let in_one = || {
        segments.iter().find_map(|segment| {
            compact(segment).or_else(|| {
                let parts: Vec<&str> = segment.split(['-', '_', '.']).collect();
                parts.windows(3).find_map(|parts| match parts {
                    [year, month, day] => date(year, month, Some(day)),
                    _ => None,
                })
            })
        })
    };
    let month = || {
        segments.windows(2).find_map(|parts| match parts {
            [year, month] => date(year, month, None),
            _ => None,
        })
    };
    nested.or_else(in_one).or_else(month)
}

/// Whether the date in a URL may be that of an upload rather than of the work: files live in dated folders.
pub(in crate::judge) fn is_of_upload(url: &str) -> bool {
    const FOLDERS: [&str; 5] = ["/uploads/", "/wp-content/", "/files/", "/media/", "/assets/"];
    const FILES: [&str; 6] = [".pdf", ".doc", ".docx", ".xlsx", ".jpg", ".png"];
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    FOLDERS.iter().any(|folder| path.contains(folder)) || FILES.iter().any(|file| path.ends_with(file))
}

fn compact(segment: &str) -> Option<PartialDate> {
    if segment.len() != 8 || !segment.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    date(segment.get(..4)?, segment.get(4..6)?, segment.get(6..))
}

fn date(year: &str, month: &str, day: Option<&str>) -> Option<PartialDate> {
    let digits = |part: &str, longest: usize| {
        ((1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
    };
    digits(year, 4).filter(|()| year.len() == 4)?;
    let year: i16 = year.parse().ok().filter(|year| (FIRST_YEAR..=2100).contains(year))?;
    let month = match MONTHS.iter().position(|name| month.len() >= 3 && month.starts_with(name)) {
        Some(index) if month.bytes().all(|byte| byte.is_ascii_alphabetic()) => index as u8 + 1,
        _ => {
            digits(month, 2)?;
            month.parse().ok()?
        }
    };
    let day = match day {
        Some(day) => {
            digits(day, 2)?;
            Some(day.parse().ok()?)
        }
        None => None,
    };
    PartialDate::new(year, Some(month), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_of_paths() {
        for (path, expected) in [
            ("/world/2021/may/07/ships", "2021-05-07"),
            ("/2021/5/7/ships", "2021-05-07"),
            ("/news/20210507/ships", "2021-05-07"),
            ("/news/ships-2021-05-07", "2021-05-07"),
            ("/2021/05/ships", "2021-05"),
            ("/story/2021-05-07/", "2021-05-07"),
        ] {
            let date = url_date(&format!("https://x.example{path}")).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(expected), "{path}");
        }
        for path in [
            "/node/20219999",
            "/2021/99/1",
            "/a/12345678",
            "/1021/05/07/",
            "/market-2021",
            "/",
            "/2021/marketing-news-x1/",
        ] {
            assert_eq!(url_date(&format!("https://x.example{path}")), None, "{path}");
        }
        assert!(is_of_upload("https://x.example/wp-content/uploads/2021/05/a.html"));
        assert!(is_of_upload("https://x.example/2021/05/report.pdf?x=1"));
        assert!(!is_of_upload("https://x.example/2021/05/report"));
    }
}
