//! The documents of the repository name what is there.

use regex::Regex;

use super::{read, root};

#[test]
fn recipes_are_short_and_name_only_what_exists() {
    let guide = read("CONTRIBUTING.md");
    let path = Regex::new(r"`((?:src|tests|reports|\.ci|\.github)/[^`]*|[A-Za-z]+\.(?:md|toml|rs))`").unwrap();
    let step = Regex::new(r"(?m)^\d+\. ").unwrap();
    let mut named = 0;
    for captures in path.captures_iter(&guide) {
        let exists = root().join(&captures[1]).exists();
        assert!(exists, "CONTRIBUTING.md names {}, which is not there", &captures[1]);
        named += 1;
    }
    assert!(named > 10, "only {named} paths were seen: does the pattern still find them?");
    let recipes: Vec<_> = guide.split("\n## ").skip(1).filter(|recipe| recipe.starts_with("A ")).collect();
    assert_eq!(recipes.len(), 3, "a reader, a rule, a reporter");
    for recipe in recipes {
        let steps = step.find_iter(recipe).count();
        assert!((1..=8).contains(&steps), "{steps} steps: {}", recipe.lines().next().unwrap_or_default());
    }
}

#[test]
fn links_of_the_documents_lead_somewhere() {
    let link = Regex::new(r"\]\(([^)#:]+)\)").unwrap();
    for document in ["README.md", "README.ar.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for captures in link.captures_iter(&read(document)) {
            assert!(root().join(&captures[1]).exists(), "{document} links to {}, which is not there", &captures[1]);
        }
    }
}
