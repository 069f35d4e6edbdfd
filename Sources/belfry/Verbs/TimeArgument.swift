import ArgumentParser
import BelfryDaemon
import BelfryModel

/// An instant on the command line: `2h` (ago), `04:30`, `2026-11-23 04:30`, RFC 3339.
struct TimeArgument: ExpressibleByArgument, Equatable {
    var instant: Timestamp

    init?(argument: String) {
        guard let instant = LocalTime.system.parse(argument, now: SystemClock.wall()) else { return nil }
        self.instant = instant
    }
}
