//! Pages as the systems of newsrooms and offices write them, and what is to be read of each.

use isnad::model::PageDateKind;

use super::{PAGE, see};
use crate::support::web::{Answer, Web};

/// What is to be read of a page: the best title with its source, the first date of publication with its source, the
/// first publisher, the authors.
struct Expected {
    title: (&'static str, &'static str),
    date: (&'static str, &'static str),
    publisher: &'static str,
    authors: &'static [&'static str],
}

/// A weblog's system with one graph of everything, its author by reference, and a list of other articles.
const GRAPH: (&str, Expected) = (
    r##"<!doctype html><html dir="rtl" lang="ar"><head><meta charset="utf-8">
    <title>جفاف الآبار في الوادي الشرقي - صحيفة القصب</title>
    <meta property="og:site_name" content="صحيفة القصب"><meta property="og:title" content="جفاف الآبار في الوادي الشرقي">
    <meta property="article:published_time" content="2021-10-05T22:30:00+03:00">
    <meta property="article:modified_time" content="2022-01-09T10:00:00+03:00">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
    {"@type":"Article","headline":"جفاف الآبار في الوادي الشرقي","author":{"@id":"#p1"},"datePublished":"2021-10-05",
    "publisher":{"@id":"#org"}},{"@type":"WebPage","name":"جفاف الآبار في الوادي الشرقي - صحيفة القصب"},
    {"@type":"Person","@id":"#p1","name":"ليلى السمار"},{"@type":"Organization","@id":"#org","name":"دار القصب"},
    {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"الرئيسية"}]}]}</script></head>
    <body><h1 class="entry-title">جفاف الآبار في الوادي الشرقي</h1><time datetime="2021-10-05">٥ تشرين الأول</time>
    <aside><a href="/o"><time datetime="2019-02-02">قديم</time></a></aside></body></html>"##,
    Expected {
        title: ("جفاف الآبار في الوادي الشرقي", "h1"),
        date: ("2021-10-05", "article:published_time"),
        publisher: "صحيفة القصب",
        authors: &["ليلى السمار"],
    },
);

/// A newsroom's system with microdata, whose things have names.
const MICRODATA: (&str, Expected) = (
    r#"<html lang="tr"><head><title>Kuyular kurudu | Saz Gazetesi</title></head>
    <body itemscope itemtype="https://schema.org/NewsArticle"><header><h1><a href="/">Saz Gazetesi</a></h1></header>
    <h1 itemprop="headline">Kuyular kurudu</h1>
    <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><div itemprop="logo" itemscope>
    <meta itemprop="url" content="/l.png"></div><meta itemprop="name" content="Saz Gazetesi"></div>
    <div itemprop="author" itemscope><span itemprop="name">Deniz Kamış</span><p>Muhabir, on yıldır vadide</p></div>
    <meta itemprop="datePublished" content="2021-10-05T09:00:00+03:00">
    <meta itemprop="dateModified" content="2021-10-06"><p itemprop="articleBody">Vadide su yok.</body></html>"#,
    Expected {
        title: ("Kuyular kurudu", "title"),
        date: ("2021-10-05", "itemprop datePublished"),
        publisher: "Saz Gazetesi",
        authors: &["Deniz Kamış"],
    },
);

/// A page made of script, with several blocks of linked data, a list of authors, and a line break in a string.
const BLOCKS: (&str, Expected) = (
    "<html lang=en><head><title>Wells run dry &#8211; The Daily Reed</title>\
     <script type='application/ld+json'>[{\"@type\":\"BreadcrumbList\"},{\"@type\":\"ImageObject\",\"name\":\"A well\"}]</script>\
     <script type='application/ld+json'>{\"@type\":[\"NewsArticle\",\"ReportageNewsArticle\"],\
     \"headline\":\"Wells run\ndry\",\"datePublished\":\"2021-10-05T10:00:00Z\",\"dateModified\":\"2021-11-01\",\
     \"author\":[{\"@type\":\"Person\",\"name\":\"Mina Rush\"},{\"@type\":\"Person\",\"name\":\"Omar Cane\"}],\
     \"publisher\":{\"@type\":\"NewsMediaOrganization\",\"name\":\"The Daily Reed\"},}</script></head>\
     <body><div id=app></div><h1>Wells run dry</h1><h1>Most read</h1><p>Words.</body></html>",
    Expected {
        title: ("Wells run dry", "json-ld headline"),
        date: ("2021-10-05", "json-ld datePublished"),
        publisher: "The Daily Reed",
        authors: &["Mina Rush", "Omar Cane"],
    },
);

/// An office's old system: Dublin Core, and a date of the last change that is no date of publication.
const OFFICE: (&str, Expected) = (
    "<HTML LANG=en><HEAD><META NAME='DC.Title' CONTENT='Report on the wells'><META NAME='DC.Date.Issued' CONTENT='2021-10-05'>\
     <META NAME='DC.Date.Modified' CONTENT='2023-01-01'><META NAME='DC.Publisher' CONTENT='Office of Water'>\
     <META NAME='DC.Creator' CONTENT='M. Sedge'><TITLE>Office of Water : documents</TITLE></HEAD>\
     <BODY><TABLE><TR><TD><B>Report on the wells</B></TABLE></BODY></HTML>",
    Expected {
        title: ("Office of Water : documents", "title"),
        date: ("2021-10-05", "dc.date.issued"),
        publisher: "Office of Water",
        authors: &["M. Sedge"],
    },
);

/// A journal's page for its readers and for indexes.
const JOURNAL: (&str, Expected) = (
    "<html lang=en><head><title>The drying of wells | Reed Studies</title><meta name=citation_title content='The drying of wells'>\
     <meta name=citation_author content='Rush, Mina'><meta name=citation_author content='Cane, Omar'>\
     <meta name=citation_publication_date content='2021/10/05'><meta name=citation_journal_title content='Reed Studies'>\
     </head><body><h1>The drying of wells</h1><p>Abstract.</body></html>",
    Expected {
        title: ("The drying of wells", "h1"),
        date: ("2021-10-05", "citation_publication_date"),
        publisher: "Reed Studies",
        authors: &["Rush, Mina", "Cane, Omar"],
    },
);

/// A page with a profile's address for its author and the time of day at which it was made for its date.
const PLAIN: (&str, Expected) = (
    "<html lang=ar><head><meta property='article:author' content='https://social.example/reed'>\
     <meta name=author content='قسم الأخبار'><meta property='og:site_name' content='وكالة القصب'>\
     <meta property='og:title' content='الآبار تجف | وكالة القصب'></head>\
     <body><h2>الآبار تجف</h2><time pubdate datetime='2021-10-05 14:00'>أمس</time></body></html>",
    Expected {
        title: ("الآبار تجف", "og:title"),
        date: ("2021-10-05", "time"),
        publisher: "وكالة القصب",
        authors: &["قسم الأخبار"],
    },
);

#[test]
fn pages_of_every_system_are_read() {
    for (source, expected) in [GRAPH, MICRODATA, BLOCKS, OFFICE, JOURNAL, PLAIN] {
        let web = Web::new().page(PAGE, Answer::html(source)).start();
        let seen = see(&web, PAGE);
        let page = seen.page.unwrap();
        let title = page.titles.first().map(|title| (title.value.as_str(), title.found_in));
        assert_eq!(title, Some(expected.title), "{source}");
        let date = page.dates.iter().find(|date| date.kind == PageDateKind::Published);
        let date = date.map(|date| (date.date.to_string(), date.found_in));
        assert_eq!(date, Some((expected.date.0.to_owned(), expected.date.1)), "{source}");
        assert_eq!(page.publishers.first().map(|name| name.value.as_str()), Some(expected.publisher), "{source}");
        let authors: Vec<&str> = page.authors.iter().map(|author| author.value.as_str()).collect();
        assert_eq!(authors, expected.authors, "{source}");
        let strong = seen.marks.iter().find(|mark| mark.mark != "short-text");
        assert_eq!(strong, None, "{source}");
    }
}
