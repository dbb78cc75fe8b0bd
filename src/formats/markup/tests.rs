use super::*;

/// The tree in a line: elements as `name(…)`, texts as they stand.
fn outline(source: &str, xml: bool) -> String {
    let tree = parse(source, &[], xml);
    let mut out = String::new();
    let mut ends: Vec<usize> = Vec::new();
    for node in 1..tree.len() {
        while ends.last().is_some_and(|&end| end <= node) {
            out.push(')');
            ends.pop();
        }
        out.push_str(tree.piece(node).unwrap_or(tree.name(node)));
        if tree.piece(node).is_none() {
            out.push('(');
            ends.push(tree.end(node));
        }
    }
    out.extend(ends.iter().map(|_| ')'));
    out
}

#[test]
fn elements_end_where_the_standard_ends_them() {
    for (source, expected) in [
        ("<p>a<p>b<div>c</p>d</div>e", "p(a)p(b)div(cd)e"),
        ("<ul><li>a<li>b<ol><li>c</ol><li>d</ul>e", "ul(li(a)li(bol(li(c)))li(d))e"),
        ("<dl><dt>a<dd>b<dt>c</dl>d", "dl(dt(a)dd(b)dt(c))d"),
        ("<table><tr><td>a<p>b<td>c</div><tr><td>d</table>e", "table(tr(td(ap(b))td(c))tr(td(d)))e"),
        ("<a href=x>a<a href=y>b</a>c", "a(a)a(b)c"),
        ("<b>a<p>b</b>c</p>d", "b(ap(bc))d"),
        ("<i>a<b>b</i>c</b>d", "i(ab(b))cd"),
        ("<head><title>t &amp; u</title><p>a</p>", "head(title(t & u))p(a)"),
        ("<head><title>t</title> text", "head(title(t)) text"),
        ("a<br>b</br>c<img src='>'>d", "abr()bcimg()d"),
        ("<script>if (a<b) '</p>'</script >c", "script()c"),
        ("<!-- <p> --><!DOCTYPE x><?php x ?>a<![if !x]>b<![endif]>", "ab"),
        ("a < b <3 </ > &amp c & d", "a < b <3  & c & d"),
        ("<svg><path/><path/></svg><o:p/>a", "svg(path()path())o:p()a"),
        ("<p/>a</p><SPAN CLASS=x/>b</SPAN>", "p(a)span(b)"),
        ("<body>a<body>b</body>c</html>d", "body(abcd)"),
        ("<a href=\"x>a</a>b", "a(a)b"),
        ("a<plaintext>b<p>c</p>", "aplaintext(bp(c))"),
        ("<p", ""),
        ("a<!-- b", "a"),
    ] {
        assert_eq!(outline(source, false), expected, "{source}");
    }
    for (source, expected) in [
        ("<a id='x'/>a<p/>b<script/>c", "a()ap()bscript()c"),
        ("<!DOCTYPE x [<!ENTITY y 'z'>]>a<![CDATA[<p>&amp;]]>b", "a<p>&amp;b"),
    ] {
        assert_eq!(outline(source, true), expected, "{source}");
    }
}

#[test]
fn every_node_knows_its_source() {
    let source = "ا<p class=\"a&amp;b\">b&nbsp;c<a href='x'>d</a></p>";
    let tree = parse(source, &[], false);
    let texts: Vec<&str> =
        (0..tree.len()).filter(|&node| tree.piece(node).is_some()).map(|node| &source[tree.source(node)]).collect();
    assert_eq!(texts, ["ا", "b", "&nbsp;", "c", "d"]);
    let link = tree.elements().find(|&node| tree.name(node) == "a").unwrap_or_default();
    assert_eq!((&source[tree.source(link)], &source[tree.close(link)..]), ("<a href='x'>", "</a></p>"));
    assert_eq!(tree.parent(link).and_then(|outer| tree.attribute(outer, "class")), Some("a&b"));
}

#[test]
fn documents_are_joined_without_touching() {
    let (first, second) = ("<p>a<b>b", "\u{FEFF}<p>c</b>");
    let source = format!("{first}{second}");
    let tree = parse(&source, &[first.len()], true);
    let roots: Vec<usize> = (0..tree.len()).filter(|&node| tree.parent(node).is_none()).collect();
    assert_eq!(roots.iter().map(|&root| tree.text(root)).collect::<Vec<_>>(), ["ab", "c"]);
}

#[test]
fn pages_that_break_off_are_told_from_pieces_and_careless_ones() {
    for (source, expected) in [
        ("<html><body><div><p>One</div></body></html>", false),
        ("<html><body><div><p>One</body></html>", false),
        ("<html><body class=a><div><p>One</div><ul><li>Two</ul>", false),
        ("<html><body><div><p>One", true),
        ("<html><p>One <a href=x>two", true),
        ("<p>One <b>two", false),
        ("<div><p>One", false),
        ("<p>One <a hre", true),
        ("<p>One</", false),
        ("<p>One</di", true),
        ("<p>One<!-- two", true),
        ("<p>One<script>two", true),
        ("<html><p>One</html><!-- two", false),
        ("<html><p>One", false),
    ] {
        assert_eq!(parse(source, &[], false).broken_off(), expected.then_some(source.len()), "{source}");
    }
}

#[test]
fn hostile_markup_costs_its_length() {
    // Quadratic time would be minutes.
    for piece in [
        "<div>",
        "</b>",
        "<a href=x>",
        "<b><p>",
        "<table><tr><td>",
        "<!--",
        "<a b=\"",
        "&",
        "&#",
        "<li>",
        "<x ",
        "a=b ",
    ] {
        let source = piece.repeat(1_000_000 / piece.len());
        let tree = parse(&source, &[], false);
        let deepest = (0..tree.len()).step_by(997).map(|node| tree.ancestors(node).count()).max();
        assert!(deepest.unwrap_or(0) <= MAX_DEPTH + 1, "{piece}");
    }
    let attributes: Vec<String> = (0..100_000).map(|n| format!(" a{n}=b id=x")).collect();
    assert_eq!(parse(&format!("<p{}>x", attributes.concat()), &[], false).text(0), "x");
    let closings = "<div>".repeat(1_000) + &"<b><p></b>".repeat(100_000);
    assert!(parse(&closings, &[], false).len() > 1_000);
}
