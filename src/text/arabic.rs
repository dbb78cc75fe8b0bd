//! Arabic script: letters that are written for one another, light stemming, and the consonants a Latin spelling keeps.

/// A letter as it counts in a comparison; `None` where it does not count at all (tatweel).
///
/// Expects text in NFKD without combining marks, so that hamza carriers, harakat, presentation forms and lam-alef
/// ligatures are gone already. What is left are the letters that writers exchange (ta marbuta and ha, alef maqsura and
/// ya), the Persian, Urdu and Kurdish letters for Arabic ones, and both rows of Arabic digits; the letters are those
/// of Lucene's `ArabicNormalizer` and `PersianNormalizer`.
///
/// ```
/// use isnad::text::arabic::fold;
/// assert_eq!(fold('ة'), Some('ه'));
/// assert_eq!(fold('٣'), Some('3'));
/// assert_eq!(fold('ـ'), None);
/// ```
pub fn fold(letter: char) -> Option<char> {
    Some(match letter {
        '\u{640}' => return None,
        'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ھ' | 'ۂ' | 'ۃ' => 'ه',
        'ى' | 'ی' | 'ې' | 'ے' | 'ۓ' | 'ێ' | 'ۍ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ۆ' | 'ۇ' | 'ۋ' => 'و',
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        other => other,
    })
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// Whether a character is of the Arabic script.
pub fn is_arabic(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// A folded word without the letters that are joined to its front (`و`, `ف`, `ب`, `ل`, `ك`) and without the article.
///
/// Three letters are always left, so that `ولد` or `بلد` stay whole.
///
/// ```
/// use isnad::text::arabic::stem;
/// assert_eq!(stem("والاقتصاد"), "اقتصاد");
/// assert_eq!(stem("للاجئين"), "اجئين");
/// assert_eq!(stem("بلد"), "بلد");
/// ```
pub fn stem(word: &str) -> &str {
    const PREFIXES: [&str; 11] = ["وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ب", "ل"];
    PREFIXES
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix))
        .find(|rest| rest.chars().count() >= 3)
        .unwrap_or(word)
}

/// The consonants of a folded Arabic text as a Latin spelling would keep them, one letter a class; see
/// [`super::similarity::skeleton`], which does the same for Latin text.
pub(super) fn consonant(letter: char) -> Option<char> {
    Some(match letter {
        'ب' | 'پ' => 'b',
        'ت' | 'ث' | 'ط' => 't',
        'ج' => 'j',
        'ح' | 'خ' | 'ه' => 'h',
        'د' | 'ذ' | 'ض' => 'd',
        'ر' => 'r',
        'ز' | 'ظ' | 'ژ' => 'z',
        'س' | 'ص' => 's',
        'ش' | 'چ' => 'x',
        'غ' | 'گ' => 'g',
        'ف' | 'ڤ' => 'f',
        'ق' | 'ك' => 'k',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        _ => return None,
    })
}
