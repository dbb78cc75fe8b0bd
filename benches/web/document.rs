//! The documents, and what the pages they cite say of themselves.

use std::fmt::Write as _;

/// How many hosts the links are spread over.
pub(crate) const HOSTS: usize = 500;

/// How many bytes a page has.
const PAGE: usize = 20_000;

/// Words that make titles.
const WORDS: [&str; 16] = [
    "river", "harvest", "council", "drought", "railway", "archive", "border", "market", "school", "harbour", "winter",
    "census", "forest", "bridge", "festival", "quarry",
];

/// Links, by their host and their number.
pub(crate) struct Links(pub(crate) Vec<(usize, usize)>);

impl Links {
    /// So many links, spread over all hosts.
    pub(crate) fn spread(count: usize) -> Self {
        Self((0..count).map(|n| (n % HOSTS, n)).collect())
    }

    /// So many links of each host, one host after another.
    pub(crate) fn of_hosts(hosts: usize, each: usize) -> Self {
        Self((0..hosts * each).map(|n| (n / each, n)).collect())
    }

    /// Shuffles them, always alike.
    pub(crate) fn shuffle(&mut self) {
        self.0.sort_by_key(|&(_, n)| (n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20);
    }

    /// A document that cites each by its title and date.
    pub(crate) fn as_notes(&self) -> String {
        let mut text = String::from("# A report\n\n");
        for (at, _) in self.0.iter().enumerate() {
            writeln!(text, "What is said here stands elsewhere.[^{}]\n", at + 1).unwrap();
        }
        for (at, (host, n)) in self.0.iter().enumerate() {
            let (year, month, day) = date(*n);
            let month = [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ][month - 1];
            let title = title(*n);
            writeln!(text, "[^{}]: \"{title}\", The Press, {day} {month} {year}, {}\n", at + 1, url(*host, *n))
                .unwrap();
        }
        text
    }

    /// A document that only links to them.
    pub(crate) fn as_links(&self) -> String {
        let mut text = String::from("# A list\n\n");
        for (host, n) in &self.0 {
            writeln!(text, "- <{}>", url(*host, *n)).unwrap();
        }
        text
    }
}

fn url(host: usize, n: usize) -> String {
    format!("http://h{}-{}.press.org/story/{n}", host / 250, host % 250 + 1)
}

fn title(n: usize) -> String {
    let word = |at: usize| WORDS[(n / at) % WORDS.len()];
    format!("The {} and the {} of {} number {n}", word(1), word(16), word(256))
}

fn date(n: usize) -> (usize, usize, usize) {
    (2010 + n % 12, 1 + n % 11, 1 + n % 27)
}

/// The page of a number.
pub(crate) fn page(n: usize, filler: &str) -> String {
    let (year, month, day) = date(n);
    let title = title(n);
    let date = format!("{year}-{month:02}-{day:02}T09:30:00+00:00");
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} | The Press</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"/css/site.css\">\n<link rel=\"canonical\" href=\"/story/{n}\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"og:site_name\" content=\"The Press\">\n\
         <meta property=\"article:published_time\" content=\"{date}\">\n\
         <meta name=\"description\" content=\"What is to be known of {title}, told in full.\">\n\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
         \"headline\":\"{title}\",\"datePublished\":\"{date}\",\"author\":{{\"@type\":\"Person\",\"name\":\"N. Sedge\"}},\
         \"publisher\":{{\"@type\":\"Organization\",\"name\":\"The Press\"}}}}</script>\n</head>\n<body>\n<header>\
         <a href=\"/\">The Press</a><nav><a href=\"/news\">News</a></nav></header>\n<article><h1>{title}</h1>\n"
    );
    let rest = PAGE.saturating_sub(page.len() + 40);
    page.push_str(filler.get(..rest).unwrap());
    page.push_str("</p></article></body></html>");
    page
}

/// Enough paragraphs for any page.
pub(crate) fn filler() -> String {
    "<p>In the valley the water came later every year, and <b>nobody</b> had written down why; <a href=\"/a\">the council</a> \
     kept its own account.</p>\n<p>"
        .repeat(PAGE / 100)
}
