// Calls that block (name service, TCP connect) and a publisher's loop need threads of their own: Swift's cooperative
// pool has as many as the machine has cores and must not be blocked.

internal import Glibc

/// A detached thread that runs one closure and ends.
enum PosixThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread; false where the system has none left.
    static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                // The thread owns the body from here on; passRetained gave it one reference.
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            body.toOpaque()
        )
        guard code == 0 else {
            body.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
