//! The publishers that isnad brings along, under the names they go by and the hosts they publish at.
//!
//! Compiled by hand from general knowledge. A name is listed as a reader would print it, without generic words such as
//! `صحيفة` or `gazetesi`, which the reader of this table takes off. Publishers that share a host are of one house.

mod institutions;
mod press;

/// A publisher of the table; what its fields say is said at [`super::Publisher`].
#[derive(Debug)]
pub(super) struct Known {
    pub(super) names: &'static [&'static str],
    pub(super) everyday: &'static [&'static str],
    pub(super) hosts: &'static [&'static str],
}

/// All of them.
pub(super) fn publishers() -> impl Iterator<Item = &'static Known> {
    press::PRESS.iter().chain(institutions::INSTITUTIONS)
}

/// Hosts that carry the pages of any publisher, aggregators and social ones among them: they never speak against one.
#[rustfmt::skip]
pub(super) static PLATFORMS: &[&str] = &[
    "facebook.com", "fb.com", "twitter.com", "x.com", "t.co", "youtube.com", "youtu.be", "instagram.com", "t.me",
    "telegram.me", "linkedin.com", "tiktok.com", "medium.com", "substack.com", "wordpress.com", "blogspot.com",
    "msn.com", "yahoo.com", "google.com", "archive.org", "archive.ph", "archive.today", "perma.cc", "proquest.com",
    "newspapers.com", "issuu.com", "scribd.com", "researchgate.net", "academia.edu", "ssrn.com", "doi.org", "bit.ly",
    "github.io", "reliefweb.int", "refworld.org", "pressreader.com", "apple.news", "flipboard.com", "vimeo.com",
    "soundcloud.com", "dropbox.com", "europepmc.org", "jstor.org", "nabd.com", "ecoi.net", "threads.net", "bsky.app",
    "reddit.com", "quora.com", "pinterest.com", "wa.me", "vk.com", "ok.ru", "telegra.ph", "rumble.com",
    "dailymotion.com", "spotify.com", "podcasts.apple.com", "goo.gl", "feedburner.com", "tumblr.com",
    "livejournal.com", "ghost.io", "wixsite.com", "weebly.com", "hypotheses.org", "jdsupra.com", "lexisnexis.com",
    "factiva.com", "gale.com", "ebscohost.com", "muckrack.com", "aol.com", "smartnews.com", "news.google.com",
    "ground.news", "webcache.googleusercontent.com", "archive.is", "archive.li", "archive.md", "webcitation.org",
    "zenodo.org", "osf.io", "semanticscholar.org", "hal.science", "core.ac.uk", "docplayer.net", "slideshare.net",
    "docs.google.com", "drive.google.com", "onedrive.live.com", "sharepoint.com", "amazonaws.com", "cloudfront.net",
    "wikimedia.org", "haberler.com", "mynet.com", "sahafah24.net", "akhbarak.net",
];

/// Words that say what sort of publisher one is, not which; folded.
#[rustfmt::skip]
pub(super) static GENERIC: &[&str] = &[
    // Arabic.
    "صحيفه", "جريده", "موقع", "وكاله", "قناه", "شبكه", "مجله", "منصه", "تلفزيون", "فضاييه", "الصحيفه", "الموقع", "وكالات",
    "انباء", "الانباء", "للانباء", "اخبار", "الاخباريه", "الالكتروني", "الالكترونيه", "الرسمي", "الرسميه",
    "مركز", "معهد", "موسسه", "نيوز", "وزاره",
    // Turkish.
    "gazetesi", "gazete", "haber", "haberleri", "haberler", "ajansi", "ajans", "dergisi", "kanali", "sitesi",
    // English and other Latin.
    "the", "news", "newspaper", "agency", "network", "magazine", "online", "website", "site", "channel", "com", "daily",
    "press", "media", "le", "la", "el", "der", "die", "das",
];
