import Glibc

/// The processor time of the calling thread: what work costs, even on a machine that has other work as well.
enum ProcessorTime {
    /// Seconds that `body` kept a processor busy; asking costs about a microsecond, so measure batches.
    static func seconds(_ body: () -> Void) -> Double {
        let start = now
        body()
        return now - start
    }

    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
