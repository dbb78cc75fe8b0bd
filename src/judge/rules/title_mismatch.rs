//! A page that is another page.

use crate::judge::{Case, Certainty, Check, Findings, Rule, TitleOpinion};
use crate::model::{Message, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "title-mismatch",
    severity: Severity::Error,
    enabled: true,
    network: true,
    check: Check::Citation(check),
};

fn check(case: &Case<'_>, findings: &mut Findings) {
    let TitleOpinion::Contradicts { found, found_in, score, certainty } = &case.opinion.title else { return };
    let cited = case.citation.title.clone().unwrap_or_default();
    let id = match certainty {
        Certainty::Clear => "title-mismatch",
        Certainty::Weak => "title-mismatch-weak",
        Certainty::OtherLanguage => "title-mismatch-language",
    };
    let message = Message::new(id).with("cited", cited.as_str()).with("found", found.as_str());
    let finding = findings.add(case.spot(), message, "title-mismatch.help");
    finding.cited = Some(cited);
    finding.found = Some(found.as_str().into());
    finding.found_in = Some((*found_in).into());
    finding.score = Some(score.round());
    if *certainty != Certainty::Clear {
        finding.severity = Severity::Warning;
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, Seeing, cite, page, words};
    use crate::model::{Alternate, Citation, Observation, ReadTo};

    const URL: &str = "https://herald.example/dam";
    const DAM: &str = "The dam that was never finished";
    const LAMB: &str = "Ten recipes for the spring lamb";

    fn judged(citation: Citation, observation: Observation) -> (Vec<String>, (&'static str, Option<&'static str>)) {
        let mut sample = Sample::declared();
        sample.note("1", vec![citation.at(URL)]);
        sample.web(URL, observation);
        (sample.found(), sample.verdicts()[0])
    }

    #[test]
    fn finds_other_pages() {
        let (found, verdict) = judged(cite(DAM), page(&[LAMB]));
        assert_eq!(found, ["title-mismatch error"]);
        assert_eq!(verdict, ("mismatched", Some("reason-title-differs")));
        let (found, _) = judged(cite("السد الذي لم يكتمل بناؤه في الوادي"), page(&["وصفات شتوية من المطبخ الجبلي"]));
        assert_eq!(found, ["title-mismatch error"]);
        let (found, _) =
            judged(cite("Bitmeyen barajın uzun ve acı hikayesi bir"), page(&["Kuzu için on bahar tarifi ve sos"]));
        assert_eq!(found, ["title-mismatch error"]);
        let (found, _) = judged(
            cite("The dam that was never finished in the valley"),
            page(&["The dam that was never begun, and the town that paid"]),
        );
        assert_eq!(found, ["title-mismatch warning title-mismatch-weak"]);
    }

    #[test]
    fn says_nothing_of_what_agrees() {
        for (citation, observation) in [
            (cite(DAM), page(&["The Dam That Was Never Finished – The Valley Herald"])),
            (cite(DAM), page(&[LAMB]).text("Archive. The dam that was never finished. By our staff.")),
            (cite(DAM), page(&[LAMB, DAM])),
            (cite("The dam that was nev…"), page(&["The dam that was never finished"])),
            (words("In 2021 The Valley Herald wrote in The dam that was never finished of it"), page(&[DAM])),
            (Citation { text: format!("Herald: {DAM}").into(), ..cite("A wrong split of the note") }, page(&[DAM])),
            (cite("السدّ الذي لم يكتمل بناؤه"), page(&["السد الذي لم يكتمل بناوه | صحيفة الوادي"])),
        ] {
            let (found, verdict) = judged(citation.clone(), observation);
            assert_eq!((found, verdict), (vec![], ("verified", None)), "{citation:?}");
        }
    }

    #[test]
    fn says_nothing_where_nothing_can_be_told() {
        let head = |mut observation: Observation| {
            observation.read_to = Some(ReadTo::Head);
            observation
        };
        for (citation, observation, reason) in [
            (cite("The dam"), page(&[LAMB]), "reason-short-title"),
            (cite(DAM), page(&["Herald"]), "reason-no-page-title"),
            (cite(DAM), page(&[]), "reason-no-page-title"),
            (cite(DAM), page(&["Ten \u{FFFD}ecipes for the spring"]), "reason-no-page-title"),
            (cite(DAM), page(&["وصفات شتوية من المطبخ الجبلي"]), "reason-other-script"),
            (cite(DAM), page(&["Le barrage qui ne fut pas terminé dans les temps"]), "reason-other-language"),
            (cite(DAM), head(page(&[LAMB])), "reason-head-only"),
            (words("A remark"), page(&[LAMB]), "reason-nothing-to-compare"),
            (cite(DAM), page(&["Herald: the news of the valley and the coast"]), "reason-no-page-title"),
        ] {
            let (found, verdict) = judged(citation.clone(), observation);
            assert_eq!((found, verdict), (vec![], ("alive", Some(reason))), "{citation:?}");
        }
    }

    #[test]
    fn an_unknown_language_is_never_an_error() {
        let (found, _) =
            judged(cite("Valley dam construction chronicles"), page(&["Lammrezepte Sammlung Frühling"]).language("de"));
        assert_eq!(found, ["title-mismatch warning title-mismatch-weak"]);
    }

    #[test]
    fn a_title_that_nobody_translates_so_is_told_by_what_crosses_languages() {
        let text =
            "The reservoir above Northgate was filled in the spring, and the council opened its road. ".repeat(8);
        let seen = || page(&[LAMB]).text(&text).language("en");
        let alternate = || {
            let mut seen = seen();
            let alternate = Alternate { language: "ru".into(), url: "https://herald.example/ru/7".into() };
            seen.page.get_or_insert_default().alternates.push(alternate);
            seen
        };
        let strange = || cite("Плотина, которую так и не достроили");
        let found = (vec!["title-mismatch warning title-mismatch-language".to_owned()], "mismatched");
        let nothing = |verdict| (Vec::new(), verdict);
        for (citation, observation, expected) in [
            (strange(), seen(), found.clone()),
            (cite("Водохранилище города Нортгейт открыто"), seen(), nothing("alive")),
            (strange().by("The Valley Herald"), seen(), nothing("alive")),
            (
                strange().on(&["2021-11-05"]),
                seen().published("2021-11-05", "article:published_time"),
                nothing("verified"),
            ),
            (strange(), alternate(), nothing("alive")),
            (strange(), page(&[LAMB]).text("Ten recipes").language("en"), nothing("alive")),
        ] {
            let (rules, (verdict, _)) = judged(citation.clone(), observation);
            assert_eq!((rules, verdict), expected, "{citation:?}");
        }
        // The title is in the language of the document: it may be a translation.
        let russian = page(&["Десять рецептов"]).text(&"Водохранилище над городом было заполнено весной. ".repeat(20));
        assert_eq!(judged(cite(DAM), russian).1, ("alive", Some("reason-other-script")));
    }

    #[test]
    fn one_agreeing_url_is_enough_for_a_work() {
        let mut sample = Sample::declared();
        let copy = Citation { same_work_as: Some("".into()), ..cite(DAM).at("https://archive.example/dam") };
        sample.note("1", vec![cite(DAM).at(URL), copy]);
        sample.web(URL, page(&[LAMB])).web("https://archive.example/dam", page(&[DAM]));
        assert!(sample.found().is_empty());
        sample.web("https://archive.example/dam", page(&[LAMB]));
        assert_eq!(sample.found(), ["title-mismatch error"], "once for the work");
    }
}
