import BelfryModel
import Glibc

/// Time that this thread has been computing: what other processes do to the machine does not count.
enum ProcessorClock {
    static var nanoseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * Nanoseconds.perSecond + Int64(time.tv_nsec)
    }

    /// How long a piece of work takes.
    static func nanoseconds(of work: () -> Void) -> Int64 {
        let start = nanoseconds
        work()
        return nanoseconds - start
    }
}
