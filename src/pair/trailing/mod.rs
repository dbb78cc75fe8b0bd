//! The URLs listed after a page, assigned to the citations of the page that print none.
//!
//! An assignment with gaps on both sides. Each pair is scored by its evidence; where the document's certain pairs keep
//! the order of the notes, order counts too, and where they do not it says nothing.

mod align;
mod assign;
mod score;

use std::collections::{HashMap, HashSet};

use super::claim;
use crate::model::{Audit, Candidate, Citation, CitationKind, LooseUrl, SourceId, Strategy};
use crate::text::publisher::Publishers;
use crate::text::{similarity, url};

/// The listed URLs of a document and what became of them. Neighbours that are the same URL, as links wrapped over
/// lines leave them, are one entry.
pub(super) struct Listed {
    /// In the order of their pages.
    entries: Vec<Entry>,
    /// The indices of the entries of each page and key.
    by_key: HashMap<(usize, String), Vec<usize>>,
}

struct Entry {
    url: String,
    key: String,
    page: usize,
    /// The index in the document's list of the first line of this entry.
    first: usize,
    /// How many lines in a row it takes.
    lines: usize,
    used: bool,
    /// The note that prints this URL, if one does.
    printed_in: Option<usize>,
    /// Whether page after page lists it: the link of a running header or footer.
    running: bool,
}

/// Fewest pages of a URL that most pages list, as running headers and footers do.
const RUNNING_PAGES: usize = 3;

impl Listed {
    /// What a document lists after its pages.
    pub(super) fn of(audit: &Audit) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (first, listed) in audit.document.listed.iter().enumerate().filter(|(_, entry)| entry.number.is_none()) {
            let key = url::print_key(&listed.url);
            match entries.last_mut() {
                Some(last) if last.key == key && last.page == listed.page => last.lines += 1,
                _ => entries.push(Entry {
                    url: listed.url.clone(),
                    key,
                    page: listed.page,
                    first,
                    lines: 1,
                    used: false,
                    printed_in: None,
                    running: false,
                }),
            }
        }
        entries.sort_by_key(|entry| entry.page);
        let mut pages: HashMap<&str, HashSet<usize>> = HashMap::new();
        for entry in &entries {
            pages.entry(&entry.key).or_default().insert(entry.page);
        }
        let all = entries.iter().map(|entry| entry.page).collect::<HashSet<_>>().len();
        let runs = |entry: &Entry| {
            let own = pages.get(entry.key.as_str()).map_or(0, HashSet::len);
            own >= RUNNING_PAGES && own * 2 > all
        };
        let running: Vec<bool> = entries.iter().map(runs).collect();
        for (entry, running) in entries.iter_mut().zip(running) {
            entry.running = running;
        }
        let mut by_key: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_key.entry((entry.page, entry.key.clone())).or_default().push(index);
        }
        Self { entries, by_key }
    }

    /// The entries of a page with the same URL.
    fn alike(&self, page: usize, key: String) -> &[usize] {
        self.by_key.get(&(page, key)).map_or(&[], Vec::as_slice)
    }

    /// Uses up the entry of this URL on this page; whether the page lists it at all, used or not. `note` is the index of
    /// the note that prints or links it.
    pub(super) fn take(&mut self, page: Option<usize>, url: &str, note: Option<usize>) -> bool {
        let Some(page) = page.filter(|_| !self.entries.is_empty()) else { return false };
        let Some(matching) = self.by_key.get(&(page, url::print_key(url))) else { return false };
        let free = |index: &&usize| self.entries.get(**index).is_some_and(|entry| !entry.used);
        if let Some(&free) = matching.iter().find(free) {
            self.use_up(free, note);
        }
        true
    }

    /// The entries of a page not used up: index and URL.
    pub(super) fn free(&self, page: Option<usize>) -> Vec<(usize, String)> {
        let Some(page) = page else { return Vec::new() };
        let from = self.entries.partition_point(|entry| entry.page < page);
        let here = self.entries.iter().enumerate().skip(from).take_while(|(_, entry)| entry.page == page);
        here.filter(|(_, entry)| !entry.used).map(|(index, entry)| (index, entry.url.clone())).collect()
    }

    /// Uses up an entry; `note` is the index of the note that prints it, if one does.
    pub(super) fn use_up(&mut self, index: usize, note: Option<usize>) {
        if let Some(entry) = self.entries.get_mut(index) {
            entry.used = true;
            entry.printed_in = note;
        }
    }
}

/// The place of a citation: the index of its note and its own within it.
type Row = (usize, usize);

/// The citations and the URLs of one page, and how well each pair fits.
struct Sheet {
    page: usize,
    rows: Vec<Row>,
    /// Indices of entries; one that takes several lines stands twice, the second time as [`Column::spare`].
    columns: Vec<Column>,
    /// The evidence for each pair, by row and column.
    evidence: Vec<Vec<f64>>,
    /// What each row gains by having a URL at all.
    base: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Column {
    entry: usize,
    /// The first entry of the page with the same URL: which of several is taken makes no difference.
    url: usize,
    /// A repetition of the column before: a second note may cite the URL, but nothing says so.
    spare: bool,
}

/// A page with more pairs to weigh than this is left unpaired.
const MOST_PAIRS: usize = 250_000;

/// Assigns the listed URLs that are left to the citations that have none.
pub(super) fn pair(audit: &mut Audit, listed: &mut Listed, publishers: &Publishers) {
    let sheets = sheets(audit, listed, publishers);
    let order = order_holds(&sheets, listed);
    for sheet in &sheets {
        let chosen = if order { align::best(sheet) } else { assign::best(sheet) };
        for ((note, number), choice) in sheet.rows.iter().zip(chosen) {
            let Some(citation) = audit.notes.get_mut(*note).and_then(|note| note.citations.get_mut(*number)) else {
                continue;
            };
            let entry = |column: usize| sheet.columns.get(column).map(|column| column.entry);
            let url = choice.column.and_then(entry).and_then(|entry| listed.entries.get(entry));
            let candidates = choice
                .others
                .iter()
                .filter_map(|&(column, score)| Some((listed.entries.get(entry(column)?)?, score)))
                .filter(|(other, _)| url.is_none_or(|url| url.key != other.key))
                .map(|(other, score)| Candidate { url: other.url.as_str().into(), source: SourceId(0), score })
                .collect::<Vec<_>>();
            match url.map(|entry| entry.url.clone()) {
                Some(url) => claim(citation, &url, Strategy::Trailing, choice.confidence, candidates),
                None if citation.expects_link && !candidates.is_empty() => {
                    let confidence = choice.confidence;
                    citation.pairing =
                        Some(crate::model::Pairing { strategy: Strategy::Trailing, confidence, candidates });
                }
                None => {}
            }
            if let Some(entry) = choice.column.and_then(entry) {
                listed.use_up(entry, None);
            }
        }
    }
    share(audit);
    leave(audit, listed);
}

/// Confidence in a URL that another citation of the same work has.
const SHARED: f64 = 0.9;

/// Gives a citation that is left without a URL the one that a citation of the same title, publisher and date has: a
/// list may name a URL once that two notes cite.
fn share(audit: &mut Audit) {
    if audit.document.listed.is_empty() {
        return;
    }
    let work = |citation: &Citation| {
        let title = similarity::fold(citation.title.as_deref()?);
        let publisher = citation.publisher.as_deref().map(similarity::fold);
        Some((title, publisher, citation.date.as_ref().map(|date| date.text.clone())))
    };
    let mut urls = HashMap::new();
    let citations = audit.notes.iter().flat_map(|note| &note.citations);
    for (url, citation) in citations.filter_map(|citation| Some((citation.url.clone()?, citation))) {
        if citation.confidence() >= SHARED
            && let Some(work) = work(citation)
        {
            urls.entry(work).or_insert(url);
        }
    }
    for citation in audit.notes.iter_mut().flat_map(|note| &mut note.citations) {
        if citation.expects_link
            && citation.url.is_none()
            && citation.printed.is_none()
            && let Some(url) = work(citation).and_then(|work| urls.get(&work))
        {
            claim(citation, url, Strategy::Trailing, SHARED, Vec::new());
        }
    }
}

fn sheets(audit: &Audit, listed: &Listed, publishers: &Publishers) -> Vec<Sheet> {
    let mut by_page: HashMap<usize, Vec<Row>> = HashMap::new();
    for (index, note) in audit.notes.iter().enumerate() {
        let Some(page) = audit.document.page_at(note.range.start) else { continue };
        for (number, citation) in note.citations.iter().enumerate() {
            let cites = !matches!(citation.kind, CitationKind::Interview | CitationKind::BackReference);
            if citation.url.is_none() && (citation.expects_link || cites) {
                by_page.entry(page).or_default().push((index, number));
            }
        }
    }
    let mut pages: Vec<(usize, Vec<Row>)> = by_page.into_iter().collect();
    pages.sort_unstable_by_key(|(page, _)| *page);
    pages.into_iter().filter_map(|(page, rows)| sheet(audit, listed, page, rows, publishers)).collect()
}

fn sheet(audit: &Audit, listed: &Listed, page: usize, rows: Vec<Row>, publishers: &Publishers) -> Option<Sheet> {
    let mut columns = Vec::new();
    for (entry, _) in listed.free(Some(page)) {
        let Some(own) = listed.entries.get(entry) else { continue };
        let url = listed.alike(page, own.key.clone()).first().copied().unwrap_or(entry);
        columns.push(Column { entry, url, spare: false });
        if own.lines > 1 {
            columns.push(Column { entry, url, spare: true });
        }
    }
    if columns.is_empty() || rows.len() * columns.len() > MOST_PAIRS {
        return None;
    }
    let entries = columns.iter().filter_map(|column| listed.entries.get(column.entry));
    let urls: Vec<(score::Url, f64)> =
        entries.map(|entry| (score::Url::new(&entry.url), if entry.running { score::RUNNING } else { 0.0 })).collect();
    let (mut evidence, mut base) = (Vec::new(), Vec::new());
    for &(note, number) in &rows {
        let citation = audit.notes.get(note)?.citations.get(number)?;
        let known = score::Known::new(citation, publishers);
        evidence.push(urls.iter().map(|(url, running)| known.evidence(url) - running).collect());
        base.push(known.base());
    }
    Some(Sheet { page, rows, columns, evidence, base })
}

impl Sheet {
    /// What a pair gains over leaving both alone.
    fn gain(&self, row: usize, column: usize) -> f64 {
        let Some(evidence) = self.evidence.get(row).and_then(|row| row.get(column)) else { return 0.0 };
        let spare = self.columns.get(column).is_some_and(|column| column.spare);
        if spare { evidence - score::SPARE } else { evidence + self.base.get(row).copied().unwrap_or_default() }
    }
}

/// A choice for one row.
struct Choice {
    /// The column, if any.
    column: Option<usize>,
    /// How sure that is, 0 to 1.
    confidence: f64,
    /// The other columns within the margin, best first, each with its score, 0 to 1.
    others: Vec<(usize, f64)>,
}

/// How sure a choice is that is better than the next best by `margin`: even odds at 0, four to one at 1.5.
fn confidence(margin: f64) -> f64 {
    1.0 / (1.0 + (-0.924 * margin).exp())
}

/// Others are kept up to this far behind the best.
const MARGIN: f64 = 1.5;

/// Whether the document lists its URLs in the order of the notes: its certain pairs keep it, over all pages, but for one
/// in five. Where nothing is certain it does, as most writers of PDF files keep it.
///
/// Certain are URLs that notes print and pairs whose evidence is strong and has no rival. A page on which keeping the
/// order gives up evidence speaks against it too.
fn order_holds(sheets: &[Sheet], listed: &Listed) -> bool {
    let mut certain: Vec<(usize, usize, usize)> = Vec::new();
    for (index, entry) in listed.entries.iter().enumerate() {
        let again = listed.alike(entry.page, entry.key.clone()).len() > 1;
        if let Some(note) = entry.printed_in.filter(|_| !again) {
            certain.push((entry.page, note, index));
        }
    }
    let (mut kept, mut broken) = (0, 0);
    for sheet in sheets {
        for (row, (note, _)) in sheet.rows.iter().enumerate() {
            let column = certain_column(sheet, row).and_then(|column| sheet.columns.get(column));
            certain.extend(column.map(|column| (sheet.page, *note, column.entry)));
        }
        let total = |choices: &[Choice]| -> f64 {
            choices.iter().enumerate().filter_map(|(row, choice)| Some(sheet.gain(row, choice.column?))).sum()
        };
        broken += usize::from(total(&assign::best(sheet)) > total(&align::best(sheet)) + MARGIN);
    }
    certain.sort_unstable();
    for pair in certain.windows(2) {
        if let [(page, note, before), (next_page, next_note, after)] = pair
            && page == next_page
            && note != next_note
        {
            if before < after { kept += 1 } else { broken += 1 }
        }
    }
    broken * 5 <= kept
}

/// The column that is certainly this row's: strong evidence, and clearly stronger than for any other row or column.
fn certain_column(sheet: &Sheet, row: usize) -> Option<usize> {
    let own = sheet.evidence.get(row)?;
    let (column, best) = own.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let entry = |column: usize| sheet.columns.get(column).map(|column| column.entry);
    let rival_column = own
        .iter()
        .enumerate()
        .any(|(other, score)| other != column && entry(other) != entry(column) && *score > best - score::CLEAR);
    let rival_row =
        sheet.evidence.iter().enumerate().any(|(other, scores)| {
            other != row && scores.get(column).is_some_and(|score| *score > best - score::CLEAR)
        });
    (best >= score::STRONG && !rival_column && !rival_row).then_some(column)
}

/// What is left over: unpaired where the page has notes that expect a link, else a link of the running text, as are those
/// of running headers and footers.
fn leave(audit: &mut Audit, listed: &Listed) {
    let document = &audit.document;
    let expecting: HashSet<usize> = audit
        .notes
        .iter()
        .filter(|note| note.citations.iter().any(|citation| citation.expects_link || citation.url.is_some()))
        .filter_map(|note| document.page_at(note.range.start))
        .collect();
    for entry in listed.entries.iter().filter(|entry| !entry.used) {
        let Some(line) = document.listed.get(entry.first) else { continue };
        let loose = LooseUrl {
            url: entry.url.as_str().into(),
            source: None,
            text: entry.url.as_str().into(),
            range: line.range.clone(),
            place: document.place(&line.range),
        };
        if expecting.contains(&entry.page) && !entry.running {
            audit.unpaired.push(loose);
        } else {
            audit.unnoted.push(loose);
        }
    }
    audit.unnoted.sort_by_key(|loose| loose.range.start);
}
