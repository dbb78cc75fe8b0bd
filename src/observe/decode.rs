//! Bodies as they came to bodies as they were meant.

use std::borrow::Cow;
use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use crate::formats::html;

/// The compressions that isnad asks for and can undo.
pub(super) const ACCEPT_ENCODING: &str = "gzip, deflate, br, zstd";

/// How many times larger a body may grow. Honest pages grow by ten to fifty.
const MOST_GROWTH: usize = 200;

/// What a body may grow to however small it was: long runs of one character are honest in small measure.
const FREE_GROWTH: usize = 256 * 1024;

/// The largest window that a zstd stream of the web may ask for (RFC 9659).
const ZSTD_WINDOW: u64 = 8 * 1024 * 1024;

/// A body without its compression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plain<'a> {
    /// Its bytes, as far as they could be had.
    pub bytes: Cow<'a, [u8]>,
    /// Whether it was cut at the cap: a kilobyte can be made to stand for a gigabyte.
    pub cut: bool,
}

/// Undoes the compressions that `encoding` (a `Content-Encoding`) names, to at most `cap` bytes.
///
/// A body that breaks off gives what could be had of it. One that is a page as it stands is that, whatever its encoding is
/// called: names of charsets, `none` and the like stand there too, and browsers pass them over. Anything else in an
/// encoding that was not asked for gives nothing.
pub(super) fn decode<'a>(body: &'a [u8], encoding: Option<&str>, cap: usize) -> Option<Plain<'a>> {
    let mut plain = Plain { bytes: Cow::Borrowed(body), cut: false };
    // The last one named was done last. Nobody honest does more than two.
    for name in encoding.unwrap_or_default().rsplit(',').take(2) {
        let most = cap.min(body.len().saturating_mul(MOST_GROWTH).max(FREE_GROWTH));
        let (bytes, cut) = match plain.bytes {
            Cow::Borrowed(bytes) => undo(bytes, name, most)?,
            Cow::Owned(bytes) => {
                let (undone, cut) = undo(&bytes, name, most)?;
                (Cow::Owned(undone.into_owned()), cut)
            }
        };
        plain = Plain { bytes, cut: plain.cut || cut };
    }
    Some(plain)
}

fn undo<'a>(body: &'a [u8], name: &str, most: usize) -> Option<(Cow<'a, [u8]>, bool)> {
    Some(match name.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => read(MultiGzDecoder::new(body), most),
        // Some servers name the compression and do not do it.
        "" | "identity" | "gzip" | "x-gzip" => (Cow::Borrowed(body), false),
        _ if html::looks_like_html(body) => (Cow::Borrowed(body), false),
        "deflate" => {
            let zlib = read(ZlibDecoder::new(body), most);
            // RFC 9110, 8.4.1.2: some send the bare DEFLATE stream without its zlib wrapper.
            if zlib.0.is_empty() { read(DeflateDecoder::new(body), most) } else { zlib }
        }
        "br" => read(Decompressor::new(body, 4096), most),
        "zstd" => match StreamingDecoder::new_with_max_window_size(body, ZSTD_WINDOW) {
            Ok(decoder) => read(decoder, most),
            Err(_) => (Cow::Owned(Vec::new()), false),
        },
        _ => return None,
    })
}

fn read(decoder: impl Read, most: usize) -> (Cow<'static, [u8]>, bool) {
    let mut bytes = Vec::new();
    // An error midway leaves in `bytes` what came before it, which is all there is to have.
    let _ = decoder.take(most as u64 + 1).read_to_end(&mut bytes);
    let cut = bytes.len() > most;
    bytes.truncate(most);
    (Cow::Owned(bytes), cut)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    /// A brotli stream of one uncompressed meta-block (RFC 7932, 9.2), for bodies of up to 64 KiB.
    pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
        let length = u32::try_from(bytes.len() - 1).unwrap();
        // WBITS 16 (1 bit), ISLAST 0, MNIBBLES 4 (2 bits of 0), MLEN - 1 in 16 bits, ISUNCOMPRESSED 1.
        let header = (length << 4) | (1 << 20);
        let mut stream = header.to_le_bytes()[..3].to_vec();
        stream.extend(bytes);
        // ISLAST 1, ISLASTEMPTY 1.
        stream.push(3);
        stream
    }

    #[test]
    fn every_encoding_asked_for_is_undone() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(b"a page").unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(b"a page").unwrap();
        let cases = [
            (gzip(b"a page"), Some("GZIP")),
            (zlib.finish().unwrap(), Some("deflate")),
            (bare.finish().unwrap(), Some("deflate")),
            (brotli(b"a page"), Some("br")),
            (zstd(b"a page"), Some("zstd")),
            (gzip(&brotli(b"a page")), Some("br, gzip")),
            (b"a page".to_vec(), Some("gzip")),
            (b"a page".to_vec(), None),
        ];
        for (body, encoding) in cases {
            let plain = decode(&body, encoding, 100).unwrap();
            assert_eq!((plain.bytes.as_ref(), plain.cut), (b"a page".as_slice(), false), "{encoding:?}");
        }
        assert_eq!(decode(&[1, 2], Some("compress"), 100), None);
    }

    #[test]
    fn a_bomb_is_cut_at_the_cap_and_a_broken_body_kept_as_far_as_it_goes() {
        for (body, encoding) in [(gzip(&vec![b'a'; 1_000_000]), "gzip"), (zstd(&vec![b'a'; 1_000_000]), "zstd")] {
            let plain = decode(&body, Some(encoding), 1000).unwrap();
            assert_eq!((plain.bytes.len(), plain.cut), (1000, true), "{encoding}");
        }
        let bomb = gzip(&vec![b'a'; 4_000_000]);
        let plain = decode(&bomb, Some("gzip"), 4_000_000).unwrap();
        assert!(plain.cut && plain.bytes.len() <= MOST_GROWTH * bomb.len(), "{}", plain.bytes.len());
        let noise: Vec<u8> = (0..40_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let mut half = gzip(&noise);
        half.truncate(half.len() / 2);
        let plain = decode(&half, Some("gzip"), 100_000).unwrap();
        assert!(!plain.bytes.is_empty() && noise.starts_with(&plain.bytes), "{} bytes", plain.bytes.len());
    }
}
