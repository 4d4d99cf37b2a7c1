//! Coming back when the platform is busy, as people do who are told to.

use std::time::Duration;

/// How often somebody comes back before they give up,
const TIMES: u32 = 200;
/// and after how long.
const PAUSE: Duration = Duration::from_millis(50);

/// Asks again for as long as the platform says that it is busy.
pub(super) async fn patiently<T, E, F: Future<Output = Result<T, E>>>(
    mut ask: impl FnMut() -> F,
    is_busy: impl Fn(&E) -> bool,
) -> Result<T, E> {
    for _ in 0..TIMES {
        match ask().await {
            Err(failure) if is_busy(&failure) => tokio::time::sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
    ask().await
}
