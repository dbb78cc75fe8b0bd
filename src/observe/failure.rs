//! What a client's errors stand for.

use std::error::Error as StdError;
use std::io;
use std::iter::successors;
use std::time::Duration;

use rustls::CertificateError;

use super::exchange::Failure;
use super::resolver::ResolveError;
use crate::model::{Cause, TlsFault};

/// The failure of an exchange that took too long.
pub(super) fn timed_out(after: Duration, connected: bool) -> Failure {
    Failure { connected, ..Failure::new(Cause::Timeout, format!("no answer within {after:?}")) }
}

/// The failure that a client's error stands for, told by the innermost layer that knows.
pub(super) fn failure(error: &reqwest::Error) -> Failure {
    let detail = innermost(error);
    let with = |cause, connected| Failure { connected, ..Failure::new(cause, detail.clone()) };
    let mut malformed = false;
    let mut layer: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(current) = layer {
        if let Some(unresolved) = current.downcast_ref::<ResolveError>() {
            let dns = unresolved.answer();
            let cause = if dns.is_some() { Cause::Dns } else { Cause::Guard };
            return Failure { dns, ..with(cause, false) };
        }
        if let Some(error) = current.downcast_ref::<rustls::Error>() {
            return Failure { tls: tls_fault(error), ..with(Cause::Tls, true) };
        }
        if let Some(error) = current.downcast_ref::<io::Error>()
            && error.get_ref().is_none()
            && is_broken(error.kind())
        {
            return with(Cause::Reset, true);
        }
        if let Some(error) = current.downcast_ref::<hyper::Error>()
            && error.is_parse()
        {
            return with(Cause::Protocol, true);
        }
        // A body whose chunks are not chunks, unless a layer beneath says more.
        malformed |= current
            .downcast_ref::<io::Error>()
            .is_some_and(|error| matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData));
        layer = beneath(current);
    }
    if malformed {
        with(Cause::Protocol, true)
    } else if error.is_timeout() {
        with(Cause::Timeout, !error.is_connect())
    } else if error.is_connect() {
        with(Cause::Connect, false)
    } else {
        with(Cause::Reset, true)
    }
}

/// What is wrong with a certificate; `None` where TLS failed for another reason.
fn tls_fault(error: &rustls::Error) -> Option<TlsFault> {
    let rustls::Error::InvalidCertificate(error) = error else { return None };
    Some(match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => TlsFault::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TlsFault::WrongName,
        CertificateError::UnknownIssuer => TlsFault::UnknownIssuer,
        CertificateError::Revoked => TlsFault::Revoked,
        _ => TlsFault::Other,
    })
}

/// The system's errors of a process, or a machine, that has as many files open as it may: `EMFILE` and `ENFILE` of
/// errno(3), alike on Linux, macOS and the BSDs, and `WSAEMFILE` of Winsock.
const OUT_OF_FILES: &[i32] = if cfg!(windows) { &[10024] } else { &[24, 23] };

/// Whether no connection could be made, or no name looked up, for want of a file to do it through.
pub(super) fn is_out_of_files(error: &reqwest::Error) -> bool {
    let mut layers = successors(Some(error as &(dyn StdError + 'static)), |layer| beneath(*layer));
    layers.any(|layer| {
        layer.downcast_ref::<io::Error>().is_some_and(is_want_of_files)
            || matches!(layer.downcast_ref::<ResolveError>(), Some(ResolveError::OutOfFiles))
    })
}

/// Whether the system had no file left to open.
pub(super) fn is_want_of_files(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| OUT_OF_FILES.contains(&code))
}

fn is_broken(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(kind, ConnectionReset | ConnectionAborted | BrokenPipe | UnexpectedEof)
}

/// The words of the innermost error, without the URL that the outermost repeats.
pub(super) fn innermost(error: &reqwest::Error) -> String {
    let mut innermost: &(dyn StdError + 'static) = error;
    while let Some(source) = beneath(innermost) {
        innermost = source;
    }
    innermost.to_string()
}

/// The error that an error wraps. What an I/O error wraps is not its source but hides before it.
fn beneath<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
