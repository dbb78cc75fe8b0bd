//! HTTP messages as blocks of bytes.

use std::io::Write as _;

/// The longest run of header lines that is read, in bytes: more than the client lets through, which is some 400 kB.
const LONGEST_HEAD: usize = 512 * 1024;

/// An HTTP response out of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status, 100 to 999.
    pub status: u16,
    /// The headers, in order, as they stand.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, without its chunks but still compressed.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// Reads the block of a response record, or as much of it as there is. `None` where it holds no HTTP.
    pub fn read(block: &[u8]) -> Option<Self> {
        let mut lines = Lines { rest: block.get(..LONGEST_HEAD.min(block.len()))?, taken: 0 };
        let status_line = lines.next()?;
        let status = status(status_line)?;
        let mut headers: Vec<(String, Vec<u8>)> = Vec::new();
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            if let (Some(b' ' | b'\t'), Some((_, value))) = (line.first(), headers.last_mut()) {
                value.push(b' ');
                value.extend_from_slice(line.trim_ascii());
            } else if let Some(colon) = line.iter().position(|&byte| byte == b':') {
                let (name, value) = line.split_at(colon);
                let name = String::from_utf8_lossy(name).trim().to_owned();
                headers.push((name, value.get(1..).unwrap_or_default().trim_ascii().to_vec()));
            }
        }
        let body = block.get(lines.taken..).unwrap_or_default();
        let chunked = headers.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("transfer-encoding") && value.to_ascii_lowercase().ends_with(b"chunked")
        });
        let body = if chunked { unchunked(body) } else { body.to_vec() };
        Some(Self { status, headers, body })
    }
}

/// The block of a request record.
pub fn request_block<'a>(target: &str, host: &str, headers: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut block = format!("GET {target} HTTP/1.1\r\nhost: {host}\r\n").into_bytes();
    push_headers(&mut block, headers);
    block
}

/// The block of a response record, and where in it the body begins. Answers that came over other versions of HTTP are
/// written as those of version 1.1, as archives have it.
pub fn response_block<'a>(
    status: u16,
    reason: &str,
    headers: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    body: &[u8],
) -> (Vec<u8>, usize) {
    let mut block = format!("HTTP/1.1 {status} {reason}\r\n").into_bytes();
    push_headers(&mut block, headers);
    let begin = block.len();
    block.extend_from_slice(body);
    (block, begin)
}

fn push_headers<'a>(block: &mut Vec<u8>, headers: impl IntoIterator<Item = (&'a str, &'a [u8])>) {
    for (name, value) in headers {
        // Writing to memory does not fail.
        let _ = write!(block, "{name}: ");
        block.extend_from_slice(value);
        block.extend_from_slice(b"\r\n");
    }
    block.extend_from_slice(b"\r\n");
}

/// The status of a status line: `HTTP/1.1 200 OK`, `HTTP/2 200`.
fn status(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.get(..line.len().min(64))?).unwrap_or_default();
    let (version, rest) = line.split_once(' ')?;
    let status = rest.trim_start().split(' ').next()?.parse().ok()?;
    (version.starts_with("HTTP/") && (100..1000).contains(&status)).then_some(status)
}

/// A body without its chunks. Some tools take the chunks away and leave the header: what does not begin with the
/// length of a chunk is the body itself.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut rest = body;
    while let Some((length, after)) = chunk_length(rest) {
        if length == 0 {
            return whole;
        }
        let chunk = after.get(..length).unwrap_or(after);
        whole.extend_from_slice(chunk);
        let after = after.get(length..).unwrap_or_default();
        rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")).unwrap_or(after);
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// The length of the chunk that begins here, and what follows its line.
fn chunk_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(1024).position(|&byte| byte == b'\n')?;
    let (line, after) = bytes.split_at(end);
    let line = std::str::from_utf8(line).ok()?;
    let digits = line.split(';').next()?.trim();
    Some((usize::from_str_radix(digits, 16).ok()?, after.get(1..)?))
}

/// Lines without their ends.
struct Lines<'a> {
    rest: &'a [u8],
    taken: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let end = self.rest.iter().position(|&byte| byte == b'\n')?;
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        self.taken += end + 1;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }
}
