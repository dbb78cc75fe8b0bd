//! The works cited in a note.

use std::collections::HashSet;
use std::ops::Range;

use smol_str::SmolStr;

use crate::model::{Citation, CitationKind, Document};
use crate::text::label::{LabelFound, LabelKind};
use crate::text::line::one_line;
use crate::text::publisher::Publishers;

use super::field::note::NoteText;
use super::field::url::PrintedUrl;
use super::field::works::{Work, split};
use super::field::{author, date, displaced, kind, label, publisher, segment, stated, title};

/// Splits the text of one note into the works it cites and tells their fields.
///
/// `body` are the byte ranges of the document's text that make up the note, in reading order, its marker left out.
/// Every citation has `text`, `range`, `kind`, the fields that can be told, `label`, `expects_link`, `printed` (a URL
/// printed in the note) and `link` (a hyperlink that covers part of it); `url` where the format states it and the note
/// neither prints nor links it. Further URLs of one work follow its first as citations of the same text. Ids, `refers_to`, `same_work_as`, sources and pairings come later. At least one citation
/// is returned, in reading order.
pub fn cite(document: &Document, body: &[Range<usize>], publishers: &Publishers) -> Vec<Citation> {
    let note = NoteText::new(document, body, publishers);
    let works = split(&note);
    // Most notes have one work with one URL, and a document may have a hundred thousand notes: this leaves no holes.
    let mut citations = Vec::with_capacity(works.len());
    for (work, stated) in works.iter().zip(stated::of_works(document, &note, &works)) {
        let mut told = tell(work);
        let (first, others) = stated.split_first().map_or((None, &[][..]), |(first, others)| (Some(*first), others));
        if let Some(stated) = first {
            stated::apply(&mut told, stated);
        }
        let mut own = with_urls(document, work, told);
        if let Some(stated) = first {
            stated::add_urls(&mut own, document, stated);
        }
        let further = further_labels(work, &own);
        citations.extend(own.into_iter().chain(further));
        let range = note.origin(&trimmed(work));
        citations.extend(others.iter().flat_map(|stated| stated::beside(work, range.clone(), document, stated)));
    }
    citations.shrink_to_fit();
    citations
}

/// The labels of a work beyond one for each of its citations: each carries a link of its own, to a work that displaced
/// lines do not let be told apart.
fn further_labels(work: &Work, told: &[Citation]) -> Vec<Citation> {
    let links = work.labels().filter(|label| label.kind == LabelKind::Link);
    let citation = |label: &LabelFound| Citation {
        kind: CitationKind::Web,
        text: one_line(work.text()).into(),
        range: work.note.origin(&label.range),
        label: Some(one_line(&label.label).into()),
        expects_link: true,
        ..Citation::default()
    };
    links.skip(told.len()).map(citation).collect()
}

/// The fields of one work.
fn tell(work: &Work) -> Citation {
    let is_displaced = work.note.displaced;
    if work.note.is_too_long() {
        return untold(work);
    }
    let segments = if is_displaced { displaced::segments(work) } else { segment::segments(work) };
    let kind = kind::tell(work, title::has_shape(work, &segments));
    let accessed = date::access_date(work);
    let label = label::find(work).map(SmolStr::from);
    let broken = work.urls().any(PrintedUrl::is_broken);
    let mut citation = Citation {
        kind,
        text: one_line(work.text().trim_start_matches([';', '؛', ' '])).into(),
        range: work.note.origin(&trimmed(work)),
        expects_link: label.is_some() || broken || date::names_access(work),
        accessed,
        label,
        ..Citation::default()
    };
    let title = match kind {
        CitationKind::Web | CitationKind::Print => title::find(work, &segments),
        CitationKind::Interview | CitationKind::BackReference | CitationKind::Comment => None,
    };
    // An unquoted title of displaced lines may span a date that a run boundary put within.
    let dated = if is_displaced { None } else { title.as_ref().map(|title| &title.range) };
    citation.date = match kind {
        CitationKind::BackReference | CitationKind::Comment => None,
        _ => date::find(work, dated),
    };
    if let Some(title) = title {
        let publisher = publisher::find(&segments, &title, is_displaced, &work.note.publishers);
        citation.author = author::find(&segments, &title, publisher.as_ref()).map(SmolStr::from);
        citation.publisher = publisher.map(|publisher| publisher.text.into());
        citation.title = Some(title.text.into());
    }
    citation
}

/// A work too long to be one: its text, and whether it has URLs.
fn untold(work: &Work) -> Citation {
    let linked = work.urls().next().is_some() || work.links().next().is_some();
    Citation {
        kind: if linked { CitationKind::Web } else { CitationKind::Comment },
        text: one_line(work.text()).into(),
        range: work.note.origin(&trimmed(work)),
        ..Citation::default()
    }
}

/// One citation for each distinct URL of a work; one without where it has none.
fn with_urls(document: &Document, work: &Work, citation: Citation) -> Vec<Citation> {
    let mut urls: Vec<(&Range<usize>, Option<usize>, Option<&PrintedUrl>)> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut covered: HashSet<usize> = HashSet::new();
    for (range, index) in work.links() {
        let url = document.links.get(*index).map_or("", |link| link.url.as_str());
        let under = work.note.urls.partition_point(|printed| printed.range.end <= range.start);
        let printed = work.note.urls.get(under).filter(|printed| printed.range.start < range.end);
        covered.extend(printed.map(|printed| printed.range.start));
        if seen.insert(url) {
            seen.extend(printed.and_then(|printed| printed.readings.first()).map(String::as_str));
            urls.push((range, Some(*index), printed));
        }
    }
    for printed in work.urls() {
        let reading = printed.readings.first().map_or("", String::as_str);
        if !covered.contains(&printed.range.start) && seen.insert(reading) {
            urls.push((&printed.range, None, Some(printed)));
        }
    }
    urls.sort_by_key(|(range, ..)| range.start);
    let Some((last, others)) = urls.split_last() else { return vec![citation] };
    let model =
        |printed: &PrintedUrl| printed.to_model(work.note.slice(&printed.range), work.note.origin(&printed.range));
    let with = |&(range, link, printed): &(&Range<usize>, Option<usize>, Option<&PrintedUrl>), whole: Citation| {
        // A note too long to be told gives each URL its own stretch of text rather than all of it.
        let base = if work.note.is_too_long() {
            let (text, range) = (one_line(work.note.slice(range)), work.note.origin(range));
            Citation { kind: CitationKind::Web, text: text.into(), range, ..Citation::default() }
        } else {
            whole
        };
        Citation { link, printed: printed.map(model), ..base }
    };
    let mut citations = Vec::with_capacity(urls.len());
    // The last one, most often the only one, takes what the others have copies of.
    citations.extend(others.iter().map(|url| {
        let whole = if work.note.is_too_long() { Citation::default() } else { citation.clone() };
        with(url, whole)
    }));
    citations.push(with(last, citation));
    citations
}

/// The range of a work without the spaces and separators around it.
fn trimmed(work: &Work) -> Range<usize> {
    let text = work.text();
    let lead = text.len() - text.trim_start_matches([';', '؛', ' ', '\n', '\t']).len();
    let end = work.range.start + text.trim_end().len();
    (work.range.start + lead).min(end)..end
}

#[cfg(test)]
mod tests {
    #![expect(clippy::single_range_in_vec_init, reason = "a note's body is a list of ranges")]

    use super::*;
    use crate::model::{Hyperlink, Place, StatedWork};

    /// A document whose text is the note, with links over the stretches given.
    fn linked(text: &str, links: &[(&str, &str)]) -> Document {
        let links = links.iter().map(|(covered, url)| {
            let start = text.find(covered).unwrap_or_default();
            Hyperlink { range: start..start + covered.len(), url: (*url).to_owned(), place: Place::default() }
        });
        Document { text: text.to_owned(), links: links.collect(), ..Document::default() }
    }

    fn of(document: &Document) -> Vec<Citation> {
        cite(document, &[0..document.text.len()], &Publishers::default())
    }

    #[test]
    fn notes_are_split_into_works() {
        let rows = [
            ("Rivers; a history of water, the Courier, 5/11/2021, Link.", 1),
            (
                "River levels fall again, the Courier, 5/11/2021, Link. Dams and their costs, Delta Herald, 6/11/2021, Link.",
                2,
            ),
            ("Ibid., p. 12; Smith, The Long River (London: House, 2019), p. 3.", 2),
            (
                "جفاف النهر الكبير، صحيفة الضفة، 12/03/2021، الرابط. وانظر أيضاً: سدود بلا ماء، قناة الدلتا، 13/03/2021، الرابط.",
                2,
            ),
            ("“Rivers; and law,” Delta Review, 3 May 2021, link.", 1),
            ("“Rivers,” Delta Review, 3 May 2021, https://delta.example/a?x=1;y=2", 1),
            ("The point is contested; the data are not public; nobody asked.", 1),
            (
                "سفن عائدة إلى ميناء المدينة بعد غياب\n .الرابط، 2022//2509\n   الرابط ، 2022/ 5/09، وكالة الضفة، فتح طريق الميناء من جديد أيضاً:     ",
                2,
            ),
            ("", 1),
        ];
        for (text, expected) in rows {
            let text = text.replace("\\n", "\n");
            assert_eq!(of(&linked(&text, &[])).len(), expected, "{text}");
        }
    }

    #[test]
    fn every_url_of_a_work_has_a_citation() {
        let text =
            "“Rivers,” Delta Review, 3 May 2021, https://delta.example/a, archived at https://archive.example/b.";
        let citations = of(&linked(text, &[]));
        let printed: Vec<&str> = citations.iter().filter_map(|c| c.printed.as_ref()).map(|p| p.text.as_str()).collect();
        assert_eq!(printed, ["https://delta.example/a", "https://archive.example/b"]);
        assert!(citations.iter().all(|citation| citation.title.as_deref() == Some("Rivers")));
        for printed in citations.iter().filter_map(|citation| citation.printed.as_ref()) {
            assert_eq!(text.get(printed.range.clone()), Some(printed.text.as_str()));
        }
    }

    #[test]
    fn hyperlinks_are_kept_by_index() {
        let text = "A. Example, Rivers and Law, Delta Review, 3 May 2021, link; B. Sample, “Dams,” Delta Review, PDF.";
        let document = linked(text, &[("link", "https://delta.example/a"), ("PDF", "https://delta.example/b.pdf")]);
        let found: Vec<(Option<usize>, Option<SmolStr>)> =
            of(&document).into_iter().map(|c| (c.link, c.title)).collect();
        assert_eq!(found, [(Some(0), Some("Rivers and Law".into())), (Some(1), Some("Dams".into()))]);
    }

    #[test]
    fn links_in_prose_give_no_titles() {
        let text = "This follows the argument made long ago and is contested to this day.";
        let document = linked(
            text,
            &[("argument made long ago", "https://a.example/"), ("contested", "https://b.example/"), ("day", "#top")],
        );
        let citations = of(&document);
        assert_eq!(citations.iter().map(|citation| citation.link).collect::<Vec<_>>(), [Some(0), Some(1)]);
        assert!(citations.iter().all(|citation| citation.title.is_none() && !citation.expects_link));
    }

    #[test]
    fn a_link_over_its_own_url_is_one_citation() {
        let text = "European Water Office, Losses from river floods, 2023, https://water.example/losses.";
        let document = linked(text, &[("https://water.example/losses", "https://water.example/losses")]);
        let citations = of(&document);
        assert_eq!(citations.len(), 1);
        let kept = citations.first().map(|citation| (citation.link, citation.printed.is_some()));
        assert_eq!(kept, Some((Some(0), true)));
    }

    /// A work of a newspaper, stated to the day.
    fn dam(range: Range<usize>) -> StatedWork {
        StatedWork {
            range,
            title: Some("The dam holds; for now".to_owned()),
            publisher: Some("Delta Herald".to_owned()),
            date: crate::text::date::stated("2021-05-03"),
            url: Some("https://herald.example/dam".to_owned()),
            ..StatedWork::default()
        }
    }

    #[test]
    fn what_is_stated_wins_over_what_is_told() {
        let text = "L. Sample, “The dam holds; for now,” Herald, 2020, p. 3.";
        let document = Document { works: vec![dam(0..text.len())], ..linked(text, &[]) };
        let citations = of(&document);
        let [citation] = citations.as_slice() else { panic!("{citations:?}") };
        assert_eq!(citation.title.as_deref(), Some("The dam holds; for now"));
        assert_eq!(citation.publisher.as_deref(), Some("Delta Herald"));
        assert_eq!(citation.author.as_deref(), Some("L. Sample"));
        assert_eq!(citation.date_reading().map(|date| date.to_string()).as_deref(), Some("2021-05-03"));
        assert_eq!(citation.url.as_deref(), Some("https://herald.example/dam"));
        assert_eq!((citation.kind, citation.text.as_str()), (CitationKind::Web, text));
    }

    #[test]
    fn stated_urls_are_told_once() {
        let text = "L. Sample, “The dam holds,” Herald, herald.example/x, https://herald.example/dam/.";
        let stated = StatedWork { doi: Some("doi:10.1234/Dam".to_owned()), ..dam(0..text.len()) };
        let document = Document { works: vec![stated], ..linked(text, &[]) };
        let urls: Vec<(bool, Option<SmolStr>)> =
            of(&document).into_iter().map(|citation| (citation.printed.is_some(), citation.url)).collect();
        assert_eq!(urls, [(true, None), (false, Some("https://doi.org/10.1234/Dam".into()))]);
    }

    #[test]
    fn several_stated_works_of_one_place_are_told_apart_by_their_titles() {
        let text = "See Sample, “Long rivers,” 2019; Sample, “The dam holds; for now,” 2021.";
        let rivers = StatedWork { title: Some("Long Rivers".to_owned()), ..StatedWork::default() };
        let whole = 0..text.len();
        let works = vec![dam(whole.clone()), StatedWork { range: whole.clone(), ..rivers }];
        let citations = of(&Document { works, ..linked(text, &[]) });
        let titles: Vec<_> = citations.iter().map(|citation| citation.title.as_deref()).collect();
        assert_eq!(titles, [Some("Long Rivers"), Some("The dam holds; for now")]);
        // Text that names none of them still cites them all.
        let text = "(Sample 2019; 2021)";
        let works = vec![dam(0..text.len()), StatedWork { range: 0..text.len(), ..dam(0..0) }];
        let citations = of(&Document { works, ..linked(text, &[]) });
        assert_eq!(citations.iter().filter(|citation| citation.url.is_some()).count(), 2);
    }

    #[test]
    fn a_back_reference_takes_nothing_of_the_work_it_means() {
        let text = "Ibid., p. 12.";
        let citations = of(&Document { works: vec![dam(0..text.len())], ..linked(text, &[]) });
        let told: Vec<_> = citations.iter().map(|citation| (citation.kind, citation.url.is_some())).collect();
        assert_eq!(told, [(CitationKind::BackReference, false)]);
    }

    #[test]
    fn code_holds_no_sources() {
        let text = "Write https://code.example/x as is; see https://water.example/guide.";
        let code = text.find("https").unwrap_or_default();
        let document = Document { verbatim: vec![code..code + 22], ..linked(text, &[]) };
        let printed = of(&document).into_iter().filter_map(|citation| citation.printed).map(|printed| printed.text);
        assert_eq!(printed.collect::<Vec<_>>(), ["https://water.example/guide"]);
    }

    #[test]
    fn ranges_are_of_the_document() {
        let text = "1 River levels fall, the Courier,5/11/2021.\nbody\nLink. ";
        let document = linked(text, &[]);
        let second = text.find("Link").unwrap_or_default();
        let citations = cite(&document, &[2..43, second..text.len()], &Publishers::default());
        let ranges: Vec<Range<usize>> = citations.iter().map(|citation| citation.range.clone()).collect();
        assert_eq!(ranges, [2..second + 5]);
    }

    #[test]
    fn hostile_notes_are_read_in_linear_time() {
        for unit in ["\"a, ", "; 1/1/2021", "(((", "https://a.example ", "الرابط، ", ", Link. Abc def ghi jkl, ", "“”"]
        {
            for size in [10_000, 400_000] {
                let text = unit.repeat(size / unit.len());
                let citations = of(&linked(&text, &[]));
                assert!(!citations.is_empty(), "{unit}");
            }
        }
    }
}
