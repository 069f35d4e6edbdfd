import Synchronization

/// The correlation stage's wish for a tick: something was found, and waits to be told until time has passed it.
///
/// Ticks come ten times a second by themselves, which keeps an idle daemon asleep; an alarm must not wait for one.
final class TickWish: Sendable {
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

    /// Whether a tick is wished for, which it then is no more; by the ingest thread.
    func take() -> Bool {
        // relaxed, both: see ``wish()``; the look spares an idle round the exchange.
        isWished.load(ordering: .relaxed) && isWished.exchange(false, ordering: .relaxed)
    }
}
