//! The web that the sample reports cite: pages of our own making, as a fake web and as a record.

use std::path::{Path, PathBuf};

use isnad::formats::warc::{Kind, Record, Writer, request_block, response_block};
use jiff::{SignedDuration, Timestamp};
use url::{Position, Url};

use super::web::{Answer, Web};

/// A URL of the samples, and what comes each time it is asked.
pub(crate) struct Cited {
    pub(crate) url: &'static str,
    pub(crate) report: Report,
    answers: Vec<Came>,
}

/// The sample that cites a URL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Report {
    RiverBasin,
    StreetTrees,
}

/// What comes of asking.
#[derive(Clone)]
enum Came {
    Answer { status: u16, headers: Vec<(&'static str, String)>, body: Vec<u8> },
    Reset,
}

/// A page, by what stands in it.
struct Page {
    language: &'static str,
    site: &'static str,
    title: &'static str,
    date: &'static str,
    text: &'static str,
}

impl Page {
    fn html(&self) -> String {
        let Self { language, site, title, date, text } = self;
        let direction = if *language == "ar" { "rtl" } else { "ltr" };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<title>{title} | {site}</title>\n\
             <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:site_name\" content=\"{site}\">\n\
             <meta property=\"article:published_time\" content=\"{date}\">\n</head>\n<body>\n<article>\n\
             <h1>{title}</h1>\n<p>{text}</p>\n</article>\n</body>\n</html>\n"
        )
    }

    fn utf8(&self) -> Vec<Came> {
        vec![came(200, &[("content-type", "text/html; charset=utf-8")], self.html())]
    }

    /// In one of the encodings that stood before UTF-8.
    fn encoded(&self, encoding: &'static encoding_rs::Encoding) -> Vec<Came> {
        let kind = format!("text/html; charset={}", encoding.name());
        vec![came(200, &[("content-type", &kind)], encoding.encode(&self.html()).0)]
    }
}

fn came(status: u16, headers: &[(&'static str, &str)], body: impl AsRef<[u8]>) -> Came {
    let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Came::Answer { status, headers, body: body.as_ref().to_vec() }
}

fn html(status: u16, body: &str) -> Came {
    came(status, &[("content-type", "text/html; charset=utf-8")], body)
}

/// The fake web of a sample.
pub(crate) fn web(report: Report) -> Web {
    cited().into_iter().filter(|cited| cited.report == report).fold(Web::new(), |web, cited| {
        let answers = cited.answers.into_iter().map(|came| match came {
            Came::Reset => Answer::reset(),
            Came::Answer { status, headers, body } => headers
                .into_iter()
                .fold(Answer::status(status), |answer, (name, value)| answer.header(name, value))
                .body(body),
        });
        web.sequence(cited.url, answers)
    })
}

/// The record of both samples, as bytes. It is the same each time it is made.
pub(crate) fn record() -> Vec<u8> {
    let mut at: Timestamp = "2026-06-01T08:00:00Z".parse().unwrap();
    let mut writer = Writer::new(Vec::new(), true);
    let info = "software: isnad\r\nformat: WARC File Format 1.1\r\n\
                description: what the sample reports of isnad cite; every page was written for them\r\n";
    writer.write(&Record::new(Kind::Warcinfo, at, "application/warc-fields", info.as_bytes())).unwrap();
    for cited in cited() {
        for (turn, came) in (0..).zip(&cited.answers) {
            at += SignedDuration::from_millis(1250);
            exchange(&mut writer, cited.url, came, at, 180 + 35 * turn);
        }
    }
    writer.into_inner()
}

/// Where the record lies in the repository.
pub(crate) fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/sample.warc.gz")
}

fn exchange(writer: &mut Writer<Vec<u8>>, url: &str, came: &Came, at: Timestamp, took: u64) {
    let fields = "application/warc-fields";
    let parsed = Url::parse(url).unwrap();
    let headers: [(&str, &[u8]); 1] = [("user-agent", b"isnad (+https://github.com/isnad-verify/isnad)")];
    let target = &parsed[Position::BeforePath..Position::AfterQuery];
    let asked = request_block(target, parsed.host_str().unwrap(), headers);
    let asked = Record { url: Some(url), ..Record::new(Kind::Request, at, "application/http;msgtype=request", &asked) };
    match came {
        Came::Answer { status, headers, body } => {
            let headers = headers.iter().map(|(name, value)| (*name, value.as_bytes()));
            let (block, payload) = response_block(*status, "", headers, body);
            let kind = "application/http;msgtype=response";
            let answer =
                Record { url: Some(url), payload: Some(payload), ..Record::new(Kind::Response, at, kind, &block) };
            let id = writer.write(&answer).unwrap();
            let said = format!("fetchTimeMs: {took}\r\n");
            let said = Record::new(Kind::Metadata, at, fields, said.as_bytes());
            writer.write(&Record { url: Some(url), refers_to: Some(&id), ..said }).unwrap();
            writer.write(&Record { concurrent_to: Some(&id), ..asked }).unwrap();
        }
        Came::Reset => {
            let id = writer.write(&asked).unwrap();
            let said = format!(
                "fetchTimeMs: {took}\r\nisnad-cause: reset\r\nisnad-connected: true\r\n\
                 isnad-detail: connection closed before message completed\r\n"
            );
            let said = Record::new(Kind::Metadata, at, fields, said.as_bytes());
            writer.write(&Record { url: Some(url), refers_to: Some(&id), ..said }).unwrap();
        }
    }
}

/// Everything that the samples cite and that was recorded. Note 12 of the river basin is left out on purpose.
fn cited() -> Vec<Cited> {
    let of = |report| move |(url, answers)| Cited { url, report, answers };
    river_basin()
        .into_iter()
        .map(of(Report::RiverBasin))
        .chain(street_trees().into_iter().map(of(Report::StreetTrees)))
        .collect()
}

const CANALS: &str = "https://arz-water.example/details/%D9%82%D9%86%D9%88%D8%A7%D8%AA-%D8%A7%D9%84%D8%B1%D9%8A-%D9%81%D9%8A-%D8%B3%D9%87%D9%84-%D8%A7%D9%84%D8%B1%D8%AD%D8%A8%D8%A9-%D9%82%D8%B1%D8%A7%D8%A1%D8%A9-%D9%81%D9%8A-%D8%AE%D8%B7%D8%A9-%D8%A7%D9%84%D9%87%D9%8A%D8%A6%D8%A9/1042/ar";
const CANALS_MOVED: &str = "https://arz-water.example/ar/papers/1042";
const WELLS: &str =
    "https://www.deltacourier.example/world/2023/may/07/wells-emptying-sadeer-aquifer-we-drill-or-we-leave";
const DAM: &str = "https://irmakgazetesi.example/ekonomi/yeni-baraj-sulama-sezonundan-once-devreye-girdi-48213";
const EMERGENCY: &str = "https://diffatayn.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/2024/03/18/%D9%87%D9%8A%D8%A6%D8%A9-%D8%A7%D9%84%D8%AD%D9%88%D8%B6-%D8%AA%D8%B9%D9%84%D9%86-%D8%AE%D8%B7%D8%A9-%D8%B7%D9%88%D8%A7%D8%B1%D8%A6";
const READINGS: &str = "https://alsahl.example/%D8%A7%D9%84%D9%87%D9%8A%D8%A6%D8%A9-%D8%AA%D9%86%D8%B4%D8%B1-%D8%A7%D9%84%D9%82%D8%B1%D8%A7%D8%A1%D8%A7%D8%AA-%D8%A7%D9%84%D9%8A%D9%88%D9%85%D9%8A%D8%A9-%D9%84%D9%84%D8%AE%D8%B2%D8%A7%D9%86%D8%A7%D8%AA/";
const LOAN: &str = "https://www.deltacourier.example/business/2023/sep/12/regional-bank-freezes-sadeer-metering-loan";
const BULLETIN: &str = "https://tarfa-basin.example/ar/%D9%86%D8%B4%D8%B1%D8%A9-%D8%A7%D9%84%D9%82%D9%8A%D8%A7%D8%B3-%D8%A7%D9%84%D9%85%D8%B4%D8%AA%D8%B1%D9%83%D8%A9-%D8%AF%D9%84%D9%8A%D9%84-%D8%A7%D9%84%D8%B3%D9%86%D9%88%D8%A7%D8%AA-%D8%A7%D9%84%D8%AE%D9%85%D8%B3-%D8%A7%D9%84%D8%A3%D9%88%D9%84%D9%89";
const FIRST_READING: &str = "https://diffatayn.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/2022/12/05/%D8%A7%D9%84%D9%84%D8%AC%D9%86%D8%A9-%D8%AA%D9%86%D8%B4%D8%B1-%D8%A3%D9%88%D9%84-%D9%82%D8%B1%D8%A7%D8%A1%D8%A9-%D9%85%D8%B4%D8%AA%D8%B1%D9%83%D8%A9";
const TARIFF: &str = "https://havza-enstitusu.example/yayinlar/kuraklikta-gecici-kuyu-suyu-tarifesi.pdf";

/// Verified and moved, unreachable, verified, verified, gone, of another date, blocked, another page, no page.
fn river_basin() -> Vec<(&'static str, Vec<Came>)> {
    let canals = Page {
        language: "ar",
        site: "مركز أرز للسياسات المائية",
        title: "قنوات الري في سهل الرحبة (قراءة في خطة الهيئة)",
        date: "2023-04-19T09:00:00+02:00",
        text: "أوقفت هيئة الحوض ضخّ المياه إلى ثلاث قنوات رئيسية، وتقترح هذه الورقة ترتيباً آخر للأولويات \
               يبدأ من القنوات التي تسقي البساتين المعمّرة، ثم محاصيل الموسم الواحد.",
    };
    let dam = Page {
        language: "tr",
        site: "Irmak Gazetesi",
        title: "Yeni baraj sulama sezonundan önce devreye girdi",
        date: "2023-06-11",
        text: "Sulama Bakanlığı, yukarı havzadaki yeni barajın planlanandan üç ay önce su tutmaya başladığını, \
               çiftçilerin bu yaz için ek su istediğini açıkladı.",
    };
    let emergency = Page {
        language: "ar",
        site: "وكالة الضفتين للأنباء",
        title: "هيئة الحوض تعلن خطة طوارئ من خمس مراحل لتوزيع نقص المياه",
        date: "2024-03-18",
        text: "أعلنت هيئة الحوض أن التوزيع سيبدأ بمياه الشرب في المدن، ثم الري في المحافظات الأربع بحسب \
               المساحات المزروعة، على أن تراجع الخطة كل شهر.",
    };
    let loan = Page {
        language: "en",
        site: "The Delta Courier",
        title: "Regional bank freezes Sadeer metering loan over data dispute",
        date: "2023-09-12T06:30:00Z",
        text: "The bank said it would release the second half of the loan once the basin's authorities agree on \
               who owns the readings of the meters that it pays for.",
    };
    let football = Page {
        language: "ar",
        site: "وكالة الضفتين للأنباء",
        title: "فريق الضفة يفوز بكأس الأندية بعد مباراة امتدت إلى ركلات الترجيح",
        date: "2025-02-20",
        text: "احتفل جمهور الفريق في الساحة الرئيسية حتى ساعات الفجر بعد أن صدّ الحارس ركلتين متتاليتين.",
    };
    let gone = "<!DOCTYPE html><html lang=ar dir=rtl><title>404</title><h1>الصفحة غير موجودة</h1>";
    let wall = "<!DOCTYPE html><html><title>Just a moment...</title><p>Enable JavaScript to continue.";
    let challenge = [("content-type", "text/html"), ("cf-mitigated", "challenge"), ("server", "cloudflare")];
    vec![
        (CANALS, vec![came(301, &[("location", "/ar/papers/1042")], "")]),
        (CANALS_MOVED, canals.utf8()),
        (WELLS, vec![Came::Reset; 3]),
        (DAM, dam.encoded(encoding_rs::WINDOWS_1254)),
        (EMERGENCY, emergency.encoded(encoding_rs::WINDOWS_1256)),
        (READINGS, vec![html(404, gone); 2]),
        (LOAN, loan.utf8()),
        (BULLETIN, vec![came(403, &challenge, wall)]),
        (FIRST_READING, football.utf8()),
        (TARIFF, vec![came(200, &[("content-type", "application/pdf")], "%PDF-1.7\n%%EOF\n")]),
    ]
}

/// Verified, of another date, verified, a home page, verified, gone, one page for two works, moved, and data.
fn street_trees() -> Vec<(&'static str, Vec<Came>)> {
    let english = |site, title, date, text| Page { language: "en", site, title, date, text };
    let baseline = english(
        "Met Bureau",
        "A new baseline for urban summers",
        "2025-02-03",
        "The bureau's reference period now ends with the decade that brought most of the change.",
    );
    let ambulances = english(
        "The Quayside Post",
        "Where the ambulances go when it is hot",
        "2024-03-14T05:00:00Z",
        "On the hottest nights, three streets in ten account for half of all calls. None of them has a tree.",
    );
    let pledge = english(
        "City Council of Marlow Quay",
        "4,000 trees by 2030",
        "2025-06-09",
        "The council will plant four thousand trees in five years, most of them in streets that have none.",
    );
    let home = "<!DOCTYPE html><html lang=en><title>Parks Department of Marlow Quay</title>\
                <h1>Parks Department of Marlow Quay</h1><p>Opening hours, trees, benches and events.";
    let register = english(
        "Port Authority",
        "Tree survival register",
        "2026-01-15",
        "Every tree that the port has planted since 2011, with its species, its street and whether it lives.",
    );
    let costs = english(
        "Treasury Office",
        "Costs of establishment watering",
        "2026-01-20",
        "Three summers of water cost a fifth of what it costs to plant the same tree a second time.",
    );
    let levy = english(
        "Treasury Office",
        "A levy on paving",
        "2026-05-02",
        "Who seals a garden adds to the heat of the street, and to the water that the street has to swallow.",
    );
    vec![
        ("https://metbureau.example/reports/new-baseline-urban-summers", baseline.utf8()),
        ("https://quaysidepost.example/2024/03/14/where-the-ambulances-go-when-it-is-hot", ambulances.utf8()),
        (
            "https://council.marlowquay.example/news/4000-trees-by-2030?utm_source=newsletter&utm_medium=email",
            pledge.utf8(),
        ),
        ("https://parks.marlowquay.example/", vec![html(200, home)]),
        ("https://port.example/trees/survival-register", register.utf8()),
        ("https://urbanshade.example/articles/ninety-streets", vec![html(410, "<title>Gone</title>"); 2]),
        ("https://treasury.marlowquay.example/papers/establishment-watering", costs.utf8()),
        (
            "https://treasury.marlowquay.example/papers/paving-levy",
            vec![came(301, &[("location", "/archive/2026/a-levy-on-paving")], "")],
        ),
        ("https://treasury.marlowquay.example/archive/2026/a-levy-on-paving", levy.utf8()),
        (
            "https://data.marlow-county.example/heat/streets",
            vec![came(200, &[("content-type", "text/csv; charset=utf-8")], "street,degrees\nHigh Street,41.2\n")],
        ),
    ]
}
