import ArgumentParser
import BelfryDaemon
import BelfryModel
import Glibc

/// Waiting for what another process does: with an end, and for no longer than until Ctrl-C.
enum Patience {
    private static let stepNanoseconds = 20 * Nanoseconds.perMillisecond
    /// What a shell says of a process that SIGINT ended.
    private static let interrupted = ExitCode(128 + SIGINT)

    /// Looks again and again until a condition holds.
    ///
    /// - Throws: ``CommandFailure`` when it does not hold in time, and what the condition throws.
    static func wait(
        for what: String,
        seconds: Double,
        lookingEvery pause: Double = 0.02,
        until condition: () throws -> Bool
    ) throws {
        let deadline = SystemClock.monotonicNanoseconds() + nanoseconds(seconds)
        while try !condition() {
            guard SystemClock.monotonicNanoseconds() < deadline else {
                throw CommandFailure(
                    "cannot measure",
                    why: "\(what) took longer than \(Int(seconds)) s",
                    remedy: "try again on a machine that does nothing else",
                    status: .unavailable
                )
            }
            try sleep(seconds: pause)
        }
    }

    /// Lets time pass.
    ///
    /// - Throws: the exit code of an interrupted verb after Ctrl-C.
    static func sleep(seconds: Double) throws {
        let end = SystemClock.monotonicNanoseconds() + nanoseconds(seconds)
        while true {
            if Interruption.isRequested { throw interrupted }
            let left = end - SystemClock.monotonicNanoseconds()
            if left <= 0 { return }
            usleep(useconds_t(min(left, stepNanoseconds) / Nanoseconds.perMicrosecond))
        }
    }

    private static func nanoseconds(_ seconds: Double) -> Int64 { Int64(seconds * Double(Nanoseconds.perSecond)) }
}
