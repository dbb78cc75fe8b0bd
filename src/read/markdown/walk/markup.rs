//! HTML amid Markdown.

use std::ops::Range;

use super::super::html::{self, Tag as Html};
use super::Walk;
use crate::model::{Hyperlink, Place};
use crate::read::canvas::Break;
use crate::read::directive;

impl Walk<'_> {
    /// A line of an HTML block; comments and tags are not seen.
    pub(super) fn html(&mut self, html: &str, from: usize) {
        let mut rest = html;
        while !rest.is_empty() {
            let at = from + html.len() - rest.len();
            let waits = if self.comment { Some("-->") } else { self.hidden };
            if let Some(end) = waits {
                let found =
                    rest.to_ascii_lowercase().find(end).map(|found| found + if self.comment { end.len() } else { 0 });
                rest = rest.get(found.unwrap_or(rest.len())..).unwrap_or_default();
                if found.is_some() {
                    (self.comment, self.hidden) = (false, None);
                }
            } else if !self.open_tag.is_empty() || rest.starts_with('<') {
                rest = self.html_tag(rest, at);
            } else {
                let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                if !text.trim().is_empty() {
                    self.write(text, at);
                } else if text.contains('\n') {
                    self.canvas.separate(Break::Line);
                }
                rest = after;
            }
        }
    }

    /// A tag, or its part on this line; what stands after it.
    fn html_tag<'h>(&mut self, rest: &'h str, at: usize) -> &'h str {
        /// Longer ones are no tags; the bound keeps hostile text linear.
        const LONGEST: usize = 4096;
        if self.open_tag.is_empty() && rest.starts_with(directive::OPEN) {
            self.comment = true;
            self.comments.push(at);
            return rest.get(directive::OPEN.len()..).unwrap_or_default();
        }
        let (piece, after) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
        self.open_tag.push_str(piece);
        if piece.ends_with('>') || self.open_tag.len() > LONGEST {
            let tag = std::mem::take(&mut self.open_tag);
            self.tag(&tag, &(at..at + piece.len()), true);
        }
        after
    }

    /// What a tag of HTML does to the text.
    pub(super) fn tag(&mut self, tag: &str, range: &Range<usize>, block: bool) {
        if let Some(name) = html::name(tag) {
            self.targets.entry(name).or_insert(self.canvas.text.len());
        }
        match html::tag(tag) {
            Html::Link(url) => {
                self.canvas.settle();
                let start = self.canvas.text.len();
                let place = |(line, column)| Place { line: Some(line), column: Some(column), ..Place::default() };
                let (from, to) = (self.canvas.position(range.start), self.canvas.position(range.end));
                // A link that is never closed covers nothing.
                let place = place(from).until(&place(to));
                self.html_links.push(self.links.len());
                self.links.push(Hyperlink { range: start..start, url, place });
            }
            Html::EndLink => {
                let end = self.canvas.text.len();
                let (line, column) = self.canvas.position(range.end);
                if let Some(link) = self.html_links.pop().and_then(|index| self.links.get_mut(index)) {
                    link.range.end = end;
                    (link.place.end_line, link.place.end_column) = (Some(line), Some(column));
                }
            }
            Html::Raise => self.raised += 1,
            Html::EndRaise => self.raised = self.raised.saturating_sub(1),
            Html::Break if block => self.canvas.separate(Break::Line),
            Html::Break => self.canvas.write("\n", range.start),
            Html::Hidden(end) if block => self.hidden = Some(end),
            Html::Hidden(_) | Html::Other => {}
        }
    }
}
