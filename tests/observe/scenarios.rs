//! What is recorded of everything that can happen: `recorded.md` beside this file holds a row for each scenario.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use isnad::model::{Cause, Look, Mark, Observation, Outcome, Page, ReadTo};
use isnad::observe::{Evidence, Recorder, Replay, Settings, observe_with};

use super::{PAGE, Told, settings, sources};
use crate::support::golden;
use crate::support::web::{Answer, Flaw, Running, Web};

/// A web, and the URL of it that is asked for.
struct Scenario {
    name: &'static str,
    url: &'static str,
    web: Web,
    /// The title that would settle what is cited.
    cited: Option<&'static str>,
    hurried: bool,
}

/// A scenario of one page.
fn page(name: &'static str, answer: Answer) -> Scenario {
    web(name, Web::new().page(PAGE, answer))
}

/// A scenario of one page that answers in turn.
fn turns(name: &'static str, answers: Vec<Answer>) -> Scenario {
    web(name, Web::new().sequence(PAGE, answers))
}

fn web(name: &'static str, web: Web) -> Scenario {
    Scenario { name, url: PAGE, web, cited: None, hurried: false }
}

impl Scenario {
    fn at(self, url: &'static str) -> Self {
        Self { url, ..self }
    }

    fn cited(self, title: &'static str) -> Self {
        Self { cited: Some(title), ..self }
    }

    /// With a timeout that a scenario without an answer is to run into.
    fn hurried(self) -> Self {
        Self { hurried: true, ..self }
    }

    fn see(self) -> Observation {
        let web = self.web.start();
        look(self.url, self.cited, &patience(&web, self.hurried), &Evidence::default())
    }

    /// What is seen while it is recorded, and what is seen in the record.
    fn see_twice(self, record: &Path) -> [Observation; 2] {
        let web = self.web.start();
        let settings = patience(&web, self.hurried);
        let recording = Evidence { record: Some(Recorder::create(record).unwrap()), ..Evidence::default() };
        let seen = look(self.url, self.cited, &settings, &recording);
        let replaying = Evidence { replay: Some(Replay::open(record).unwrap()), ..Evidence::default() };
        [seen, look(self.url, self.cited, &settings, &replaying)]
    }
}

fn patience(web: &Running, hurried: bool) -> Settings {
    let usual = settings(web);
    let timeout = if hurried { Duration::from_millis(400) } else { usual.timeout };
    Settings { timeout, retries: if hurried { 0 } else { 2 }, ..usual }
}

fn look(url: &str, cited: Option<&str>, settings: &Settings, evidence: &Evidence) -> Observation {
    let mut sources = sources(&[url]);
    let settled = |_: usize, _: &str, page: &Page| page.titles.iter().any(|title| Some(title.value.as_str()) == cited);
    observe_with(&mut sources, &|_| true, &settled, settings, &Told::default(), evidence).unwrap();
    *sources.remove(0).observation.unwrap()
}

fn all() -> Vec<Scenario> {
    [pages(), charsets(), files(), redirects(), statuses(), walls(), gone(), doors(), tls(), faults()]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn every_scenario_is_recorded_as_it_is_written() {
    let mut table = String::from(
        "# What is recorded of everything that can happen\n\n\
         Made by the tests of observing, and compared by them. A hop is a URL with the status it \
         answered, and the last is where they led; a look is the status or the cause of each time the source was looked at, \
         and each look may ask several times.\n\n\
         | scenario | outcome | status | cause | asked | hops | looks | marks | read to | title |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    let scenarios = all();
    assert!(scenarios.len() >= 60, "{} scenarios", scenarios.len());
    for scenario in scenarios {
        let name = scenario.name;
        writeln!(table, "| {name} {}", row(&scenario.see())).unwrap();
    }
    golden::compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/observe/recorded.md"), &table);
}

#[test]
fn every_scenario_is_the_same_in_its_record() {
    let directory = tempfile::tempdir().unwrap();
    let differing: Vec<String> = all()
        .into_iter()
        .filter_map(|scenario| {
            let name = scenario.name;
            let [seen, replayed] = scenario.see_twice(&directory.path().join("run.warc.gz")).map(timeless);
            (seen != replayed)
                .then(|| format!("{name}:\n  {}\n  {}\n{seen:?}\n{replayed:?}", row(&seen), row(&replayed)))
        })
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// What was seen without the times of it, which are a moment later in a record; and without what depends on them, which
/// is how far a page that is too long was read before its time was over.
fn timeless(seen: Observation) -> Observation {
    let cut = seen.read_to == Some(ReadTo::Cap);
    let page = seen.page.map(|page| Box::new(Page { text_length: page.text_length.filter(|_| !cut), ..*page }));
    let looks = seen.looks.into_iter().map(|look| Look { at: "".into(), ..look }).collect();
    Observation { looks, page, fetched_at: seen.fetched_at.map(|_| "".into()), elapsed_ms: None, ..seen }
}

fn row(seen: &Observation) -> String {
    let cause = |cause: Option<Cause>| cause.map(Cause::name).unwrap_or_default().to_owned();
    let short = |url: &str| url.trim_start_matches("https://").to_owned();
    let mut hops: Vec<String> = seen.hops.iter().map(|hop| format!("{} {}", short(&hop.url), hop.status)).collect();
    if hops.len() > 4 {
        hops = vec![format!("{} of them", hops.len())];
    }
    if let (Some(url), false, None) = (&seen.final_url, hops.is_empty(), seen.cause) {
        hops.push(format!("→ {}", short(url)));
    }
    let looks: Vec<String> = seen
        .looks
        .iter()
        .map(|look| look.cause.map_or_else(|| look.status.unwrap_or_default().to_string(), |it| it.name().to_owned()))
        .collect();
    let marks: Vec<String> = seen.marks.iter().map(|Mark { mark, found_in }| format!("{mark} ({found_in})")).collect();
    let title = seen.page.as_ref().and_then(|page| page.titles.first());
    let title = title.map(|title| format!("{} ({})", title.value, title.found_in)).unwrap_or_default();
    let tls = seen.tls.map(|fault| format!(": {}", fault.name())).unwrap_or_default();
    let cells = [
        Outcome::name(seen.outcome).to_owned(),
        seen.status.map(|status| status.to_string()).unwrap_or_default(),
        cause(seen.cause) + &tls,
        seen.attempts.to_string(),
        hops.join(", ").replace(", →", " →"),
        looks.join(", "),
        marks.join(", "),
        seen.read_to.map(ReadTo::name).unwrap_or_default().to_owned(),
        title,
    ];
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    format!("| {} |", cells.join(" | "))
}

/// A page long enough to have no sign of being gone.
fn long(title: &str) -> Answer {
    Answer::html(source(title))
}

fn source(title: &str) -> String {
    format!("<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{}</body></html>", "word ".repeat(600))
}

const TITLE: &str = "Wells run dry";
const ARABIC: &str = "جفاف الآبار في الوادي الشرقي";

fn pages() -> Vec<Scenario> {
    let linked = |json: &str| format!("<script type='application/ld+json'>{json}</script><p>{}", "word ".repeat(200));
    vec![
        page("a page over https", long(TITLE)),
        web("a page over http", Web::new().page("http://news.example/a", long(TITLE))).at("http://news.example/a"),
        web("a page on another port", Web::new().page("https://news.example:8443/a", long(TITLE)))
            .at("https://news.example:8443/a"),
        web("a host in Arabic", Web::new().page("https://موقع.example/a", long(TITLE))).at("https://موقع.example/a"),
        page("a head that settles it", long(TITLE)).cited(TITLE),
        page("a head that does not", long(TITLE)).cited("Another"),
        page("compressed: gzip", long(TITLE).gzip()),
        page("compressed: deflate", long(TITLE).deflate()),
        page("compressed: br", long(TITLE).brotli()),
        page("compressed: zstd", long(TITLE).zstd()),
        page("a compressed head that settles it", long(TITLE).brotli()).cited(TITLE),
        page(
            "title only in JSON-LD",
            Answer::html(linked("{\"@type\":\"NewsArticle\",\"headline\":\"Wells run dry\"}")),
        ),
        page(
            "title only in broken JSON-LD",
            Answer::html(linked("<!-- {\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"Wells run dry\",}]} -->")),
        ),
        page("a page without a title", Answer::html("<p>word ".repeat(200))),
        page("a page that needs scripts", Answer::html("<div id=app></div><script src=/a.js></script>")),
        page("no content type", Answer::status(200).body(format!("<!doctype html>{}", source(TITLE)))),
        page(
            "HTML called octets",
            Answer::bytes("application/octet-stream", format!("<!doctype html>{}", source(TITLE))),
        ),
        page("HTML called anything", Answer::bytes("*/*", format!("<!doctype html>{}", source(TITLE)))),
        page("more than the cap", Answer::html(format!("{}{}", source(TITLE), "<p>word".repeat(400_000)))),
    ]
}

fn charsets() -> Vec<Scenario> {
    let arabic = format!("<title>{ARABIC}</title><p>{}", "قال الأهالي إن المياه انقطعت منذ أسبوع. ".repeat(20));
    let turkish = format!(
        "<title>Şehirde çığ düştü</title><p>{}",
        "Köyün suyu kesildi, işçiler günlerdir çalışıyor. ".repeat(20)
    );
    let russian = format!("<title>Колодцы высохли</title><p>{}", "Жители долины ждут воды уже неделю. ".repeat(20));
    let japanese = format!("<title>井戸が枯れる</title><p>{}", "谷の住民は一週間も水を待っている。".repeat(20));
    let chinese = format!("<title>水井干涸</title><p>{}", "山谷里的居民已经等水等了一个星期。".repeat(20));
    let bytes = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
    let meta = |label: &str, text: &str| format!("<meta charset={label}>{text}");
    vec![
        page("windows-1256, unsaid", Answer::bytes("text/html", bytes(encoding_rs::WINDOWS_1256, &arabic))),
        page(
            "windows-1256, said to be UTF-8",
            Answer::bytes("text/html; charset=utf-8", bytes(encoding_rs::WINDOWS_1256, &arabic)),
        ),
        page(
            "windows-1254 by its meta",
            Answer::bytes("text/html", bytes(encoding_rs::WINDOWS_1254, &meta("windows-1254", &turkish))),
        ),
        page(
            "iso-8859-9 by its header",
            Answer::bytes("text/html; charset=ISO-8859-9", bytes(encoding_rs::WINDOWS_1254, &turkish)),
        ),
        web(
            "windows-1254, unsaid, at a Turkish host",
            Web::new().page(
                "https://haber.example.tr/a",
                Answer::bytes("text/html", bytes(encoding_rs::WINDOWS_1254, &turkish)),
            ),
        )
        .at("https://haber.example.tr/a"),
        page("windows-1251, unsaid", Answer::bytes("text/html", bytes(encoding_rs::WINDOWS_1251, &russian))),
        page("Shift_JIS, unsaid", Answer::bytes("text/html", bytes(encoding_rs::SHIFT_JIS, &japanese))),
        page("GB18030, unsaid", Answer::bytes("text/html", bytes(encoding_rs::GB18030, &chinese))),
        page(
            "UTF-8 with a mark, said to be latin1",
            Answer::bytes("text/html; charset=latin1", format!("\u{feff}{arabic}")),
        ),
    ]
}

fn files() -> Vec<Scenario> {
    let pdf = |filler: usize| {
        let mut file = b"%PDF-1.4\n1 0 obj\n<</Length 1>>\nstream\n".to_vec();
        file.resize(file.len() + filler, b'x');
        file.extend(
            b"\nendstream\nendobj\n2 0 obj\n<</Title (Wells run dry) /CreationDate (D:20211105093000Z)>>\nendobj\n",
        );
        file.extend(b"trailer\n<</Info 2 0 R>>\n%%EOF");
        file
    };
    vec![
        page("a PDF", Answer::bytes("application/pdf", pdf(100))),
        page("a PDF of 20 MB", Answer::bytes("application/pdf", pdf(20_000_000))),
        page("a PDF of 40 MB", Answer::bytes("application/pdf", pdf(40_000_000))),
        page("a PDF called octets", Answer::bytes("application/octet-stream", pdf(100_000))),
        page("a PDF that is a page", Answer::bytes("application/pdf", format!("<!doctype html>{}", source(TITLE)))),
        page("a picture", Answer::bytes("image/png", vec![0; 10_000])),
        page("a film", Answer::bytes("video/mp4", vec![0; 3_000_000])),
        page("plain text", Answer::bytes("text/plain", "word ".repeat(10_000))),
        page("no content", Answer::status(204)),
    ]
}

/// A redirect whose path is in no charset that is named: only its own bytes lead on.
fn turkish() -> Web {
    let redirect = Answer::status(301).header("Location", b"/haber/\xfe\xfdl".as_slice());
    Web::new().page(PAGE, redirect).page("https://news.example/haber/%FE%FDl", long(TITLE))
}

fn redirects() -> Vec<Scenario> {
    let to = |status, target: &str| Answer::redirect(status, target);
    let here = || Web::new().page("https://news.example/b", long(TITLE));
    let chain = |count: usize| {
        (0..count).fold(Web::new().page(PAGE, to(301, "/0")), |web, n| {
            let url = format!("https://news.example/{n}");
            let next = to(301, &format!("/{}", n + 1));
            if n < 10 { web.page(&url, next) } else { web.spare(&url, next) }
        })
    };
    let led = |target: &str| Web::new().page(PAGE, to(302, target)).page(target, long("The Daily Reed"));
    let refresh = |target: &str| Answer::html(format!("<meta http-equiv=refresh content='0; url={target}'>"));
    vec![
        web("301", here().page(PAGE, to(301, "https://news.example/b"))),
        web("302, relative", here().page(PAGE, to(302, "b"))),
        web("303", here().page(PAGE, to(303, "/b"))),
        web("307", here().page(PAGE, to(307, "/b#part"))),
        web(
            "308 to another host",
            Web::new().page(PAGE, to(308, "http://other.example/x")).page("http://other.example/x", long(TITLE)),
        ),
        web("a redirect to a path in windows-1254", turkish()),
        page("a redirect to nowhere", Answer::status(302)),
        web("a circle", here_and_back()),
        web("10,000 redirects", chain(10_000)),
        web(
            "a redirect that wants a cookie",
            Web::new().sequence(PAGE, [to(302, "/a").header("Set-Cookie", "seen=1"), long(TITLE)]),
        ),
        page("a redirect to a file", to(302, "file:///etc/passwd")),
        page("a redirect to what is no URL", to(302, "http://[oops")),
        page("a redirect to this machine", to(302, "http://127.0.0.1/")),
        page("a redirect to the metadata of a cloud", to(302, "http://169.254.169.254/latest/meta-data/")),
        page("a redirect to another protocol's port", to(302, "https://other.example:25/")),
        web("a link to home that was not deep", led("https://news.example/")),
        web(
            "deep link to home",
            Web::new()
                .page("https://news.example/2021/05/wells-run-dry", to(301, "https://news.example/ar/"))
                .page("https://news.example/ar/", long("The Daily Reed")),
        )
        .at("https://news.example/2021/05/wells-run-dry"),
        web("a redirect to a page for what is gone", led("https://news.example/404")),
        web("a login redirect", led("https://news.example/accounts/login?next=/a")),
        web("a consent redirect", led("https://consent.google.com/ml?continue=x")),
        web("a redirect to a seller of domains", led("https://www.hugedomains.com/domain_profile.cfm?d=news")),
        web("meta refresh", here().page(PAGE, refresh("/b"))),
        web("a refresh by a header", here().page(PAGE, Answer::html("<p>moved").header("Refresh", "0; url=/b"))),
        web(
            "meta refresh in a circle",
            Web::new().page(PAGE, refresh("/b")).page("https://news.example/b", refresh("/a")),
        ),
        page(
            "meta refresh of a page that renews itself",
            Answer::html(format!("<meta http-equiv=refresh content=300>{}", source(TITLE))),
        ),
    ]
}

fn here_and_back() -> Web {
    Web::new()
        .page(PAGE, Answer::redirect(302, "https://news.example/b"))
        .page("https://news.example/b", Answer::redirect(302, "/a"))
}

fn statuses() -> Vec<Scenario> {
    let status = Answer::status;
    vec![
        page("401", status(401)),
        page("402", status(402)),
        page("403", status(403)),
        page("404", status(404)),
        turns("404 to the first and 200 to the second look", vec![status(404), long(TITLE)]),
        page("410", status(410)),
        page("451", status(451)),
        page("500 to the end", status(500)),
        turns("503 then 200", vec![status(503), long(TITLE)]),
        turns("503 with Retry-After, then 200", vec![status(503).header("Retry-After", "0"), long(TITLE)]),
        turns("429 then 200", vec![status(429), long(TITLE)]),
        page("429 and a day of rest", status(429).header("Retry-After", "86400")),
        turns("408 and 425, then 200", vec![status(408), status(425), long(TITLE)]),
    ]
}

fn walls() -> Vec<Scenario> {
    let wall = |status, name: &str, value: &str| Answer::status(status).header(name, value);
    let html = |status, source: &str| Answer::html(source).with_status(status);
    vec![
        page("cf-mitigated 403", wall(403, "cf-mitigated", "challenge")),
        page("AWS 202 challenge", wall(202, "x-amzn-waf-action", "challenge")),
        page("AWS 405 captcha", wall(405, "x-amzn-waf-action", "captcha")),
        page("Vercel 429", wall(429, "x-vercel-mitigated", "challenge")),
        page("SiteGround 202", wall(202, "sg-captcha", "challenge")),
        page("DataDome 403", wall(403, "x-datadome", "protected")),
        page("Akamai 403", wall(403, "server", "AkamaiGHost")),
        page("Akamai 200", long(TITLE).header("server", "AkamaiGHost")),
        page("LinkedIn 999", Answer::status(999)),
        page(
            "200 with a challenge page",
            Answer::html("<title>Just a moment...</title><script>_cf_chl_opt={}</script>"),
        ),
        page(
            "404 with a bot wall's body",
            html(404, "<title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked"),
        ),
        page("403 with a captcha", html(403, "<title>Reed</title><div class=h-captcha></div>")),
        page(
            "Incapsula's frame",
            Answer::html(
                "<iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful. Incapsula incident ID: 1</iframe>",
            ),
        ),
        page(
            "Incapsula's script on an honest page",
            Answer::html(format!("{}<script src='/_Incapsula_Resource'></script>", source(TITLE))),
        ),
    ]
}

fn gone() -> Vec<Scenario> {
    let shell = |words: &str| Answer::html(format!("<meta name=robots content=noindex><title>Reed</title><p>{words}"));
    let beside = |answer: Answer| {
        Web::new().page("https://news.example/x/a", shell("Nothing here")).sibling("https://news.example/x/", answer)
    };
    vec![
        page("soft 404 in Arabic", long("الصفحة غير موجودة | صحيفة القصب")),
        page("soft 404 in Turkish", long("Sayfa Bulunamadı - Saz Gazetesi")),
        page("soft 404 in English", long("Page not found | The Daily Reed")),
        page("soft 404 in French", long("Cette page est introuvable")),
        page(
            "soft 404 in a heading",
            Answer::html("<title>Reed</title><h1>404</h1><p>".to_owned() + &"word ".repeat(200)),
        ),
        page("an honest title that contains 404", long("Peugeot 404: the car that crossed the desert")),
        page(
            "an honest title of things no longer available",
            long("Why plastic bags are no longer available in the valley's shops"),
        ),
        web(
            "a page that says it in its text, and its sibling the same",
            Web::new()
                .page(
                    "https://news.example/x/a",
                    Answer::html("<title>Reed</title><p>The page you are looking for has moved"),
                )
                .sibling(
                    "https://news.example/x/",
                    Answer::html("<title>Reed</title><p>The page you are looking for has moved"),
                ),
        )
        .at("https://news.example/x/a"),
        web("two weak signs, and the sibling the same", beside(shell("Nothing here"))).at("https://news.example/x/a"),
        web("two weak signs, and the sibling not found", beside(Answer::status(404))).at("https://news.example/x/a"),
        web("two weak signs, and the sibling another page", beside(long("Latest news"))).at("https://news.example/x/a"),
        web(
            "two weak signs, and the sibling the same but for its title",
            beside(Answer::html("<meta name=robots content=noindex><title>Pictures</title><p>Nothing here")),
        )
        .at("https://news.example/x/a"),
        web("two weak signs on the cited page", Web::new().page(PAGE, shell("Nothing here"))).cited("Reed"),
        page("parked page", Answer::html("<title>news.example</title><p>This domain is for sale!")),
        page("parked page in Turkish", Answer::html("<title>news.example</title><p>Bu alan adı satılıktır.")),
    ]
}

fn doors() -> Vec<Scenario> {
    vec![
        page("a login page", Answer::html("<title>Log in | Reed</title><form><input type=password></form>")),
        page(
            "an article with a login in its corner",
            Answer::html(format!("{}<input type=password><p>{}", source(TITLE), "word ".repeat(300))),
        ),
        page("a consent page", Answer::html("<title>Before you continue to Reed Search</title>")),
        page("an article about consent", long("Consent and cookies: what the law asks")),
    ]
}

fn tls() -> Vec<Scenario> {
    let flawed = |name, flaw| web(name, Web::new().flawed("news.example", flaw).page(PAGE, long(TITLE)));
    vec![
        flawed("an expired certificate", Flaw::Expired),
        flawed("a certificate of the future", Flaw::NotYetValid),
        flawed("a certificate for another name", Flaw::WrongName),
        flawed("a self-signed certificate", Flaw::SelfSigned),
        flawed("a certificate of an unknown issuer", Flaw::UnknownIssuer),
        web(
            "a meta refresh of a host with an expired certificate",
            Web::new().flawed("news.example", Flaw::Expired).page(
                PAGE,
                Answer::html("<meta http-equiv=refresh content='0; url=https://other.example/a'><title>Moved</title>"),
            ),
        ),
        web(
            "a redirect to a host with an expired certificate",
            Web::new()
                .flawed("old.example", Flaw::Expired)
                .page(PAGE, Answer::redirect(301, "https://old.example/a"))
                .page("https://old.example/a", long(TITLE)),
        ),
    ]
}

fn faults() -> Vec<Scenario> {
    let pause = Duration::from_millis(5);
    let many = (0..300).fold(long(TITLE), |answer, n| answer.header(&format!("X-Header-{n}"), "x"));
    let mut cut = long(TITLE).gzip();
    cut = cut.that_breaks_off();
    vec![
        page("a reset to the end", Answer::reset()),
        turns("a reset, then 200", vec![Answer::reset(), long(TITLE)]),
        page("a head that stops half-way", Answer::half_closed()),
        page("no answer", Answer::stall()).hurried(),
        page("drip body", Answer::html(format!("<title>{TITLE}</title><p>{}", "word ".repeat(2000))).that_drips(pause))
            .hurried(),
        page("drip body without a title", Answer::html(" ".repeat(10_000)).that_drips(pause)).hurried(),
        page("chunks that are none", long(TITLE).in_bad_chunks()),
        page("chunks that are none, and nothing before them", Answer::html("").in_bad_chunks()),
        page("a body shorter than announced", long(TITLE).that_breaks_off()),
        page("a compressed body shorter than announced", cut),
        page("gzip bomb", Answer::html(format!("<title>{TITLE}</title>{}", "a".repeat(50_000_000))).gzip()),
        page("a compression that is none", long(TITLE).header("Content-Encoding", "gzip")),
        page("a compression that is a charset", long(TITLE).header("Content-Encoding", "UTF-8")),
        page("a page as it is, called br", long(TITLE).header("Content-Encoding", "br")),
        page(
            "a compression nobody asked for",
            Answer::html("").body(b"\x1f\x9d\x90\x3c".as_slice()).header("Content-Encoding", "compress"),
        ),
        page("a header over several lines", long(TITLE).header("X-Long", "one\r\n two\r\n\tthree")),
        page("a header with a blank before its colon", long(TITLE).header("X-Blank ", "x")),
        page("a header that is none", long(TITLE).header("X (none)", "x")),
        page("a large header", long(TITLE).header("X-Large", "x".repeat(300_000))),
        page("a huge header", long(TITLE).header("X-Huge", "x".repeat(600_000))),
        page("300 headers", many),
        page("no HTTP", Answer::noise()),
    ]
}
