//! What a host answers for a page that cannot be there: asked once for each directory in which a page seems to be gone
//! although it answers. After Bar-Yossef and others, "Sic transit gloria telae" (2004).

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;
use url::Url;

use super::reading::Watcher;
use super::redirects::{self, Asker};
use super::retries::Budget;
use super::second_look::plain_headers;
use crate::model::{Mark, Page};

/// How many letters make a name that nobody has given.
const LETTERS: usize = 25;

/// How many words of a page are compared.
const MOST_WORDS: usize = 4096;

/// How alike two pages are, as a share of their words, that are one page.
const ALIKE: f64 = 0.95;

/// The siblings asked for so far, by the directory they would stand in.
#[derive(Default)]
pub(super) struct Siblings(RefCell<HashMap<String, Rc<OnceCell<Option<Sibling>>>>>);

/// What was answered for a page that cannot be there.
struct Sibling {
    status: u16,
    url: Url,
    title: Option<String>,
    words: Vec<u64>,
}

impl Siblings {
    /// What the sibling of a page that stands at `url`, reached by so many hops, says of it.
    pub(super) async fn mark(&self, asker: Asker<'_>, url: &Url, page: &Page) -> Option<Mark> {
        let directory = url.join(".").ok()?;
        let cell = Rc::clone(self.0.borrow_mut().entry(directory.as_str().to_owned()).or_default());
        let sibling = cell.get_or_init(|| ask(asker, &directory)).await.as_ref()?;
        let mark = match sibling.status {
            404 | 410 => "sibling-not-found",
            200..=299 if sibling.url == *url => "sibling-same",
            200..=299 if !alike(&sibling.words, &words(page)) => "sibling-differs",
            // Pages of little text, such as those of pictures, are alike in all but their titles.
            200..=299 if sibling.title.as_deref() == title(page) => "sibling-same",
            _ => return None,
        };
        Some(Mark { mark, found_in: format!("status {} beside it", sibling.status) })
    }
}

async fn ask(asker: Asker<'_>, directory: &Url) -> Option<Sibling> {
    let nowhere = directory.join(&name(directory)).ok()?;
    let settled = |_: &Page| false;
    let watcher = Watcher::new(asker.settings, true, &settled);
    let mut budget = Budget::new(asker.settings.timeout);
    let asker = Asker { watch: &watcher, ..asker };
    let arrival = redirects::follow(asker, &nowhere, &plain_headers(asker.agent), &mut budget).await;
    let mut answer = arrival.result.ok()?;
    let contents = watcher.read(&mut answer, &nowhere, &arrival.url, !arrival.hops.is_empty()).await;
    let page = contents.page.unwrap_or_default();
    let title = title(&page).map(str::to_owned);
    Some(Sibling { status: answer.status, url: arrival.url, title, words: words(&page) })
}

fn title(page: &Page) -> Option<&str> {
    page.titles.first().map(|title| title.value.as_str())
}

/// A name that nobody has given; always the same in the same directory, so that a record of it can be replayed, by whatever isnad.
fn name(directory: &Url) -> String {
    let digest = Sha256::digest(directory.as_str());
    digest.iter().take(LETTERS).map(|byte| char::from(b'a' + byte % 26)).collect()
}

/// The words of a page, each once, as numbers in order.
fn words(page: &Page) -> Vec<u64> {
    let mut words: Vec<u64> = page
        .text
        .split_whitespace()
        .take(MOST_WORDS)
        .map(|word| {
            let mut hasher = DefaultHasher::new();
            word.hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn alike(one: &[u64], other: &[u64]) -> bool {
    let common = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let all = one.len() + other.len() - common;
    all == 0 || common as f64 / all as f64 >= ALIKE
}
