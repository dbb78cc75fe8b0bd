//! How many connections the system lets the run have.

/// Files that are open besides connections: the inputs, the reports, the name service.
const OTHERS: u64 = 64;

/// Connections that are kept for the next request, for each one in use.
const KEPT: u64 = 2;

/// The concurrency that the limit of open files allows, after the limit was raised as far as it can be. Where it cannot
/// be told, it is taken for high enough.
pub(super) fn within_limit(concurrency: usize) -> usize {
    let wanted = concurrency as u64 * (1 + KEPT) + OTHERS;
    match rlimit::increase_nofile_limit(wanted.max(4096)) {
        Ok(limit) if limit < wanted => {
            usize::try_from((limit.saturating_sub(OTHERS) / (1 + KEPT)).max(1)).unwrap_or(concurrency)
        }
        _ => concurrency,
    }
}
