import BelfryModel
import Synchronization

/// The correlation stage's wish for a tick: something was found, and waits to be told until time has passed it.
///
/// Ticks come ten times a second by themselves, which keeps an idle daemon asleep; an alarm must not wait for one.
final class TickWish: Sendable {
    /// Ticks that are wished for lie at least so far apart: each makes every shard and the correlation stage look up.
    static let spacingNanoseconds = Nanoseconds.perMillisecond

    private let isWished = Atomic<Bool>(false)
    private let wake: WakeDescriptor

    init(wake: WakeDescriptor) {
        self.wake = wake
    }

    /// Wakes the ingest thread for a tick; from any thread.
    func wish() {
        // relaxed: the pipe hands nothing over but the call; what is told lies in the engine.
        if !isWished.exchange(true, ordering: .relaxed) { wake.signal() }
    }

    /// Whether a tick is wished for; by the ingest thread, as ``grant()``.
    var isOpen: Bool { isWished.load(ordering: .relaxed) }

    /// A tick is about to be sent; who wishes from now on wishes for another.
    func grant() {
        // relaxed: see ``wish()``.
        isWished.store(false, ordering: .relaxed)
    }
}
