import Glibc

/// An operating system thread with a name, to be joined.
public struct WorkerThread: Sendable {
    private let thread: pthread_t

    /// Starts a thread; `name` shows in `top -H`, cut to 15 bytes.
    ///
    /// A machine that refuses a thread at start has no use for a daemon: that is fatal.
    public init(name: String, _ body: @escaping @Sendable () -> Void) {
        let job = Unmanaged.passRetained(Job(name: name, body: body))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
                Self.nameThisThread(job.name)
                job.body()
                return nil
            },
            job.toOpaque()
        )
        precondition(failure == 0, "no thread for \(name): \(String(cString: strerror(failure)))")
        self.thread = thread
    }

    /// Waits until the body has returned.
    public func join() {
        pthread_join(thread, nil)
    }

    /// Through the file that Linux offers, since Swift does not see glibc's own call; a thread without a name works too.
    private static func nameThisThread(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = name.withCString { write(file, $0, strlen($0)) }
        close(file)
    }

    private final class Job: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = String(name.prefix(15))
            self.body = body
        }
    }
}
