use super::*;

#[test]
fn the_table_is_sound() {
    let all: Vec<_> = known::publishers().collect();
    assert!(all.len() >= 400, "{}", all.len());
    for entry in all {
        assert!(!entry.hosts.is_empty(), "{entry:?}");
        assert!(!entry.names.is_empty() || !entry.everyday.is_empty(), "{entry:?}");
        for host in entry.hosts {
            let of_one = psl::domain_str(host).is_some() || psl::suffix_str(host) == Some(*host);
            assert!(of_one && *host == host.to_ascii_lowercase(), "{host} is no domain");
        }
    }
    for word in known::GENERIC {
        assert_eq!(*word, fold(word), "generic words are compared folded");
    }
}

#[test]
fn no_alias_names_two() {
    let mut owners: HashMap<String, usize> = HashMap::new();
    let all: Vec<_> = known::publishers().collect();
    for (publisher, entry) in all.iter().enumerate() {
        for name in entry.names.iter().chain(entry.everyday) {
            let folded = fold(name);
            assert!(!folded.is_empty(), "{name:?}");
            let first = *owners.entry(folded).or_insert(publisher);
            assert_eq!(first, publisher, "{name} names two: {:?}", all[first]);
        }
    }
}

#[test]
fn more_can_be_known() {
    let of = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let post = Publisher {
        names: of(&["The Harbour Post", "بريد الميناء"]),
        hosts: of(&["hp.example"]),
        ..Publisher::default()
    };
    let publishers = Publishers::with(&[post]);
    assert!(publishers.names_agree("صحيفة بريد الميناء", "Harbour Post"));
    assert_eq!(publishers.host_agrees("بريد الميناء", "www.hp.example"), Agreement::Agrees);
    assert!(publishers.are_others("بريد الميناء", "Reuters"));
    assert!(publishers.is_named_in("بريد الميناء", &fold("First printed in The Harbour Post, 2021")));
    assert!(!names_agree("صحيفة بريد الميناء", "Harbour Post"));
}

#[test]
fn hosts() {
    use Agreement::{Agrees, Differs, Unknown};
    for (publisher, host, agreement) in [
        ("وكالة الأنباء السورية سانا", "www.sana.sy", Agrees),
        ("وكالة سانا", "sana.sy", Agrees),
        ("صحيفة القدس العربي", "www.alquds.co.uk", Agrees),
        ("the Guardian", "www.theguardian.com", Agrees),
        ("Anadolu Ajansı", "www.aa.com.tr", Agrees),
        ("وكالة الأناضول", "aa.com.tr", Agrees),
        ("BBC News عربي", "www.bbc.com", Agrees),
        ("HRW", "www.hrw.org", Agrees),
        ("المجلة", "www.majalla.com", Agrees),
        ("AP", "apnews.com", Agrees),
        ("Institute of Delta Research", "idr.example", Agrees),
        ("نهرين", "nahrain.example", Agrees),
        ("Reuters", "www.nytimes.com", Differs),
        ("Reuters", "www.youtube.com", Unknown),
        ("Reuters", "harbour.example", Unknown),
        ("The Harbour Post", "www.nytimes.com", Unknown),
        ("المدينة اليوم", "delta.example", Unknown),
        ("", "reuters.com", Unknown),
        ("Reuters", "", Unknown),
    ] {
        assert_eq!(host_agrees(publisher, host), agreement, "{publisher} at {host}");
    }
}

#[test]
fn names() {
    for (a, b) in [
        ("Al Jazeera", "الجزيرة"),
        ("وكالة رويترز للأنباء", "Reuters"),
        ("Harbour Post", "The Harbour Post Online"),
        ("Delta Research Institute", "DRI"),
        ("خليفة", "Khalifa"),
        ("Hürriyet Gazetesi", "hurriyet"),
    ] {
        assert!(names_agree(a, b) && names_agree(b, a), "{a} / {b}");
    }
    for (a, b) in [
        ("Harbour Post", "Delta Times"),
        ("الجزيرة", "العربية"),
        ("", ""),
        ("News", "Agency"),
        ("نهر", "Mountain Post"),
    ] {
        assert!(!names_agree(a, b), "{a} / {b}");
    }
}

#[test]
fn finds_names_in_text() {
    for (text, expected) in [
        ("جفاف السدود، الجزيرة نت، 5/3/2022، الرابط", vec!["الجزيرة نت"]),
        ("بلا ميناء، العربية، 2022", vec!["العربية"]),
        ("الصحافة العربية بلا ميناء، 2022", vec![]),
        ("Ships without harbour, The New York Times, 2022; Reuters.", vec!["New York Times", "Reuters"]),
        ("who came, un ami, in time, the times", vec![]),
        ("Ships. Time, 2022", vec!["Time"]),
        ("Time-out, 2022", vec![]),
        ("NATO ships without harbour", vec![]),
        ("", vec![]),
    ] {
        let found: Vec<&str> = known_in(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }
}
