//! PDF files made by hand, small enough to be seen through: Latin text in one of the standard fonts.

use std::fmt::Write as _;

/// Where the first column begins, in points from the left edge.
pub(crate) const MARGIN: f32 = 72.0;

/// Where the text ends that stands at the margin in Courier.
pub(crate) fn end(text: &str, size: f32) -> f32 {
    MARGIN + text.len() as f32 * size * 0.6
}

/// Where a link leads.
enum Leads {
    Away(String),
    /// To a page of the file, by its index, and a height on it from its upper edge.
    Within(usize, f32),
}

/// A page of A4 while it is made.
#[derive(Default)]
pub(crate) struct Paper {
    content: String,
    links: Vec<([f32; 4], Leads)>,
}

impl Paper {
    /// Text with its baseline `y` points from the upper edge.
    pub(crate) fn text(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let mut shown = String::new();
        for character in text.chars() {
            match character {
                '\\' | '(' | ')' => shown.extend(['\\', character]),
                ' '..='~' => shown.push(character),
                // Of the letters beyond, the encoding has those of Latin-1 where Unicode has them.
                _ => write!(shown, "\\{:03o}", character as u32).unwrap(),
            }
        }
        writeln!(self.content, "BT /F {size} Tf {x} {} Td ({shown}) Tj ET", 842.0 - y).unwrap();
        self
    }

    /// A thin line across the page.
    pub(crate) fn rule(mut self, x: f32, y: f32, width: f32) -> Self {
        writeln!(self.content, "{x} {} {width} 0.5 re f", 842.0 - y).unwrap();
        self
    }

    /// A link over a line of text that stands at `x` and `y` and is `width` wide.
    pub(crate) fn link(mut self, x: f32, y: f32, width: f32, uri: &str) -> Self {
        self.links.push(([x, 840.0 - y, x + width, 851.0 - y], Leads::Away(uri.to_owned())));
        self
    }

    /// A link to the line of text that stands at `to` on the page of this index.
    pub(crate) fn leads(mut self, x: f32, y: f32, width: f32, page: usize, to: f32) -> Self {
        self.links.push(([x, 840.0 - y, x + width, 851.0 - y], Leads::Within(page, to)));
        self
    }
}

/// The bytes of a file of these pages.
pub(crate) fn pdf(pages: Vec<Paper>) -> Vec<u8> {
    pdf_with(pages, "")
}

/// The bytes of a file of these pages, with more entries in its trailer.
pub(crate) fn pdf_with(pages: Vec<Paper>, trailer: &str) -> Vec<u8> {
    file(pages, trailer, None)
}

/// The bytes of a file of these pages, the font of which says that this letter of it stands for this text.
pub(crate) fn pdf_meaning(pages: Vec<Paper>, letter: char, text: &str) -> Vec<u8> {
    let mut units = String::new();
    for unit in text.encode_utf16() {
        write!(units, "{unit:04x}").unwrap();
    }
    let map = format!(
        "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <{:02x}> <{units}> endbfchar endcmap",
        letter as u32
    );
    file(pages, "", Some(&map))
}

fn file(pages: Vec<Paper>, trailer: &str, map: Option<&str>) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        // Courier: every letter is 0.6 em wide, so that what a link covers can be reckoned.
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding {} >>",
            map.map_or("", |_| "/ToUnicode 4 0 R")
        ),
    ];
    objects.extend(map.map(|map| format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len())));
    let mut kids = String::new();
    // Each page comes after its content and its links.
    let mut number = objects.len();
    let numbers: Vec<usize> = pages
        .iter()
        .map(|page| {
            number += 2 + page.links.len();
            number
        })
        .collect();
    for page in pages {
        let content = objects.len() + 1;
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", page.content.len(), page.content));
        let mut annotations = String::new();
        for ([x0, y0, x1, y1], leads) in page.links {
            let action = match leads {
                Leads::Away(uri) => format!("/A << /S /URI /URI ({uri}) >>"),
                // A little over the line, as typesetters have it.
                Leads::Within(page, y) => format!("/Dest [{} 0 R /XYZ 72 {} null]", numbers[page], 852.0 - y),
            };
            objects.push(format!("<< /Type /Annot /Subtype /Link /Rect [{x0} {y0} {x1} {y1}] {action} >>"));
            write!(annotations, "{} 0 R ", objects.len()).unwrap();
        }
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> \
             /Contents {content} 0 R /Annots [{annotations}] >>"
        ));
        write!(kids, "{} 0 R ", objects.len()).unwrap();
    }
    let count = kids.matches('R').count();
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>");
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let table = file.len();
    let size = objects.len() + 1;
    file.extend(
        format!(
            "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"
        )
        .into_bytes(),
    );
    file
}
