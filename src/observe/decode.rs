//! Bodies as they came to bodies as they were meant.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// The compressions that isnad asks for and can undo.
pub(super) const ACCEPT_ENCODING: &str = "gzip, deflate";

/// A body without its compression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plain {
    /// Its bytes, as far as they could be had.
    pub bytes: Vec<u8>,
    /// Whether it was cut at the cap: a kilobyte can be made to stand for a gigabyte.
    pub cut: bool,
}

/// Undoes the compression that `encoding` (a `Content-Encoding`) names, to at most `cap` bytes.
///
/// A body that breaks off, or is not what it says, gives what could be had of it. An encoding that was not asked for
/// gives nothing.
pub(super) fn decode(body: Vec<u8>, encoding: Option<&str>, cap: usize) -> Option<Plain> {
    let encoding = encoding.map(|name| name.trim().to_ascii_lowercase());
    match encoding.as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(&[0x1f, 0x8b]) => {
            Some(read(MultiGzDecoder::new(body.as_slice()), cap))
        }
        // Some servers name the compression and do not do it.
        None | Some("" | "identity" | "gzip" | "x-gzip") => Some(Plain { bytes: body, cut: false }),
        Some("deflate") => {
            let zlib = read(ZlibDecoder::new(body.as_slice()), cap);
            // RFC 9110, 8.4.1.2: some send the bare DEFLATE stream without its zlib wrapper.
            Some(if zlib.bytes.is_empty() { read(DeflateDecoder::new(body.as_slice()), cap) } else { zlib })
        }
        Some(_) => None,
    }
}

fn read(decoder: impl Read, cap: usize) -> Plain {
    let mut bytes = Vec::new();
    // An error midway leaves in `bytes` what came before it, which is all there is to have.
    let _ = decoder.take(cap as u64 + 1).read_to_end(&mut bytes);
    let cut = bytes.len() > cap;
    bytes.truncate(cap);
    Plain { bytes, cut }
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
            (b"a page".to_vec(), Some("gzip")),
            (b"a page".to_vec(), None),
        ];
        for (body, encoding) in cases {
            let plain = decode(body, encoding, 100);
            assert_eq!(plain, Some(Plain { bytes: b"a page".to_vec(), cut: false }), "{encoding:?}");
        }
        assert_eq!(decode(vec![1, 2], Some("br"), 100), None);
    }

    #[test]
    fn a_bomb_is_cut_at_the_cap_and_a_broken_body_kept_as_far_as_it_goes() {
        let plain = decode(gzip(&vec![b'a'; 1_000_000]), Some("gzip"), 1000).unwrap();
        assert_eq!((plain.bytes.len(), plain.cut), (1000, true));
        let noise: Vec<u8> = (0..40_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let mut half = gzip(&noise);
        half.truncate(half.len() / 2);
        let plain = decode(half, Some("gzip"), 100_000).unwrap();
        assert!(!plain.bytes.is_empty() && noise.starts_with(&plain.bytes), "{} bytes", plain.bytes.len());
    }
}
