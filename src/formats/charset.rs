//! Bytes to text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Text with the name of the encoding it was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name in the Encoding Standard.
    pub encoding: &'static str,
    /// Whether bytes were met that the encoding does not have.
    pub lossy: bool,
}

/// Decodes by byte order mark, then by the declared label if it is a known one, then as UTF-8 if the bytes are
/// valid UTF-8, then by detection (windows-1256, windows-1254, windows-1251, `Shift_JIS`, GB18030 and their like).
///
/// A declared UTF-8 that the bytes contradict is not believed: servers claim it for everything.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let (text, encoding, lossy) = text(bytes, declared, None);
    Decoded { text: text.into_owned(), encoding, lossy }
}

/// The same without a copy where none is needed: the text, the encoding's name, and whether bytes were lost. The last
/// label of the host (`tr`, `jp`) helps the detection, as it does in browsers.
pub fn text<'a>(bytes: &'a [u8], declared: Option<&str>, top: Option<&str>) -> (Cow<'a, str>, &'static str, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8.name(), false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The detector takes labels as they stand in ASCII hosts only.
    let top = top.filter(|top| top.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    with(detector.guess(top.map(str::as_bytes), Utf8Detection::Allow), bytes)
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, &'static str, bool) {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    (text, encoding.name(), lossy)
}
