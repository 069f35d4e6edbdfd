import NIOCore
import NIOPosix
import Synchronization

/// A few threads for what blocks, so that neither the event loops nor Swift's cooperative threads ever do.
///
/// ```
///  responder ──► at most `waitingAtMost` waiting ──► `threads` working ──► answer
///                   else 503 at once                     else 503 after `seconds`, and the work is told to stop
/// ```
final class WorkLane: Sendable {
    private let pool: NIOThreadPool
    private let waitingAtMost: Int
    private let seconds: Double
    private let pending = Atomic<Int>(0)

    init(threads: Int, waitingAtMost: Int, seconds: Double) {
        self.pool = NIOThreadPool(numberOfThreads: threads)
        self.waitingAtMost = waitingAtMost + threads
        self.seconds = seconds
    }

    func start() {
        pool.start()
    }

    /// Waits for the work in progress, and drops what waits.
    func stop() async {
        try? await pool.shutdownGracefully()
    }

    /// Runs `work` on a thread of the lane.
    ///
    /// - Parameter work: gets a closure that says whether its caller has given up.
    func run<Result: Sendable>(
        _ work: @escaping @Sendable (_ isAbandoned: @escaping @Sendable () -> Bool) throws -> Result
    ) async throws -> Result {
        guard pending.add(1, ordering: .relaxed).newValue <= waitingAtMost else {
            pending.subtract(1, ordering: .relaxed)
            throw RequestFault.unavailable("too many requests wait for an answer; try again in a second")
        }
        let outcome = Outcome<Result>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                outcome.wait(continuation)
                let deadline = MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: .seconds(seconds)) {
                    outcome.settle(.failure(RequestFault.unavailable("the answer takes too long; ask for less")))
                }
                pool.submit { state in
                    defer { self.pending.subtract(1, ordering: .relaxed) }
                    guard state == .active, !outcome.isSettled else {
                        outcome.settle(.failure(CancellationError()))
                        return
                    }
                    outcome.settle(Swift.Result { try work { outcome.isSettled } })
                    deadline.cancel()
                }
            }
        } onCancel: {
            outcome.settle(.failure(CancellationError()))
        }
    }
}

extension TimeAmount {
    /// A length in seconds with a fraction.
    fileprivate static func seconds(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(seconds * 1_000)) }
}

/// One continuation that whoever comes first resumes: the work, the deadline, or the caller's cancellation.
private final class Outcome<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Value, any Error>)
        case early(Result<Value, any Error>)
        case settled
    }

    private let state = Mutex(State.open)

    var isSettled: Bool {
        state.withLock { state in
            switch state {
            case .open, .waiting: false
            case .early, .settled: true
            }
        }
    }

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
        let early: Result<Value, any Error>? = state.withLock { state in
            if case .early(let result) = state {
                state = .settled
                return result
            }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(with: early) }
    }

    func settle(_ result: Result<Value, any Error>) {
        let waiter: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .early(result)
                return nil
            case .waiting(let continuation):
                state = .settled
                return continuation
            case .early, .settled: return nil
            }
        }
        waiter?.resume(with: result)
    }
}
