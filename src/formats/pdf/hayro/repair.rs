//! Files that have lost their end, and with it the list of their pages.

use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::super::MOST_PAGES;

/// The head of an object (ISO 32000-1, 7.3.10), and the type of a page within it, up to what ends the name.
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s-u)\b(\d{1,8})[ \r\n]+(\d{1,5})[ \r\n]+obj\b[^0-9]{0,40}?<<|/Type\s*/Page[^A-Za-z]|endobj").ok()
});

/// The number of the objects that are put in; no file has so many.
const OWN: u32 = 8_000_000;

/// The file with a new list of the pages that are found in it; `None` where there are none.
pub(super) fn repaired(file: &[u8]) -> Option<Vec<u8>> {
    let mut kids = String::new();
    let mut count = 0;
    let mut open: Option<String> = None;
    for found in PAGE.as_ref()?.captures_iter(file) {
        if let (Some(number), Some(generation)) = (found.get(1), found.get(2)) {
            let ascii = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            open = Some(format!("{} {} R ", ascii(number.as_bytes()), ascii(generation.as_bytes())));
        } else if found.get(0).is_some_and(|whole| whole.as_bytes().starts_with(b"/"))
            && count < MOST_PAGES
            && let Some(page) = open.take()
        {
            kids.push_str(&page);
            count += 1;
        } else {
            open = None;
        }
    }
    if count == 0 {
        return None;
    }
    let tree = OWN + 1;
    let mut end = String::new();
    let _ = write!(end, "\nendstream\nendobj\n{OWN} 0 obj\n<< /Type /Catalog /Pages {tree} 0 R >>\nendobj\n");
    let _ = write!(end, "{tree} 0 obj\n<< /Type /Pages /Count {count} /Kids [{kids}] >>\nendobj\n");
    let _ = write!(end, "trailer\n<< /Size {} /Root {OWN} 0 R >>\n", tree + 1);
    Some([file, end.as_bytes()].concat())
}
