import BelfryModel

/// How often the arrival clock jumped since the start, and how far in all.
struct ClockAccount: Sendable, Equatable {
    /// Times that it was set to a wall clock that had been set forward.
    var steps = 0
    /// How far it was set in all; no time has passed by that.
    var steppedNanoseconds: Int64 = 0
    /// Times that it was moved on after a suspend.
    var suspends = 0
    var suspendedNanoseconds: Int64 = 0

    /// One line for each kind of jump that came since `earlier`.
    func lines(since earlier: ClockAccount) -> [String] {
        var lines: [String] = []
        if steps != earlier.steps {
            lines.append(
                "the wall clock was set forward by \(Self.text(steppedNanoseconds - earlier.steppedNanoseconds)): "
                    + "the arrival clock and all that waits for an instant of it were moved along, nothing was fired"
            )
        }
        if suspends != earlier.suspends {
            lines.append(
                "the machine was suspended for \(Self.text(suspendedNanoseconds - earlier.suspendedNanoseconds)): "
                    + "windows have ended, and no sensor's silence is counted from before now"
            )
        }
        return lines
    }

    private static func text(_ nanoseconds: Int64) -> String { "\(nanoseconds / Nanoseconds.perSecond) s" }
}
