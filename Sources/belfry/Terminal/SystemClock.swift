import BelfryModel
import Glibc

/// The clocks of this machine; everything below the verbs takes time as a parameter.
enum SystemClock {
    /// The time of day.
    static func now() -> Timestamp {
        Timestamp(nanoseconds: read(CLOCK_REALTIME))
    }

    /// Nanoseconds of a clock that never jumps, for time-outs.
    static func monotonicNanoseconds() -> Int64 {
        read(CLOCK_MONOTONIC)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * Nanoseconds.perSecond + Int64(time.tv_nsec)
    }
}
