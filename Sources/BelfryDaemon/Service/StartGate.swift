// Something that may begin only when several others are there, and that may also never begin.

import ServiceLifecycle
import Synchronization

/// Opens when everything that it waits for has been reported; one task passes.
final class StartGate: Sendable {
    private let missing: Mutex<Int>
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// - Parameter count: how many reports open it; with 0 it is open.
    init(waitingFor count: Int) {
        missing = Mutex(count)
        (stream, continuation) = AsyncStream.makeStream()
        if count <= 0 { continuation.yield() }
    }

    /// One of those that are waited for is there; any thread.
    func report() {
        let isLast = missing.withLock { missing in
            missing -= 1
            return missing == 0
        }
        if isLast { continuation.yield() }
    }

    /// Waits until the gate is open.
    ///
    /// - Returns: false where the service group ends before that.
    func isPassed() async -> Bool {
        await cancelWhenGracefulShutdown { [stream] in
            for await _ in stream { return true }
            return false
        }
    }
}
