use super::*;

#[test]
fn folds_what_does_not_count() {
    for (text, folded) in [
        ("إِعادَةُ الإعمار", "اعاده الاعمار"),
        ("على مدى", "علي مدي"),
        ("کتابخانهٔ ملی", "كتابخانه ملي"),
        ("ﺍﻟﺴﻼﻡ ﻻ", "السلام لا"),
        ("ســــورية", "سوريه"),
        ("مسؤول شؤون", "مسوول شوون"),
        ("۱۲ و ١٢", "12 و 12"),
        ("\u{202B}نص\u{202C}\u{200F} مقلوب", "نص مقلوب"),
        ("IĞDIR ığdır İğdir", "igdir igdir igdir"),
        ("Çözüm Süreci", "cozum sureci"),
        ("L’été à Łódź", "l ete a lodz"),
        ("ﬁnal ①", "final 1"),
        ("کشتی\u{200C}سازی auf\u{200C}lage", "كشتي سازي auflage"),
        ("  --- ", ""),
        ("", ""),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn scores_titles() {
    let same = [
        ("Smuggling on the coast road", "Smuggling on the Coast Road - The Harbour Post"),
        ("العلاقات التجاريّة بين الموانئ الثلاثة", "العلاقات التجارية بين الموانئ الثلاثة | جريدة المرفأ"),
        ("لعلاقات التجارية بين الموانئ الثلاثة", "العلاقات التجارية بين الموانئ الثلاثة"),
        ("A very long title that goes on and o…", "A very long title that goes on and on and on until it ends here"),
        ("A very long title that goes on and on and on until it ends here", "A very long title that goes on..."),
        ("IŞIKLI KÖYLERİN SESSİZ GECESİ", "Işıklı köylerin sessiz gecesi"),
    ];
    for (cited, candidate) in same {
        assert!(title_score(cited, candidate) >= 75.0, "{cited} / {candidate}: {}", title_score(cited, candidate));
    }
    let other = [
        ("Smuggling on the coast road", "Harvest festival draws record crowds to the valley"),
        ("العلاقات التجارية بين الموانئ الثلاثة", "وصفات شتوية دافئة من المطبخ الجبلي"),
        ("Smuggling on the coast road", "The"),
        ("Smuggling on the coast road", ""),
        ("", "Smuggling"),
    ];
    for (cited, candidate) in other {
        assert!(title_score(cited, candidate) < 50.0, "{cited} / {candidate}: {}", title_score(cited, candidate));
    }
    assert!(title_score("Harbour", "A short history of the harbour and its lighthouse keepers") < 50.0);
}

#[test]
fn finds_whole_words() {
    assert!(contains_folded("We read «The Harbour» today", "the harbour"));
    assert!(!contains_folded("The harbourmaster", "harbour"));
    assert!(contains_folded("xThe harbourmaster speaks at length", "the harbourmaster speaks"));
    assert!(!contains_folded("anything", ""));
    assert!(contains_folded("harbourmaster of harbour", "harbour"), "the second occurrence counts too");
}

#[test]
fn scores_slugs() {
    let score = |title, url| slug_score(title, url);
    let arabic = "https://x.example/details/%D8%A7%D9%84%D8%B9%D9%84%D8%A7%D9%82%D8%A7%D8%AA-%D8%A7%D9%84%D8%AA%D8%AC%D8%A7%D8%B1%D9%8A%D8%A9";
    assert!(score("العلاقات التجاريّة بين الموانئ", arabic).is_some_and(|score| score >= 99.0));
    assert!(score("وصفات شتوية دافئة", arabic).is_some_and(|score| score < 20.0));
    assert!(
        score("Irmak boyunca sessiz köyler", "https://x.example/irmak-boyunca-sessiz-koyler-4411")
            .is_some_and(|s| s >= 99.0)
    );
    let cut =
        score("Drought empties the southern reservoirs", "https://x.example/a/drought-empties-the-southern-reserv");
    assert!(cut.is_some_and(|score| score > 90.0), "{cut:?}");
    for wordless in [
        "https://x.example/",
        "https://x.example/node/123",
        "https://x.example/p?id=5",
        "https://x.example/Details.aspx?id=71",
        "https://x.example/membership.html",
        "not a url",
        "mailto:a@b.example",
    ] {
        assert_eq!(score("Drought empties the southern reservoirs", wordless), None, "{wordless}");
    }
    assert_eq!(score("جفاف الخزانات", "https://x.example/drought-empties-reservoirs"), None);
    let name = score("خليفة يزور دمشق", "https://x.example/khalifa-visits-dimashq");
    assert!(name.is_some_and(|score| score > 10.0 && score <= 50.0), "{name:?}");
}

#[test]
fn tells_scripts() {
    assert_eq!(script("Ğ"), Some(Script::Latin));
    assert_eq!(script("вода"), Some(Script::Cyrillic));
    assert_eq!(script(""), None);
    assert!(comparable("نص", "متن فارسی"));
    assert!(!comparable("نص", "text"));
    assert!(!comparable("2021", "2021"));
}

/// The longest common subsequence by its definition.
fn common_by_rows(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0_usize; b.len()];
    for letter in a {
        let (mut diagonal, mut left) = (0, 0);
        for (cell, other) in row.iter_mut().zip(b) {
            let above = *cell;
            *cell = if letter == other { diagonal + 1 } else { above.max(left) };
            (diagonal, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[test]
fn letters_in_common_are_counted_as_defined() {
    let mut state = 7_u32;
    let mut next = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % most
    };
    for (length, other) in [(1, 1), (63, 64), (64, 63), (65, 5), (128, 128), (129, 200), (300, 40), (500, 500)] {
        let mut text = |length| (0..length).map(|_| char::from(b'a' + next(9) as u8)).collect::<Vec<char>>();
        let (a, b) = (text(length), text(other));
        assert_eq!(common(&a, &b), common_by_rows(&a, &b), "{a:?} {b:?}");
    }
    assert_eq!(common(&['a'; 64], &['b'; 3]), 0);
}

#[test]
fn words_are_found_whole_by_stem_and_by_beginning() {
    for (text, word, whole, stem, beginning) in [
        ("the harbour master", "master", true, true, true),
        ("the harbourmaster", "master", false, false, false),
        ("masterly work", "master", false, false, true),
        ("تقرير عن والاقتصاد", "الاقتصاد", false, true, false),
        ("اقتصاد", "الاقتصاد", false, true, false),
        ("بلد", "لد", false, false, false),
        ("", "a", false, false, false),
    ] {
        let found = (has_word(text, word), has_word_of_stem(text, word), has_word_that_begins(text, word));
        assert_eq!(found, (whole, stem, beginning), "{text} / {word}");
    }
}

#[test]
fn ratio_is_bounded_work() {
    let long = "ab ".repeat(200_000);
    assert!(ratio(&long, &long) >= 100.0);
    assert!(title_score(&long, "ab") >= 0.0);
}
