//! The server: one thread of a process of its own that answers every request after the same time.

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::document::{filler, page};

/// The time before an answer.
pub(crate) const LATENCY: Duration = Duration::from_millis(50);

/// A server that runs.
pub(crate) struct Running {
    pub(crate) port: u16,
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a server.
pub(crate) fn start() -> Running {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let mut child = command.arg("serve").stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    Running { port: line.trim().parse().unwrap(), child }
}

/// Serves until it is killed. The port is the first line of its output.
pub(crate) fn serve() {
    // Both ends of every connection are on this machine.
    let _ = nix::sys::resource::getrlimit(nix::sys::resource::Resource::RLIMIT_NOFILE)
        .and_then(|(_, hard)| nix::sys::resource::setrlimit(nix::sys::resource::Resource::RLIMIT_NOFILE, hard, hard));
    let clock = Clock::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap().port());
        let filler: Rc<str> = filler().into();
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                let (filler, clock) = (Rc::clone(&filler), clock.clone());
                // A client that goes away is no fault of the server's.
                tokio::task::spawn_local(async move { drop(converse(stream, &filler, &clock).await) });
            }
        }
    });
}

/// Tells when the latency has passed, to a fraction of a millisecond: the timers of the runtime are rounded up to the next
/// one, and eighty rounds would take a tenth of a second longer than what they are measured by.
#[derive(Clone)]
struct Clock(mpsc::Sender<(Instant, oneshot::Sender<()>)>);

impl Clock {
    /// All wait for as long, so that those who came first are told first.
    fn start() -> Self {
        let (sender, waiting) = mpsc::channel::<(Instant, oneshot::Sender<()>)>();
        thread::spawn(move || {
            for (due, over) in waiting {
                thread::sleep(due.saturating_duration_since(Instant::now()));
                // A client may have gone away.
                let _ = over.send(());
            }
        });
        Self(sender)
    }

    async fn wait(&self) {
        let (over, told) = oneshot::channel();
        self.0.send((Instant::now() + LATENCY, over)).unwrap();
        told.await.unwrap();
    }
}

async fn converse(stream: TcpStream, filler: &str, clock: &Clock) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        while !request.ends_with(b"\r\n\r\n") {
            stream.readable().await?;
            match stream.try_read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => request.extend(&buffer[..read]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        let line = String::from_utf8_lossy(request.split(|&byte| byte == b'\r').next().unwrap()).into_owned();
        let path = line.split(' ').nth(1).unwrap_or_default();
        let number = path.rsplit('/').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        request.clear();
        clock.wait().await;
        let body = page(number, filler);
        let length = body.len();
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\r\n");
        let answer = head + &body;
        let mut rest = answer.as_bytes();
        while !rest.is_empty() {
            stream.writable().await?;
            match stream.try_write(rest) {
                Ok(written) => rest = &rest[written..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }
}
