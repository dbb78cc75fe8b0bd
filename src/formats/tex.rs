//! How TeX writes characters: accents, symbols, ligatures.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::line::one_line;

/// The combining character that an accent command such as `\'` or `\u` puts on its argument.
pub fn accent(command: &str) -> Option<char> {
    Some(match command {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "h" => '\u{309}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// A text with an accent on its first character, the dotless letters that TeX puts under accents undone.
pub fn accented(text: &str, accent: char) -> String {
    let mut characters = text.chars();
    let first = match characters.next() {
        Some('ı') if accent != '\u{307}' => 'i',
        Some('ȷ') => 'j',
        Some(first) => first,
        None => return String::new(),
    };
    [first, accent].into_iter().chain(characters).nfc().collect()
}

/// What a command that prints a symbol prints.
pub fn symbol(command: &str) -> Option<&'static str> {
    let found = SYMBOLS.binary_search_by_key(&command, |(name, _)| name).ok()?;
    SYMBOLS.get(found).map(|(_, printed)| *printed)
}

/// Symbols by the names of their commands, sorted.
const SYMBOLS: [(&str, &str); 104] = [
    (" ", " "),
    ("!", ""),
    ("#", "#"),
    ("$", "$"),
    ("%", "%"),
    ("&", "&"),
    (",", "\u{2009}"),
    ("-", ""),
    ("/", ""),
    (":", " "),
    (";", " "),
    ("@", ""),
    ("AA", "Å"),
    ("AE", "Æ"),
    ("BibTeX", "BibTeX"),
    ("DH", "Ð"),
    ("DJ", "Đ"),
    ("L", "Ł"),
    ("LaTeX", "LaTeX"),
    ("LaTeXe", "LaTeX2e"),
    ("NG", "Ŋ"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("P", "¶"),
    ("S", "§"),
    ("SS", "ẞ"),
    ("TH", "Þ"),
    ("TeX", "TeX"),
    ("XeLaTeX", "XeLaTeX"),
    ("XeTeX", "XeTeX"),
    ("_", "_"),
    ("aa", "å"),
    ("ae", "æ"),
    ("copyright", "©"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("degree", "°"),
    ("dh", "ð"),
    ("dj", "đ"),
    ("dots", "…"),
    ("enskip", " "),
    ("enspace", " "),
    ("euro", "€"),
    ("fg", " »"),
    ("flqq", "«"),
    ("frqq", "»"),
    ("glqq", "„"),
    ("grqq", "“"),
    ("guillemetleft", "«"),
    ("guillemetright", "»"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("l", "ł"),
    ("ldots", "…"),
    ("ng", "ŋ"),
    ("nobreakspace", " "),
    ("o", "ø"),
    ("oe", "œ"),
    ("og", "« "),
    ("pounds", "£"),
    ("qquad", " "),
    ("quad", " "),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("slash", "/"),
    ("space", " "),
    ("ss", "ß"),
    ("textasciicircum", "^"),
    ("textasciitilde", "~"),
    ("textasteriskcentered", "*"),
    ("textbackslash", "\\"),
    ("textbar", "|"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textbullet", "•"),
    ("textcopyright", "©"),
    ("textdagger", "†"),
    ("textdaggerdbl", "‡"),
    ("textdegree", "°"),
    ("textdollar", "$"),
    ("textellipsis", "…"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("texteuro", "€"),
    ("textgreater", ">"),
    ("textless", "<"),
    ("textnumero", "№"),
    ("textperiodcentered", "·"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotesingle", "'"),
    ("textregistered", "®"),
    ("textsection", "§"),
    ("textsterling", "£"),
    ("texttrademark", "™"),
    ("textunderscore", "_"),
    ("th", "þ"),
    ("zwnj", "\u{200c}"),
];

/// The character at the start of a text that several keys type together, and how many bytes they are: quotation marks
/// and dashes.
pub fn ligature(text: &str) -> Option<(&'static str, usize)> {
    const LIGATURES: [(&str, &str); 8] =
        [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), (",,", "„"), ("`", "‘"), ("'", "’"), ("~", " ")];
    LIGATURES.iter().find(|(typed, _)| text.starts_with(typed)).map(|(typed, printed)| (*printed, typed.len()))
}

/// The text that a field of a bibliography prints: braces, commands and their accents undone, white space collapsed.
///
/// ```
/// assert_eq!(isnad::formats::tex::plain(r#"{\"U}ber die {Fl\"usse}, 3--4 \& \emph{mehr}"#), "Über die Flüsse, 3–4 & mehr");
/// ```
pub fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    let mut waiting: Option<char> = None;
    while let Some(character) = rest.chars().next() {
        let mut piece: Cow<'_, str> = Cow::Borrowed("");
        let length = match character {
            '\\' => {
                let name = command(rest.get(1..).unwrap_or_default());
                let length = 1 + name.len();
                let after = rest.get(length..).unwrap_or_default();
                let blanks = if name.starts_with(char::is_alphabetic) { spaces(after) } else { 0 };
                if let Some(mark) = accent(name) {
                    waiting = Some(mark);
                } else {
                    piece = Cow::Borrowed(symbol(name).unwrap_or_default());
                }
                length + blanks
            }
            '{' | '}' | '$' => 1,
            _ if character.is_whitespace() => {
                piece = Cow::Borrowed(" ");
                character.len_utf8()
            }
            _ => {
                let typed = ligature(rest).filter(|_| waiting.is_none());
                let own = || (rest.get(..character.len_utf8()).unwrap_or_default(), character.len_utf8());
                let (printed, length) = typed.unwrap_or_else(own);
                piece = Cow::Borrowed(printed);
                length
            }
        };
        if !piece.is_empty() {
            match waiting.take() {
                Some(mark) => text.push_str(&accented(&piece, mark)),
                None => text.push_str(&piece),
            }
        }
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    one_line(&text)
}

/// The name of the command that stands here after its backslash: letters, or one other character.
pub fn command(rest: &str) -> &str {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
    rest.get(..length).unwrap_or_default()
}

/// How many bytes of white space stand here, no more than one line end among them.
pub fn spaces(rest: &str) -> usize {
    let mut lines = 0;
    let blank = |&byte: &u8| {
        lines += usize::from(byte == b'\n');
        matches!(byte, b' ' | b'\t' | b'\r' | b'\n') && lines < 2
    };
    rest.bytes().take_while(blank).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_symbols_is_sorted() {
        assert!(SYMBOLS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn fields_are_read_as_printed() {
        for (source, expected) in [
            (r#"Ay{\c{s}}e G{\"u}ne\c s"#, "Ayşe Güneş"),
            (r"D\.{I}YARBAKIR ve {\i}rmak", "DİYARBAKIR ve ırmak"),
            (r#"\v{C}esk\'y, na\"\i ve, \r{A}ngstr\"om"#, "Český, naïve, Ångström"),
            ("``Quoted'' -- pp.~3---4", "“Quoted” – pp. 3—4"),
            (r"\url{x} $H_2$ {\LaTeX} \& 50\%", "x H_2 LaTeX & 50%"),
            ("مياه {النهر}", "مياه النهر"),
            (r"\", ""),
            (r"\'", ""),
        ] {
            assert_eq!(plain(source), expected, "{source}");
        }
    }
}
