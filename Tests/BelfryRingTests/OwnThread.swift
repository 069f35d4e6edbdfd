import Glibc

/// Runs a body on a thread of its own: spinning must not occupy the two threads of the cooperative pool.
enum OwnThread {
    static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let box = Unmanaged.passRetained(Box { continuation.resume(returning: body()) })
            var thread = pthread_t()
            let failure = pthread_create(
                &thread,
                nil,
                { argument in
                    Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue().body()
                    return nil
                },
                box.toOpaque()
            )
            precondition(failure == 0, "no thread: \(failure)")
            pthread_detach(thread)
        }
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
