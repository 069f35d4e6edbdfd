public import BelfryModel
import Glibc

/// The machine's clocks; the only place that asks the kernel for the time.
public enum SystemClock {
    /// The wall clock, UTC.
    public static func wall() -> Timestamp {
        Timestamp(nanoseconds: read(CLOCK_REALTIME))
    }

    /// Nanoseconds since boot, never stepped.
    public static func monotonicNanoseconds() -> Int64 {
        read(CLOCK_MONOTONIC)
    }

    /// How long the machine was suspended since it booted.
    ///
    /// Two looks that may be a moment apart; the earlier one is subtracted from, so that the moment makes it too little.
    public static func suspendedNanoseconds() -> Int64 {
        let sinceBoot = read(CLOCK_BOOTTIME)
        return max(0, sinceBoot - read(CLOCK_MONOTONIC))
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * Nanoseconds.perSecond + Int64(time.tv_nsec)
    }
}
