//! Files that are documents and parts of others, such as the chapters of a book.

use std::collections::HashSet;

use crate::model::Document;

/// The paths, as given, of those documents that others of them draw in: what they hold is read there.
///
/// Where two draw in one another, the first stays.
pub fn drawn_in<'d>(documents: impl Iterator<Item = &'d Document> + Clone) -> HashSet<String> {
    let mut drawn = HashSet::new();
    for document in documents.clone() {
        let path = plain(&document.path);
        if !drawn.contains(&path) {
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let files = document.drawn.iter().map(|file| plain(&format!("{folder}{file}")));
            drawn.extend(files.filter(|file| *file != path));
        }
    }
    documents.map(|document| document.path.clone()).filter(|path| drawn.contains(&plain(path))).collect()
}

/// A path without steps that lead nowhere.
fn plain(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for (index, step) in path.split('/').enumerate() {
        match step {
            "." => {}
            "" if index > 0 => {}
            ".." if steps.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_parts_of_the_book_that_draws_them_in() {
        let document = |path: &str, drawn: &[&str]| Document {
            path: path.to_owned(),
            drawn: drawn.iter().map(|&file| file.to_owned()).collect(),
            ..Document::default()
        };
        for (documents, expected) in [
            (
                vec![document("b/ch/one.tex", &[]), document("b/main.tex", &["ch/one.tex", "w.bib"])],
                vec!["b/ch/one.tex"],
            ),
            (vec![document("./b/one.tex", &[]), document("./b/main.tex", &["ch/../one.tex"])], vec!["./b/one.tex"]),
            (vec![document("one.tex", &[]), document("main.tex", &["./one.tex"])], vec!["one.tex"]),
            (vec![document("a.tex", &["b.tex"]), document("b.tex", &["a.tex"])], vec!["b.tex"]),
            (vec![document("a.tex", &["a.tex"]), document("c/b.tex", &["a.tex"])], vec![]),
            (vec![document("/x/one.tex", &[]), document("/x/../x/main.tex", &["one.tex"])], vec!["/x/one.tex"]),
        ] {
            let mut found: Vec<_> = drawn_in(documents.iter()).into_iter().collect();
            found.sort();
            assert_eq!(found, expected);
        }
    }
}
