//! Pages taken apart into tags and texts.

use std::cell::Cell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// The most attributes of one tag that are read. Honest tags have a few dozen; the tokenizer compares each with each, so
/// that tens of thousands on one tag would take hours.
const MAX_ATTRIBUTES: usize = 4096;

/// How long a piece may be, in bytes, that is tokenized before it is looked at: too short for so many attributes.
const SHORT: usize = 2 * MAX_ATTRIBUTES;

/// Hands the tags and texts of a page to `sink`, without making a tree of them, up to a tag with more attributes than any
/// honest one's.
///
/// It is for the sink to say which elements hold raw text: see [`super::raw_text`].
pub fn tokenize<S: TokenSink>(text: &str, sink: S) -> S {
    let page = Page::new(text, sink);
    let mut open: Option<Attributes> = None;
    let mut start = 0;
    // Where a piece begins that is not of a tag begun before, only there can a tag begin: so what is counted of one
    // cannot fall out of step with the tokenizer, whatever it stands in.
    for end in memchr::memchr_iter(b'<', text.as_bytes()).filter(|&at| at > 0).chain([text.len()]) {
        let piece = text.as_bytes().get(start..end).unwrap_or_default();
        let goes_on = open.is_some();
        let mut tag = open.take().unwrap_or_default();
        if goes_on || piece.len() > SHORT {
            tag.read(piece);
        }
        if tag.count > MAX_ATTRIBUTES {
            let sign = start + text.get(start..end).map_or(0, |piece| piece.chars().take(2).map(char::len_utf8).sum());
            // A script may have a long piece too, whose first signs are text at once.
            if goes_on || page.keeps(start..sign) {
                break;
            }
            start = sign;
        }
        if page.keeps(start..end) {
            if !goes_on && piece.len() <= SHORT {
                tag.read(piece);
            }
            open = Some(tag);
        }
        start = end;
    }
    page.tokenizer.end();
    page.tokenizer.sink.sink
}

/// A page that is fed to the tokenizer piece by piece.
struct Page<S: TokenSink> {
    tokenizer: Tokenizer<Watched<S>>,
    input: BufferQueue,
    text: StrTendril,
}

impl<S: TokenSink> Page<S> {
    fn new(text: &str, sink: S) -> Self {
        let tokenizer = Tokenizer::new(Watched { sink, told: Cell::new(false) }, TokenizerOpts::default());
        Self { tokenizer, input: BufferQueue::default(), text: StrTendril::from_slice(text) }
    }

    /// Feeds a piece; says whether the tokenizer keeps all of it for a tag or a comment that is not at its end.
    fn keeps(&self, piece: Range<usize>) -> bool {
        self.tokenizer.sink.told.set(false);
        // A page is far shorter than what a number of 32 bits holds.
        let piece = self.text.try_subtendril(piece.start as u32, piece.len() as u32);
        self.input.push_back(piece.unwrap_or_default());
        // What the tokenizer can be told to stop for, no sink here asks for.
        let _ = self.tokenizer.feed(&self.input);
        !self.tokenizer.sink.told.get()
    }
}

/// A sink, with whether it was told of anything.
struct Watched<S> {
    sink: S,
    told: Cell<bool>,
}

impl<S: TokenSink> TokenSink for Watched<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        // Errors are told of tags that are not at their end, too.
        if !matches!(token, Token::ParseError(_)) {
            self.told.set(true);
        }
        self.sink.process_token(token, line)
    }

    fn end(&self) {
        self.sink.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.sink.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The attributes of a tag, counted as the tokenizer takes it apart (HTML, 13.2.5.6 to 13.2.5.40).
#[derive(Default)]
struct Attributes {
    count: usize,
    within: Within,
}

/// What a sign of a tag is of.
#[derive(Clone, Copy, Default)]
enum Within {
    /// The sign that opens it.
    #[default]
    Start,
    /// What says whether it is a tag.
    Kind,
    TagName,
    Between,
    Name,
    AfterName,
    BeforeValue,
    Value,
    Quotes(u8),
    /// The tag is over, or there is none: a comment, or text.
    Nothing,
}

impl Attributes {
    /// Reads on.
    fn read(&mut self, piece: &[u8]) {
        use Within::{AfterName, BeforeValue, Between, Kind, Name, Nothing, Quotes, Start, TagName, Value};
        for &byte in piece {
            let space = byte.is_ascii_whitespace();
            self.within = match self.within {
                Nothing => return,
                Start if byte == b'<' => Kind,
                Start => Nothing,
                Kind => match byte {
                    // Tags that end an element have attributes, too, for the tokenizer.
                    b'/' => Kind,
                    _ if byte.is_ascii_alphabetic() => TagName,
                    _ => Nothing,
                },
                Quotes(quote) if byte == quote => Between,
                Quotes(quote) => Quotes(quote),
                _ if byte == b'>' => Nothing,
                TagName | Between if space || byte == b'/' => Between,
                TagName => TagName,
                Name | AfterName if space => AfterName,
                Name | AfterName if byte == b'/' => Between,
                Name | AfterName if byte == b'=' => BeforeValue,
                Name => Name,
                Between | AfterName => {
                    self.count += 1;
                    Name
                }
                BeforeValue => match byte {
                    b'"' | b'\'' => Quotes(byte),
                    _ if space => BeforeValue,
                    _ => Value,
                },
                Value if space => Between,
                Value => Value,
            };
            if self.count > MAX_ATTRIBUTES {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use html5ever::tokenizer::TagKind;

    use super::*;
    use crate::formats::html::raw_text;

    /// What came: the most attributes of a tag, and the last tag's name.
    #[derive(Default)]
    struct Came(Cell<usize>, RefCell<String>);

    impl TokenSink for Came {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
            self.0.set(self.0.get().max(tag.attrs.len()));
            *self.1.borrow_mut() = tag.name.to_string();
            match raw_text(&tag.name) {
                Some(kind) if tag.kind == TagKind::StartTag && !tag.self_closing => TokenSinkResult::RawData(kind),
                _ => TokenSinkResult::Continue,
            }
        }
    }

    fn came(page: &str) -> (usize, String) {
        let Came(most, last) = tokenize(page, Came::default());
        (most.get(), last.into_inner())
    }

    fn attributes(count: usize) -> String {
        use std::fmt::Write as _;
        (0..count).fold(String::new(), |mut all, n| {
            let _ = write!(all, "a{n} ");
            all
        })
    }

    #[test]
    fn no_dress_hides_a_tag_of_too_many_attributes() {
        let many = attributes(3 * MAX_ATTRIBUTES);
        for before in [
            "<b ",
            "<script ",
            "<STYLE ",
            "<b ' ",
            "<b \" ",
            "<b c='d'",
            "<b c=d'e ",
            "<b c='<' ",
            "<b = ",
            "<b<b ",
            "</b ",
            "<scripty><b ",
            "<svg><script/><b ",
            "<script/></script><b ",
            "<script><!--<script></script><b c=\"</script><b ",
            "<title><b c=\"</title><b ",
            "<textarea></b c='</textarea><b ",
            "<noscript><b c='</noscript><b ",
            "<!-- --!><b ",
            "<!---!><b c='--><b ",
            "<!--><b ",
            "<?php '><b ",
            "<![CDATA[ ' ]]><b ",
        ] {
            for many in [many.clone(), many.replace(' ', "/"), many.replace(' ', "='>' ")] {
                let page = format!("<i>{before}{many}><u>");
                let (most, last) = came(&page);
                assert!(most < MAX_ATTRIBUTES && last != "u", "{before}: {most}, {last}");
            }
        }
    }

    #[test]
    fn what_only_looks_like_many_attributes_is_read() {
        let many = attributes(3 * MAX_ATTRIBUTES);
        for page in [
            format!("<b {}>", attributes(MAX_ATTRIBUTES)),
            format!("<meta content=\"{many}\">"),
            format!("<p a = {}>", many.replace(' ', "/")),
            format!("<p title='{}'>", many.replace('a', "<b ")),
            format!("<script>if (a<b {many})</script>"),
            format!("<script>if (a<{many})</script>"),
            format!("<style>{many}</style>"),
            format!("<!-- <b {many} -->"),
            format!("<title>{many}<b {many}</title>"),
            format!("a < b {many}"),
            many,
        ] {
            assert_eq!(came(&format!("{page}<u>")).1, "u", "{}", page.get(..40).unwrap_or_default());
        }
        assert_eq!(came("<"), (0, String::new()));
        assert_eq!(came("\u{feff}é<u>é").1, "u");
    }
}
