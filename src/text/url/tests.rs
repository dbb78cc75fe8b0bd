//! Tables of printed URLs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;

/// What is printed, and the first reading of each URL in it; `=` where it is what is printed from `http` on.
const LINES: &[(&str, &[&str])] = &[
    ("", &[]),
    ("no URL here, and/or etc.", &[]),
    ("https://a.example", &["https://a.example"]),
    ("http://a.example/b", &["http://a.example/b"]),
    ("HTTPS://A.Example/B", &["HTTPS://A.Example/B"]),
    ("see https://a.example/b.", &["https://a.example/b"]),
    ("see https://a.example/b, then", &["https://a.example/b"]),
    ("see https://a.example/b; then", &["https://a.example/b"]),
    ("see https://a.example/b: then", &["https://a.example/b"]),
    ("really https://a.example/b?!", &["https://a.example/b"]),
    ("see https://a.example/b... then", &["https://a.example/b"]),
    ("see https://a.example/b… then", &["https://a.example/b"]),
    ("https://a.example.", &["https://a.example"]),
    ("(https://a.example/b)", &["https://a.example/b"]),
    ("(https://a.example/b).", &["https://a.example/b"]),
    ("(see https://a.example/Foo_(bar))", &["https://a.example/Foo_(bar)"]),
    ("https://a.example/Foo_(bar)", &["https://a.example/Foo_(bar)"]),
    ("https://a.example/Foo_(bar),", &["https://a.example/Foo_(bar)"]),
    ("https://a.example/(b)/(c(d))/e", &["https://a.example/(b)/(c(d))/e"]),
    ("https://a.example/b(accessed today)", &["https://a.example/b"]),
    ("https://a.example/b(", &["https://a.example/b"]),
    ("https://a.example/b[2]", &["https://a.example/b"]),
    ("https://a.example/b[٢].", &["https://a.example/b"]),
    ("https://a.example/b[12], and", &["https://a.example/b"]),
    ("https://a.example/b[^note]", &["https://a.example/b"]),
    ("https://a.example/?b[0]=1&b[1]=2", &["https://a.example/?b[0]=1&b[1]=2"]),
    ("[https://a.example/b]", &["https://a.example/b"]),
    ("{https://a.example/b},", &["https://a.example/b"]),
    ("[text](https://a.example/b)]", &["https://a.example/b"]),
    ("<https://a.example/b>", &["https://a.example/b"]),
    ("\"https://a.example/b\"", &["https://a.example/b"]),
    ("'https://a.example/b'", &["https://a.example/b"]),
    ("‘https://a.example/b’", &["https://a.example/b"]),
    ("“https://a.example/b”", &["https://a.example/b"]),
    ("„https://a.example/b“", &["https://a.example/b"]),
    ("«https://a.example/b»", &["https://a.example/b"]),
    ("»https://a.example/b«", &["https://a.example/b"]),
    ("`https://a.example/b`", &["https://a.example/b"]),
    ("*https://a.example/b*", &["https://a.example/b"]),
    ("&lt;https://a.example/b&gt; x", &["https://a.example/b"]),
    ("&quot;https://a.example/b&quot;", &["https://a.example/b"]),
    ("| https://a.example/b|c", &["https://a.example/b"]),
    // Arabic and Persian.
    ("المصدر: https://a.example/b، ص ٣", &["https://a.example/b"]),
    ("المصدر: https://a.example/b؛ ثم", &["https://a.example/b"]),
    ("أهو https://a.example/b؟", &["https://a.example/b"]),
    ("ماخذ https://a.example/b۔", &["https://a.example/b"]),
    ("«https://a.example/b»، ثم", &["https://a.example/b"]),
    ("رابطhttps://a.example/b", &["https://a.example/b"]),
    ("۶http://www.a.example", &["http://www.a.example"]),
    ("https://a.example/ar/الأخبار-2021", &["https://a.example/ar/الأخبار-2021"]),
    ("https://a.example/ماء_(نهر)", &["https://a.example/ماء_(نهر)"]),
    ("https://a.example/٢٠٢١/ماء", &["https://a.example/٢٠٢١/ماء"]),
    ("https://a.example/مُدُن", &["https://a.example/مُدُن"]),
    ("https://a.example/report2021وكذلك", &["https://a.example/report2021"]),
    ("https://a.example/s1مدينة/خبر", &["https://a.example/s1مدينة/خبر"]),
    ("https://a.exampleوكذلك", &["https://a.example"]),
    ("https://a.example.وكذلك", &["https://a.example"]),
    ("https://a.example/می\u{200C}رود", &["https://a.example/می\u{200C}رود"]),
    // Directional controls, superscripts, invisible characters.
    ("\u{200F}https://a.example/b\u{200F} و", &["https://a.example/b"]),
    ("\u{202A}https://a.example/b\u{202C}،", &["https://a.example/b"]),
    ("\u{2066}https://a.example/b\u{2069}.", &["https://a.example/b"]),
    ("https://a.example/b\u{202B} كلمة\u{202C}", &["https://a.example/b"]),
    ("https://a.example/b\u{200E}/c", &["https://a.example/b/c"]),
    ("https://a.example/b\u{200F}2", &["https://a.example/b"]),
    ("https://a.example/b²", &["https://a.example/b"]),
    ("https://a.example/b¹⁴ and", &["https://a.example/b"]),
    ("https://a.example/b③", &["https://a.example/b"]),
    ("https://a.example/\u{200B}b/\u{AD}c", &["https://a.example/b/c"]),
    ("https://a.example/b\u{200B}", &["https://a.example/b"]),
    ("https://a\u{2010}b.example/c\u{2011}d", &["https://a-b.example/c-d"]),
    // Turkish suffixes.
    ("https://a.example/b’dan alındı", &["https://a.example/b"]),
    ("https://a.example/b'dan alındı", &["https://a.example/b"]),
    ("https://a.example'da.", &["https://a.example"]),
    ("https://a.example/b'nin", &["https://a.example/b"]),
    ("https://a.example/b's author", &["https://a.example/b"]),
    ("https://a.example/L'Eau-vive", &["https://a.example/L'Eau-vive"]),
    ("https://a.example/İstanbul-çalıştayı", &["https://a.example/İstanbul-çalıştayı"]),
    // Hosts.
    ("https://президент.рф/x", &["https://президент.рф/x"]),
    ("http://موقع.وزارة-الأتصالات.مصر/ص", &["http://موقع.وزارة-الأتصالات.مصر/ص"]),
    ("http://b\u{FC}cher.example/x", &["http://b\u{FC}cher.example/x"]),
    ("http://食狮.中国/页面。然后", &["http://食狮.中国/页面"]),
    ("请见https://a.example/，", &["https://a.example/"]),
    ("http://[2001:db8::1]:8080/b", &["http://[2001:db8::1]:8080/b"]),
    ("http://127.0.0.1:8080/b", &["http://127.0.0.1:8080/b"]),
    ("http://user:word@a.example/b", &["http://user:word@a.example/b"]),
    ("https://a.example:8443/b", &["https://a.example:8443/b"]),
    ("https://a.example: the site", &["https://a.example"]),
    ("https://a.example?b=c", &["https://a.example?b=c"]),
    ("https://a.example#b", &["https://a.example#b"]),
    ("https://a.example/b#:~:text=c%20d,e", &["https://a.example/b#:~:text=c%20d,e"]),
    ("https://a.example/?b=1&amp;c=2", &["https://a.example/?b=1&c=2"]),
    ("https://a.example/b,c;d=e/~f/@g/h+i", &["https://a.example/b,c;d=e/~f/@g/h+i"]),
    ("https://a.example/Sino\u{2013}Indian", &["https://a.example/Sino\u{2013}Indian"]),
    ("https://a.example/b\u{2013} then", &["https://a.example/b"]),
    ("https://a.example/b\u{2014}then", &["https://a.example/b"]),
    ("http://xxx", &["http://xxx"]),
    ("https://…", &["https://…"]),
    ("https://...", &["https://..."]),
    ("the http:// prefix", &[]),
    ("http://<host>/x", &[]),
    ("ftp://a.example/b", &[]),
    ("ftp://www.a.example/b", &[]),
    ("mail a@www.a.example", &[]),
    // Several.
    ("https://a.example/b https://b.example/c", &["https://a.example/b", "https://b.example/c"]),
    ("https://a.example/b,https://b.example/c", &["https://a.example/b", "https://b.example/c"]),
    ("https://a.example/bhttps://b.example/c", &["https://a.example/b", "https://b.example/c"]),
    ("https://archive.example/2020/https://a.example/b", &["https://archive.example/2020/https://a.example/b"]),
    ("https://a.example/?u=http://b.example/c", &["https://a.example/?u=http://b.example/c"]),
    ("https://a.example/b\nhttps://b.example/c-\nd", &["https://a.example/b", "https://b.example/c-"]),
    // Without a scheme.
    ("www.a.example", &["http://www.a.example"]),
    ("see WWW.a.example/b.", &["http://WWW.a.example/b"]),
    ("16www.a.example/b", &["http://www.a.example/b"]),
    ("www.a", &[]),
    ("www.1.2", &[]),
    ("awww.a.example", &[]),
    ("www. a.example", &[]),
    // DOIs.
    ("doi:10.1234/ab.cd", &["https://doi.org/10.1234/ab.cd"]),
    ("DOI: 10.1234/ab.cd.", &["https://doi.org/10.1234/ab.cd"]),
    ("DOI 10.1234/ab(2)c", &["https://doi.org/10.1234/ab(2)c"]),
    ("vol. 3, 10.1234.5/ab", &["https://doi.org/10.1234.5/ab"]),
    ("10.1234/567", &["https://doi.org/10.1234/567"]),
    ("doi.org/10.1234/ab", &["https://doi.org/10.1234/ab"]),
    ("dx.doi.org/10.1234/ab", &["https://doi.org/10.1234/ab"]),
    ("https://doi.org/10.1234/ab", &["https://doi.org/10.1234/ab"]),
    ("المعرف 10.1234/ab، ص ٢", &["https://doi.org/10.1234/ab"]),
    ("10.12/ab", &[]),
    ("10.2021/05", &[]),
    ("5.10.2021/ab", &[]),
    ("10.1234", &[]),
    ("do it", &[]),
];

#[test]
fn urls_of_a_line() {
    for (text, expected) in LINES {
        let found = scan(text);
        let readings: Vec<_> = found.iter().map(|found| found.readings[0].as_str()).collect();
        assert_eq!(readings, *expected, "{text}");
        let in_note = scan_wrapped(text);
        if !text.contains('\n') {
            assert_eq!(in_note, found, "{text}");
        }
    }
}

#[test]
fn what_is_printed_is_kept() {
    for (text, printed, kind) in [
        ("see DOI: 10.1234/ab.", "DOI: 10.1234/ab", FoundKind::Doi),
        ("see 10.1234/ab.", "10.1234/ab", FoundKind::Doi),
        ("see www.a.example/b.", "www.a.example/b", FoundKind::Www),
        ("see https://a.example/?b&amp;c.", "https://a.example/?b&amp;c", FoundKind::Url),
        ("note https://a.example/b-\n  c-d.html (2021)", "https://a.example/b-\n  c-d.html", FoundKind::Url),
        ("https://a.example/b2كلمة", "https://a.example/b2", FoundKind::Url),
    ] {
        let found = scan_wrapped(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].text.as_str(), found[0].kind), (printed, kind), "{text}");
        assert_eq!(&text[found[0].range.clone()], printed, "{text}");
    }
}

#[test]
fn ambiguous_lines_have_several_readings() {
    for (text, expected) in [
        ("https://a.example/b2كلمة", ["https://a.example/b2", "https://a.example/b2كلمة"]),
        ("https://a.example/b\u{202E}c", ["https://a.example/bc", "https://a.example/b"]),
    ] {
        assert_eq!(scan(text)[0].readings, expected, "{text}");
    }
}

/// The lines of a note, and all readings of its one URL.
const NOTES: &[(&str, &[&str])] = &[
    // Spaces in a scheme.
    ("the Herald, https:// a.example/b.", &["https://a.example/b"]),
    ("the Herald, https: //a.example/b.", &["https://a.example/b"]),
    ("the Herald, http : / / www.a.example/b", &["http://www.a.example/b"]),
    ("the Herald, https://\u{a0}a.example/b-\nc.", &["https://a.example/b-c", "https://a.example/bc"]),
    // Misspelt schemes.
    ("the Herald, htps://a.example/b.", &["htps://a.example/b"]),
    ("the Herald, HTTTP://a.example/b.", &["HTTTP://a.example/b"]),
    ("the Herald, ttps://a.example/b, 2021", &["ttps://a.example/b"]),
    ("the Herald, with ttps://a.example/b", &["ttps://a.example/b"]),
    ("the Herald, http//a.example/b.", &["http//a.example/b"]),
    ("the Herald, https//:a.example/b.", &["https//:a.example/b"]),
    ("the Herald, https;//a.example:8080/b.", &["https;//a.example:8080/b"]),
    ("the Herald, http:/a.example/b.", &["http:/a.example/b"]),
    ("the Herald, http//:www.a.example/b.", &["http://www.a.example/b"]),
    ("hhttps://a.example/b", &["https://a.example/b"]),
    // Broken after a sign.
    ("see https://a.example/docs/\nwater-policy/.", &["https://a.example/docs/water-policy/"]),
    (
        "https://a.example/docs/\nwater_law/2013/09/bad.html . You",
        &["https://a.example/docs/water_law/2013/09/bad.html"],
    ),
    ("https://a.example/a?\nid=b&amp;c=d)", &["https://a.example/a?id=b&c=d"]),
    ("https://a.example/a?x=\nFile&amp;do=view", &["https://a.example/a?x=File&do=view"]),
    ("https://a.example/a?x=1&\ny=2", &["https://a.example/a?x=1&y=2"]),
    ("https://a.example/a_\nb", &["https://a.example/a_b"]),
    ("https://a.example/%D9%\n85%D8", &["https://a.example/%D9%85%D8"]),
    ("at https://example.\norg/repo.", &["https://example.org/repo"]),
    ("at https://www.example.\ncom", &["https://www.example.com"]),
    ("see https://\nexample.com/wiki/Main", &["https://example.com/wiki/Main"]),
    ("https://\nwww.harbour.example/wiki", &["https://www.harbour.example/wiki"]),
    ("https:\n//a.example/b.", &["https://a.example/b"]),
    ("https:/\n/a.example/b", &["https://a.example/b"]),
    ("https://\nwww.harbour.\nexample/b", &["https://www.harbour.example/b"]),
    ("https://www.\nharbour-herald.example/b.", &["https://www.harbour-herald.example/b"]),
    ("https://www.harbour-herald.\nexample/b", &["https://www.harbour-herald.example/b"]),
    ("https://www.harbour-herald.\nexample.", &["https://www.harbour-herald.example"]),
    ("https://harbour.\nexample/path", &["https://harbour.example/path"]),
    ("https://waters.gov.\nexample/en/9/plan", &["https://waters.gov.example/en/9/plan"]),
    ("www.\nharbour-herald.example/b", &["http://www.harbour-herald.example/b"]),
    ("www.harbour-herald.\norg/b", &["http://www.harbour-herald.org/b"]),
    ("https://a.example/b.\nc/d/e.pdf", &["https://a.example/b.c/d/e.pdf"]),
    ("https://a.example/b.\nreport_2.pdf", &["https://a.example/b.report_2.pdf"]),
    ("https://a.example/a.\nhtml (2021)", &["https://a.example/a.html"]),
    ("https://a.example/a\n.pdf", &["https://a.example/a.pdf"]),
    ("https://a.example\n/b/c", &["https://a.example/b/c"]),
    ("https://a.example/b\n?c=d", &["https://a.example/b?c=d"]),
    // Broken within a word.
    ("https://a.example/repo\nrt-2023-24.html", &["https://a.example/report-2023-24.html"]),
    ("https://a.example/b\nc/d/e", &["https://a.example/bc/d/e"]),
    // A hyphen may be the typesetter's.
    ("https://a.example/water-\nlaw", &["https://a.example/water-law", "https://a.example/waterlaw"]),
    (
        "https://a.example/water-\r\n   law-2020)",
        &["https://a.example/water-law-2020", "https://a.example/waterlaw-2020"],
    ),
    ("https://a.example/wa\u{AD}\nter", &["https://a.example/water", "https://a.example/wa-ter"]),
    ("https://a.example/wa\u{2010}\nter", &["https://a.example/water", "https://a.example/wa-ter"]),
    (
        "https://a.example/b-\nc-\nd.",
        &["https://a.example/b-c-d", "https://a.example/bc-d", "https://a.example/b-cd", "https://a.example/bcd"],
    ),
    ("https://a.example/b\n-c-d-2", &["https://a.example/b-c-d-2"]),
    (
        "https://a.example/water-\nLaw",
        &["https://a.example/water-", "https://a.example/water-Law", "https://a.example/waterLaw"],
    ),
    // Not the URL's.
    ("https://a.example/b\nand then", &["https://a.example/b"]),
    ("https://a.example/docs/\nAlso available", &["https://a.example/docs/"]),
    ("https://a.example/docs/\nintro", &["https://a.example/docs/"]),
    ("https://a.example/b.\nThen", &["https://a.example/b"]),
    ("https://a.example.\nand then", &["https://a.example"]),
    ("https://a.example.\nand/or", &["https://a.example"]),
    ("https://a.example.\nThe harbour", &["https://a.example"]),
    ("https://www.town.com.\nExample/x", &["https://www.town.com"]),
    ("https://a.example/b.\nand/or", &["https://a.example/b"]),
    ("https://a.example/b.\nThen/now_2", &["https://a.example/b"]),
    ("https://a.example/b. The schemes https:\nand http:\nare two; www.\nis none", &["https://a.example/b"]),
    ("https://a.example/b.\nis", &["https://a.example/b"]),
    ("https://a.example/b\n(2021)", &["https://a.example/b"]),
    ("https://a.example/b\n2021-05-03", &["https://a.example/b"]),
    ("https://a.example/b\n12/3/2021", &["https://a.example/b"]),
    ("https://a.example/b\n12", &["https://a.example/b"]),
    ("https://a.example/b, \nc-d-2021", &["https://a.example/b"]),
    ("https://a.example/b then\nc-d-2021", &["https://a.example/b"]),
    ("https://a.example/b-\u{C}c-d-2021", &["https://a.example/b-"]),
    ("https://a.example/b-\n\n\n\nc-d-2021", &["https://a.example/b-"]),
    ("https://a.example/b\nكلمة", &["https://a.example/b"]),
    ("https://a.example/b-\nكلمة", &["https://a.example/b-"]),
    // Perhaps the URL's.
    ("https://a.example/b\nwell-known", &["https://a.example/b", "https://a.example/bwell-known"]),
    ("https://a.example/b\nCOVID-19", &["https://a.example/b", "https://a.example/bCOVID-19"]),
    ("https://a.example/b/\n2021", &["https://a.example/b/", "https://a.example/b/2021"]),
    ("https://a.example/b\nand/or", &["https://a.example/b", "https://a.example/band/or"]),
    // Raw Arabic letters.
    (
        "https://a.example/ar/ماء-\nالنهر-2020",
        &["https://a.example/ar/ماء-النهر-2020", "https://a.example/ar/ماءالنهر-2020"],
    ),
    // DOIs.
    ("doi:10.1234/ab-\ncd", &["https://doi.org/10.1234/ab-cd", "https://doi.org/10.1234/abcd"]),
    ("10.1234/j.\nwater.2020.01", &["https://doi.org/10.1234/j"]),
    // Lines written from right to left.
    (
        "-https://a.example/human-development، متاح على 3\n\nreport-2023-24 (تاريخ",
        &[
            "https://a.example/human-development-report-2023-24",
            "https://a.example/human-developmentreport-2023-24",
            "https://a.example/human-development",
        ],
    ),
    ("/https://a.example/docs، متاح على\nwater-law ص", &["https://a.example/docs/water-law", "https://a.example/docs"]),
    (
        "https://a.example/docs/b، متاح على\nwater-law-2 ص",
        &["https://a.example/docs/b", "https://a.example/docs/bwater-law-2"],
    ),
    ("-https://a.example/b، متاح على\nالمرجع", &["https://a.example/b"]),
    ("كلمة -https://a.example/b، متاح على\nwater-law-2 ص", &["https://a.example/b"]),
];

#[test]
fn urls_wrapped_in_a_note() {
    for (text, expected) in NOTES {
        let found = scan_wrapped(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].readings, *expected, "{text}");
    }
}

#[test]
fn displaced_pieces_are_told() {
    let text = "-https://a.example/human-development، متاح على\n\nreport-2023-24 (تاريخ";
    let found = &scan_wrapped(text)[0];
    assert_eq!(found.text, "-https://a.example/human-development");
    assert_eq!(&text[found.rest.clone().unwrap()], "report-2023-24");
}

#[test]
fn bare_domains_have_a_suffix_and_a_path() {
    for (text, expected) in [
        ("data at osf.io/ab3cd.", &["http://osf.io/ab3cd"][..]),
        ("(bbc.co.uk/news/world-1)", &["http://bbc.co.uk/news/world-1"]),
        ("bbc.com/arabic/ماء، ص", &["http://bbc.com/arabic/ماء"]),
        ("osf.io", &[]),
        ("osf.io/", &[]),
        ("and/or U.S./Iraq etc./x 1.5/2.0 a.unknownsuffix/b", &[]),
        ("mail@osf.io/ab https://osf.io/ab www.osf.io/ab x/osf.io/ab", &[]),
        ("https://osf.io/ab, osf.io/cd", &["http://osf.io/cd"]),
    ] {
        let readings: Vec<_> = bare_domains(text).into_iter().flat_map(|found| found.readings).collect();
        assert_eq!(readings, expected, "{text}");
    }
}

#[test]
fn registrable_domains() {
    for (host, expected) in [
        ("a.example", Some("a.example")),
        ("b.a.example.", Some("a.example")),
        ("news.bbc.co.uk", Some("bbc.co.uk")),
        ("www.aa.com.tr", Some("aa.com.tr")),
        ("co.uk", None),
        ("127.0.0.1", None),
        ("[::1]", None),
        ("", None),
    ] {
        assert_eq!(registrable(host).as_deref(), expected, "{host}");
    }
}

/// Pieces that scanning is sensitive to, put together at random.
const FRAGMENTS: [&str; 40] = [
    "http://",
    "https://",
    "www.",
    "doi:",
    "10.1234/",
    "a.example",
    "/b",
    "-",
    ".",
    "(",
    ")",
    "[",
    "]",
    "[2]",
    "{",
    "}",
    "'",
    "'dan",
    "’",
    "\n",
    " ",
    "\u{200F}",
    "\u{202E}",
    "\u{200B}",
    "\u{AD}",
    "\u{2010}",
    "²",
    "ماء",
    "рф",
    "é",
    "😀",
    "@",
    ":",
    "?",
    "&amp;",
    "%D9",
    "…",
    "،",
    "osf.io/",
    "۔",
];

#[test]
fn generated_texts_keep_the_promises() {
    let mut random = fastrand::Rng::with_seed(20);
    for _ in 0..20_000 {
        let length = random.usize(0..14);
        let text: String = (0..length).map(|_| FRAGMENTS[random.usize(..FRAGMENTS.len())]).collect();
        for found in [scan(&text), scan_wrapped(&text), bare_domains(&text)] {
            let mut end = 0;
            for url in &found {
                assert!(end <= url.range.start && url.range.start < url.range.end, "{text:?}");
                assert_eq!(text.get(url.range.clone()), Some(url.text.as_str()), "{text:?}");
                assert!(url.rest.clone().is_none_or(|rest| text.get(rest).is_some()), "{text:?}");
                assert!(!url.readings.is_empty() && url.readings.len() <= 16, "{text:?}");
                for reading in &url.readings {
                    let _ = (normal(reading), print_key(reading), slug_words(reading));
                }
                end = url.range.end;
            }
        }
        let _ = (normal(&text), print_key(&text), slug_words(&text));
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "http://",
        "http://a(",
        "http://a[",
        "https://a.b-\n",
        "www.",
        "www.a.",
        "10.1234/",
        "doi",
        "http://a'",
        "(",
        "a.",
        "http://a \n",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let began = std::time::Instant::now();
        let _ = (scan(&text).len(), scan_wrapped(&text).len(), bare_domains(&text).len());
        // Quadratic time would be minutes.
        assert!(began.elapsed().as_secs() < 20, "{piece}");
    }
}

#[test]
fn prose_with_slashes_and_colons_is_no_scheme() {
    for text in [
        "the scheme is https:// and a host follows",
        "ftp://a.example/b, and/or http//2 of HTTP/2",
        "hips//a.example, html//a.example, this//a.example, the//a.example",
        "see src/http//client.rs and http\\\\server.py of it, or http//index.md",
        "HTTP//2.to, TTP//ftp.ch, TTPs//mitre.org",
        "httpg://grid.example:8443/srm, htcp://cache.example/",
        "h ttps://a.example/b",
        "الملف http/ملف",
    ] {
        assert_eq!(scan_wrapped(text), [], "{text}");
    }
}
