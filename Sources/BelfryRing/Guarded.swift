// A lock for what threads share off the hot path.
//
// `Synchronization.Mutex` does the same without an allocation, but its atomics run inside the standard library's own
// object file, where ThreadSanitizer does not see them: it reports races that are none (measured, Swift 6.3.1). It knows
// pthread's mutex, and being able to prove the engine clean is worth an allocation a lock.

import Glibc

/// A value that one thread at a time may touch.
public final class Guarded<Value>: @unchecked Sendable {
    // Sendable: `value` is touched under the lock only.

    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    public init(_ value: sending Value) {
        self.value = value
        lock = .allocate(capacity: 1)
        let failure = pthread_mutex_init(lock, nil)
        precondition(failure == 0, "a mutex could not be initialised: \(failure)")
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Calls `body` with the value while no other thread can touch it; not to be nested.
    public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return try body(&value)
    }
}
