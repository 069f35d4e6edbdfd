import Synchronization

/// One client's place in the live stream: a bounded queue between the hub, which never waits, and the connection.
///
/// ```
///            offer          ┌───────────── queue ─────────────┐   next
///  EventHub ───────────────►│ frame frame frame … (≤ capacity) ├──────────► connection
///                           └─────────────────────────────────┘
///               full: the queue is dropped, `onCut` closes the connection, the client resumes by its last id
/// ```
final class EventSubscription: Sendable {
    private struct State {
        var queue: [EventFrame] = []
        var waiter: CheckedContinuation<[EventFrame], Never>?
        var isOver = false
    }

    let number: Int
    private let capacity: Int
    private let onCut: @Sendable () -> Void
    private let state = Mutex(State())

    init(number: Int, capacity: Int, onCut: @escaping @Sendable () -> Void) {
        self.number = number
        self.capacity = capacity
        self.onCut = onCut
    }

    /// Everything that waits, oldest first; waits for at least one frame.
    ///
    /// Empty once the stream is over.
    ///
    /// One caller at a time.
    func next() async -> [EventFrame] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: [EventFrame]? = state.withLock { state in
                    if state.queue.isEmpty, !state.isOver {
                        state.waiter = continuation
                        return nil
                    }
                    defer { state.queue = [] }
                    return state.queue
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            finish()
        }
    }

    /// Adds a frame.
    ///
    /// - Returns: false where the queue was full and the client has been cut off.
    func offer(_ frame: EventFrame) -> Bool {
        let (waiter, fits) = state.withLock { state -> (CheckedContinuation<[EventFrame], Never>?, Bool) in
            guard !state.isOver else { return (nil, true) }
            if let waiter = state.waiter {
                state.waiter = nil
                return (waiter, true)
            }
            guard state.queue.count < capacity else {
                state.queue = []
                state.isOver = true
                return (nil, false)
            }
            state.queue.append(frame)
            return (nil, true)
        }
        waiter?.resume(returning: [frame])
        if !fits { onCut() }
        return fits
    }

    /// Ends the stream after what is queued.
    ///
    /// Harmless to repeat.
    func finish() {
        let waiter = state.withLock { state in
            state.isOver = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: [])
    }
}
