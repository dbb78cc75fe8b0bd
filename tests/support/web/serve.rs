//! How the web answers: connections, and what goes over them.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::answer::{Answer, Fault};
use super::{Asked, Page, normal};

/// What the connections share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) pages: HashMap<String, Page>,
    pub(super) siblings: HashMap<String, Answer>,
    pub(super) account: Mutex<Account>,
    pub(super) tls: Arc<ServerConfig>,
    pub(super) port: u16,
    pub(super) stopped: AtomicBool,
    pub(super) connections: AtomicUsize,
}

/// What was asked so far.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) log: Vec<Asked>,
    pub(super) visits: HashMap<String, usize>,
    pub(super) unexpected: Vec<String>,
    now: HashMap<String, usize>,
    pub(super) most_at_once: HashMap<String, usize>,
}

impl Account {
    fn begin(&mut self, host: &str) {
        for name in [host, "*"] {
            let now = self.now.entry(name.to_owned()).or_default();
            *now += 1;
            let most = self.most_at_once.entry(name.to_owned()).or_default();
            *most = (*most).max(*now);
        }
    }

    fn end(&mut self, host: &str) {
        for name in [host, "*"] {
            *self.now.get_mut(name).unwrap() -= 1;
        }
    }
}

/// A connection, whatever it speaks.
trait Connection: Read + Write {
    /// Says that no more will be written.
    fn stop_writing(&mut self) -> io::Result<()>;
}

impl Connection for TcpStream {
    fn stop_writing(&mut self) -> io::Result<()> {
        self.shutdown(Shutdown::Write)
    }
}

impl Connection for StreamOwned<ServerConnection, TcpStream> {
    fn stop_writing(&mut self) -> io::Result<()> {
        self.flush()?;
        self.sock.shutdown(Shutdown::Write)
    }
}

impl Shared {
    pub(super) fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap()
    }

    pub(super) fn serve(&self, stream: TcpStream) -> io::Result<()> {
        let number = self.connections.fetch_add(1, Ordering::Relaxed);
        stream.set_nodelay(true)?;
        let mut first = [0];
        if stream.peek(&mut first)? == 0 {
            return Ok(());
        }
        // The first byte of a TLS handshake is its content type, 22; of a request, a letter.
        if first == [22] {
            let connection = ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other)?;
            let stream = self.converse("https", number, StreamOwned::new(connection, stream))?;
            let mut stream = stream;
            stream.conn.send_close_notify();
            stream.flush()
        } else {
            self.converse("http", number, stream).map(drop)
        }
    }

    /// Answers requests until either side has enough.
    fn converse<C: Connection>(&self, scheme: &str, number: usize, stream: C) -> io::Result<C> {
        let mut stream = BufReader::new(stream);
        while let Some(asked) = read_request(scheme, self.port, number, &mut stream)? {
            let answer = self.look_up(&asked);
            self.account().begin(&asked.host);
            thread::sleep(answer.delay);
            // Counted as over before the client can know that it is, and so before it can ask the next.
            self.account().end(&asked.host);
            if !answer.write(stream.get_mut())? {
                break;
            }
            if answer.fault == Some(Fault::HangUp) {
                read_request(scheme, self.port, number, &mut stream)?;
                break;
            }
        }
        Ok(stream.into_inner())
    }

    fn look_up(&self, asked: &Asked) -> Answer {
        let mut account = self.account();
        account.log.push(asked.clone());
        if let Some(page) = self.pages.get(&asked.url) {
            let visit = account.visits.entry(asked.url.clone()).or_default();
            let answer = page.answers.get(*visit).or(page.answers.last()).unwrap();
            *visit += 1;
            return answer.clone();
        }
        let (directory, name) = asked.url.rsplit_once('/').unwrap();
        if name.len() == 25
            && name.bytes().all(|byte| byte.is_ascii_lowercase())
            && let Some(answer) = self.siblings.get(&format!("{directory}/"))
        {
            *account.visits.entry(format!("{directory}/")).or_default() += 1;
            return answer.clone();
        }
        account.unexpected.push(asked.url.clone());
        Answer::status(500)
    }
}

impl Answer {
    /// Writes the answer; says whether another may follow on the same connection.
    fn write(&self, stream: &mut impl Connection) -> io::Result<bool> {
        match self.fault {
            Some(Fault::Reset) => return Ok(false),
            Some(Fault::Stall) => return io::copy(stream, &mut io::sink()).map(|_| false),
            Some(Fault::Noise) => return stream.write_all(b"\x00\x01\x02 no HTTP\r\n\r\n").map(|()| false),
            Some(Fault::HalfClose) => {
                stream.write_all(b"HTTP/1.1 200 Fake\r\nContent-Ty")?;
                stream.stop_writing()?;
                return io::copy(stream, &mut io::sink()).map(|_| false);
            }
            _ => {}
        }
        let missing = if self.fault == Some(Fault::BreakOff) { 1000 } else { 0 };
        let mut head = format!("HTTP/1.1 {} Fake\r\n", self.status).into_bytes();
        if self.fault == Some(Fault::BadChunks) {
            head.extend(b"Transfer-Encoding: chunked\r\n");
        } else if self.status != 204 && self.status != 304 {
            write!(head, "Content-Length: {}\r\n", self.body.len() + missing)?;
        }
        for (name, value) in &self.headers {
            head.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        head.extend(b"\r\n");
        stream.write_all(&head)?;
        match self.fault {
            Some(Fault::BadChunks) => {
                if !self.body.is_empty() {
                    write!(stream, "{:x}\r\n", self.body.len())?;
                    stream.write_all(&self.body)?;
                    stream.write_all(b"\r\n")?;
                }
                stream.write_all(b"no number\r\n\r\n")?;
            }
            Some(Fault::Drip(pause)) => {
                for byte in &self.body {
                    stream.write_all(&[*byte])?;
                    stream.flush()?;
                    thread::sleep(pause);
                }
            }
            _ => stream.write_all(&self.body)?,
        }
        stream.flush()?;
        Ok(matches!(self.fault, None | Some(Fault::HangUp)))
    }
}

/// Reads a request. One that names the web's own port was meant for a host of that name without a port, as none can
/// be registered before the port is known.
fn read_request(
    scheme: &str,
    own_port: u16,
    connection: usize,
    stream: &mut impl BufRead,
) -> io::Result<Option<Asked>> {
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let target = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let headers: BTreeMap<String, String> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let authority = headers.get("host").cloned().unwrap_or_default();
    let authority = authority.strip_suffix(&format!(":{own_port}")).unwrap_or(&authority);
    // A proxy is asked for whole URLs.
    let whole = target.starts_with("http://");
    let url = normal(&if whole { target } else { format!("{scheme}://{authority}{target}") });
    let host = authority.split(':').next().unwrap_or_default().to_owned();
    Ok(Some(Asked { url, host, headers, at: Instant::now(), connection }))
}
