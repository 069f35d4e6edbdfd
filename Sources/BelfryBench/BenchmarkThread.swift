internal import Glibc

/// A thread of a benchmark, to be joined.
struct BenchmarkThread {
    private let thread: pthread_t

    init(_ body: @escaping @Sendable () -> Void) {
        let job = Unmanaged.passRetained(Job(body))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            },
            job.toOpaque()
        )
        precondition(failure == 0, "no thread for a benchmark: \(failure)")
        self.thread = thread
    }

    func join() {
        pthread_join(thread, nil)
    }

    private final class Job: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
