import Glibc

/// A named operating-system thread that runs one closure to its end and can be joined.
///
/// The loops of the daemon block in `poll`, `futex` or `fsync`, which Swift's cooperative pool must never do.
final class WorkerThread: @unchecked Sendable {
    // Unchecked: `handle` is written once in `init`, before anybody else can see the object, and read in `join`.
    private var handle = pthread_t()

    private final class Body {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// Why a thread could not be started.
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: shown by `top -H`; the kernel keeps 15 bytes.
    ///   - run: what the thread does; the thread ends when it returns.
    /// - Throws: ``Fault`` where the process may have no further thread.
    init(name: String, run: @escaping @Sendable () -> Void) throws(Fault) {
        let body = Unmanaged.passRetained(Body(name: name, run: run))
        let code = pthread_create(
            &handle,
            nil,
            { argument in
                guard let argument else { return nil }
                let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                WorkerThread.name(body.name)
                body.run()
                return nil
            },
            body.toOpaque()
        )
        guard code == 0 else {
            body.release()
            throw Fault(description: "thread \(name): \(String(cString: strerror(code))); raise TasksMax")
        }
    }

    /// Names the calling thread; the C library's own function is not visible from Swift.
    private static func name(_ name: String) {
        guard let file = fopen("/proc/thread-self/comm", "we") else { return }
        fputs(String(name.prefix(15)), file)
        fclose(file)
    }

    /// Waits until the closure has returned.
    ///
    /// Call once.
    func join() {
        pthread_join(handle, nil)
    }
}
