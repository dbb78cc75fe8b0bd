//! How long this process has been at work.

use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};

/// The processor time of this process.
pub(crate) fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).unwrap();
    let time =
        |time: nix::sys::time::TimeVal| Duration::from_micros(time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64);
    time(usage.user_time()) + time(usage.system_time())
}
