//! PDF files made by hand, small enough to be seen through: Latin text in one of the standard fonts.

use std::fmt::Write as _;

/// Where the first column begins, in points from the left edge.
pub(crate) const MARGIN: f32 = 72.0;

/// A page of A4 while it is made.
#[derive(Default)]
pub(crate) struct Paper {
    content: String,
    links: Vec<([f32; 4], String)>,
}

impl Paper {
    /// Text with its baseline `y` points from the upper edge.
    pub(crate) fn text(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(self.content, "BT /F {size} Tf {x} {} Td ({text}) Tj ET", 842.0 - y).unwrap();
        self
    }

    /// A thin line across the page.
    pub(crate) fn rule(mut self, x: f32, y: f32, width: f32) -> Self {
        writeln!(self.content, "{x} {} {width} 0.5 re f", 842.0 - y).unwrap();
        self
    }

    /// A link over a line of text that stands at `x` and `y` and is `width` wide.
    pub(crate) fn link(mut self, x: f32, y: f32, width: f32, uri: &str) -> Self {
        self.links.push(([x, 840.0 - y, x + width, 851.0 - y], uri.to_owned()));
        self
    }
}

/// The bytes of a file of these pages.
pub(crate) fn pdf(pages: Vec<Paper>) -> Vec<u8> {
    pdf_with(pages, "")
}

/// The bytes of a file of these pages, with more entries in its trailer.
pub(crate) fn pdf_with(pages: Vec<Paper>, trailer: &str) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        // Courier: every letter is 0.6 em wide, so that what a link covers can be reckoned.
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let content = objects.len() + 1;
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", page.content.len(), page.content));
        let mut annotations = String::new();
        for ([x0, y0, x1, y1], uri) in page.links {
            objects.push(format!(
                "<< /Type /Annot /Subtype /Link /Rect [{x0} {y0} {x1} {y1}] /A << /S /URI /URI ({uri}) >> >>"
            ));
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
