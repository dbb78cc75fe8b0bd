//! Text from documents and pages made fit to be shown: it may be written to deceive a terminal or a reader.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfkc;
use unicode_width::UnicodeWidthChar as _;

use crate::model::Direction;

/// First strong isolate: the text up to its end takes its own direction and leaves that of its surroundings alone.
const FSI: char = '\u{2068}';
/// The end of an isolate.
const PDI: char = '\u{2069}';
/// As many marks may stand on one letter. Vocalised Arabic and Vietnamese need three; piles of them overprint the
/// lines above and below.
const MARKS: usize = 4;

/// Foreign text on one line, with nothing in it that moves the cursor, turns the direction around or hides.
///
/// Line breaks and tabs become spaces. Controls (ESC among them) and bidirectional embeddings, overrides and isolates
/// become visible escapes such as `\u{202e}`. Characters that merely have no width go, but for the joiners between
/// letters that Persian and the scripts of India spell with.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        marks = if is_combining_mark(character) { marks + 1 } else { 0 };
        match character {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{200c}' | '\u{200d}' => {
                let joins = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_ascii() && spells(letter));
                if joins(out.chars().next_back()) && joins(characters.peek().copied()) {
                    out.push(character);
                }
            }
            _ if acts(character) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{}", character.escape_unicode());
            }
            _ if hides(character) || marks > MARKS => {}
            _ => out.push(character),
        }
    }
    out
}

/// Foreign text made [`visible`] and shut in an isolate, so that its direction ends where it ends.
///
/// ASCII has no direction to contain, and goes without: paths and URLs can then be copied and clicked as they are.
pub fn isolated(text: &str) -> String {
    let text = visible(text);
    if text.is_ascii() { text } else { format!("{FSI}{text}{PDI}") }
}

/// The same for a place in a sentence that runs in this direction: in one from right to left ASCII is shut in, too, or
/// the parts of a date and the signs of a URL change places.
pub fn isolated_in(direction: Direction, text: &str) -> String {
    match direction {
        Direction::Ltr => isolated(text),
        Direction::Rtl => format!("{FSI}{}{PDI}", visible(text)),
    }
}

/// A sentence of isnad's own that runs in this direction, with the code in it (between backticks) shut in where that is
/// from right to left: the dashes of an option would else stand at its wrong end. Backticks within what is isolated are
/// those of foreign text, and mark nothing.
pub fn with_code(direction: Direction, text: &str) -> String {
    if direction == Direction::Ltr {
        return text.to_owned();
    }
    let mut shut = String::with_capacity(text.len());
    let mut opened: Option<usize> = None;
    let mut isolates = 0_usize;
    for character in text.chars() {
        match character {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            '`' if isolates == 0 => {
                if let Some(at) = opened.take() {
                    shut.insert(at, '\u{2066}');
                    shut.push_str("`\u{2069}");
                    continue;
                }
                opened = Some(shut.len());
            }
            _ => {}
        }
        shut.push(character);
    }
    shut
}

/// Whether a character does something where it is shown: a control, or one that turns the direction around.
pub fn acts(character: char) -> bool {
    character.is_control() || turns(character)
}

/// Whether text runs, even in part, from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation
/// forms (the blocks that Unicode reserves for right-to-left scripts).
pub fn has_rtl(text: &str) -> bool {
    text.chars().any(
        |character| matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'),
    )
}

/// How many cells text takes on a terminal: none for isolates and marks, two for wide letters and emoji.
pub fn cells(text: &str) -> usize {
    let shown =
        text.chars().filter(|&character| !is_combining_mark(character) && !turns(character) && !hides(character));
    shown.map(|character| character.width().unwrap_or_default()).sum()
}

/// A URL as it can be read: escapes of letters and digits beyond ASCII are undone, all others stay, so that what is
/// shown leads where the URL leads.
///
/// The URL is shown as it is where an escape does not decode to UTF-8, or where what it decodes to could be mistaken
/// for something else (controls, compatibility forms, marks out of order).
pub fn readable_url(url: &str) -> String {
    let decoded = decode_letters(url).filter(|decoded| is_nfkc(decoded) && !has_unseen(decoded));
    visible(decoded.as_deref().unwrap_or(url))
}

/// Undoes the escapes of whole runs; `None` where a run is not UTF-8.
fn decode_letters(url: &str) -> Option<String> {
    let mut out = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(start) = rest.find('%') {
        let (before, run) = rest.split_at(start);
        out.push_str(before);
        let length = escapes(run);
        if length == 0 {
            return None;
        }
        let (run, after) = run.split_at(length);
        let text = percent_decode_str(run).decode_utf8().ok()?;
        let mut raw = run;
        for character in text.chars() {
            let (escaped, left) = raw.split_at_checked(character.len_utf8() * 3)?;
            if !character.is_ascii() && spells(character) {
                out.push(character);
            } else {
                out.push_str(escaped);
            }
            raw = left;
        }
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// The length in bytes of the `%XX` escapes that a text begins with.
fn escapes(text: &str) -> usize {
    let escape =
        |bytes: &&[u8]| matches!(bytes, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    text.as_bytes().chunks(3).take_while(escape).count() * 3
}

/// Whether a text holds what is not seen though it is no mark on a letter.
fn has_unseen(text: &str) -> bool {
    text.chars().any(|character| !is_combining_mark(character) && (turns(character) || hides(character)))
}

/// Letters, digits and the marks that stand on letters.
fn spells(character: char) -> bool {
    (character.is_alphanumeric() || is_combining_mark(character)) && !hides(character)
}

/// The bidirectional formatting characters that change the order of what follows (Unicode Annex 9, 2.1 to 2.5).
fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}')
}

/// Characters that show nothing (`Default_Ignorable_Code_Point` but for those told above), and directional marks.
fn hides(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_foreign_moves_hides_or_turns() {
        let cases = [
            ("plain text stays", "plain text stays"),
            ("نصّ عربيّ مشكول", "نصّ عربيّ مشكول"),
            ("çğış İstanbul", "çğış İstanbul"),
            // A title that clears the screen, sets the window's title or writes a link of its own.
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("\u{1b}]0;owned\u{7}", "\\u{1b}]0;owned\\u{7}"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("\u{1b}]8;;https://bad.example\u{1b}\\x", "\\u{1b}]8;;https://bad.example\\u{1b}\\x"),
            ("over\u{8}\u{8}write\u{7f}", "over\\u{8}\\u{8}write\\u{7f}"),
            // A second line that looks like isnad's own.
            ("title\r\nerror dead-link", "title error dead-link"),
            ("a\tb\u{2028}c\u{2029}d\u{85}e", "a b c d e"),
            // Turned around: `gpj.exe` shown as `exe.jpg`.
            ("\u{202e}gpj.exe", "\\u{202e}gpj.exe"),
            ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"),
            ("\u{2069}escaped", "\\u{2069}escaped"),
            ("a\u{200f}b\u{200e}c\u{61c}d", "abcd"),
            // Hidden between letters, so that a search does not find the word.
            ("pay\u{200b}pal\u{feff}\u{2060}\u{ad}", "paypal"),
            ("pay\u{200d}pal", "paypal"),
            ("tag\u{e0041}\u{e0042}", "tag"),
            // The joiner that Persian spells with.
            ("می\u{200c}شود", "می\u{200c}شود"),
            ("می\u{200c}", "می"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown, "{text:?}");
        }
        let pile: String = std::iter::once('a').chain(std::iter::repeat_n('\u{301}', 1000)).collect();
        assert_eq!(visible(&pile).chars().count(), 1 + MARKS);
    }

    #[test]
    fn isolates_close() {
        assert_eq!(isolated("عنوان"), "\u{2068}عنوان\u{2069}");
        assert_eq!(isolated("é\u{2069}b"), "\u{2068}é\\u{2069}b\u{2069}");
        assert_eq!(isolated("a\u{2069}b"), "a\\u{2069}b");
        assert_eq!(isolated("reports/a.txt"), "reports/a.txt");
        assert_eq!(isolated_in(Direction::Ltr, "2023-10-12"), "2023-10-12");
        assert_eq!(isolated_in(Direction::Rtl, "2023-10-12"), "\u{2068}2023-10-12\u{2069}");
        assert_eq!(with_code(Direction::Ltr, "add `--open`"), "add `--open`");
        assert_eq!(
            with_code(Direction::Rtl, "أضف `--open` و`-`، `"),
            "أضف \u{2066}`--open`\u{2069} و\u{2066}`-`\u{2069}، `"
        );
        assert_eq!(
            with_code(Direction::Rtl, "الملف \u{2068}a`b\u{2069}، و`-q`"),
            "الملف \u{2068}a`b\u{2069}، و\u{2066}`-q`\u{2069}"
        );
    }

    #[test]
    fn urls_are_read_but_lead_to_the_same_place() {
        let cases = [
            ("https://a.example/%D9%85%D8%A7%D8%A1", "https://a.example/ماء"),
            ("https://a.example/%d9%85%d8%a7%d8%a1-1/x", "https://a.example/ماء-1/x"),
            ("https://a.example/%C3%BCzeri?q=%C5%9F", "https://a.example/üzeri?q=ş"),
            // ASCII stays escaped: `%2F` is not `/`, nor is `%20` a space.
            ("https://a.example/a%2Fb%20c%25", "https://a.example/a%2Fb%20c%25"),
            ("https://a.example/%D9%85%2F%D8%A7", "https://a.example/م%2Fا"),
            // windows-1256, half a letter, half an escape: as it is.
            ("https://a.example/%E3%C7%C1", "https://a.example/%E3%C7%C1"),
            ("https://a.example/%D9", "https://a.example/%D9"),
            ("https://a.example/%D9%85%", "https://a.example/%D9%85%"),
            ("https://a.example/%zz", "https://a.example/%zz"),
            // Not letters: an override, a zero-width space, a no-break space, a long dash.
            ("https://a.example/%E2%80%AEx", "https://a.example/%E2%80%AEx"),
            ("https://a.example/%E2%80%8Bx", "https://a.example/%E2%80%8Bx"),
            ("https://a.example/%E2%80%93", "https://a.example/%E2%80%93"),
            // Full-width letters look like others.
            ("https://a.example/%EF%BD%81", "https://a.example/%EF%BD%81"),
            ("https://a.example/\u{202e}x", "https://a.example/\\u{202e}x"),
        ];
        for (url, shown) in cases {
            assert_eq!(readable_url(url), shown, "{url:?}");
        }
    }

    #[test]
    fn cells_leave_out_what_has_no_width() {
        assert_eq!(cells("\u{2068}abc\u{2069}"), 3);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("水😀ماء"), 7);
        assert!(has_rtl("abc ماء"));
        assert!(!has_rtl("abc çğış"));
    }
}
