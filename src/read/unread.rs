//! Files that no reader takes, and what to do with them.

use memchr::memmem;

use super::{READERS, ReadError};

/// Formats told by their first bytes, each with what to do.
const TOLD: [(&[u8], &str, &str); 10] = [
    (
        b"PK\x03\x04",
        "a zip container that holds none of them, or is damaged",
        "open it in the program that made it and save it again",
    ),
    (b"\x89PNG", "a picture", "give isnad the document that it is of"),
    (b"\xff\xd8\xff", "a picture", "give isnad the document that it is of"),
    (b"GIF8", "a picture", "give isnad the document that it is of"),
    (b"II*\0", "a picture", "give isnad the document that it is of"),
    (b"MM\0*", "a picture", "give isnad the document that it is of"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it first"),
    (b"Rar!", "an archive", "unpack it first"),
    (b"\x7fELF", "a program", "give isnad a document"),
];
/// What Word's formats before 2007, and its encrypted files since, begin with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// How much of a file is looked at for bytes that no text has.
const HEAD: usize = 4096;

/// Why bytes are not read; `None` where they may be text. Of files that a reader claims by their extension only the
/// known formats are told: damaged text is text.
pub(super) fn refusal(bytes: &[u8], claimed: bool) -> Option<ReadError> {
    if bytes.starts_with(COMPOUND) {
        return Some(compound(bytes));
    }
    let told = TOLD.iter().find(|(magic, ..)| bytes.starts_with(magic));
    if let Some((_, format, cure)) = told {
        return Some(ReadError::Unsupported { format, cure });
    }
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    // Text in UTF-16 has a zero in every character that Latin has too.
    let zeros = memchr::memchr_iter(0, head).count();
    let binary = !claimed
        && zeros > 0
        && zeros * 8 < head.len()
        && !head.starts_with(b"\xff\xfe")
        && !head.starts_with(b"\xfe\xff");
    binary.then_some(ReadError::Unsupported { format: "a binary file", cure: "save it as one of these" })
}

fn compound(bytes: &[u8]) -> ReadError {
    // Names in such files are UTF-16.
    let named = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    let (format, cure) = if named("EncryptedPackage") {
        ("a file locked with a password", "open it in Word and save it without one")
    } else if named("WordDocument") {
        ("the old Word format (.doc)", "open it in Word or LibreOffice and save it as .docx")
    } else {
        ("an old Office format", "open it in Office or LibreOffice and save it as .docx")
    };
    ReadError::Unsupported { format, cure }
}

/// The names of the formats read, for the eye.
pub(super) fn formats() -> String {
    READERS.map(|reader| reader.name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn what_is_not_read_is_named_with_a_cure() {
        for (bytes, expected) in [
            ([COMPOUND, &[0; 600], &utf16("WordDocument")].concat(), "save it as .docx"),
            ([COMPOUND, &[0; 600], &utf16("EncryptedPackage")].concat(), "without one"),
            (COMPOUND.to_vec(), "an old Office format"),
            (b"PK\x03\x04rest".to_vec(), "is damaged"),
            (b"\x89PNG\r\n".to_vec(), "a picture"),
            ([&b"some words"[..], &[0, 1, 2], &b"more words that are text".repeat(3)].concat(), "a binary file"),
        ] {
            let error = refusal(&bytes, false).map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(expected) && error.contains(&formats()), "{error}");
        }
    }

    #[test]
    fn text_is_text_however_odd() {
        for bytes in [b"plain".to_vec(), utf16("words in UTF-16"), "ماء".into(), Vec::new(), b"\xff\xfea\0".to_vec()]
        {
            assert_eq!(refusal(&bytes, false), None, "{bytes:?}");
        }
        let damaged = [&b"some words"[..], &[0], &b"more".repeat(30)].concat();
        assert_eq!(refusal(&damaged, true), None);
    }
}
