import BelfryModel

/// Readings in a row that speak against where a detector stands: so many offenders raise it, and as many good ones clear it.
///
/// ```
///   good good bad good bad bad bad          count 3: the third in a row raises, since the first of them
///                      1   2   3
/// ```
struct OffenderRun: BitwiseCopyable {
    /// When the run began, or the last one.
    private(set) var start = Timestamp.distantPast
    /// The beginning of what is raised, or was last.
    private(set) var since = Timestamp.distantPast
    /// Readings in a row that speak against the present phase.
    private var length: Int32 = 0
    private(set) var phase = DetectorPhase.quiet

    /// Whether a good reading changes nothing.
    var isCalm: Bool { phase == .quiet && length == 0 }

    @inline(__always)
    mutating func take(isOffender: Bool, at time: Timestamp, count: Int32) -> Transition {
        guard isOffender != (phase == .raised) else {
            length = 0
            return .none
        }
        if length == 0 { start = time }
        length += 1
        guard length >= count else { return .none }
        length = 0
        guard phase != .raised else {
            phase = .quiet
            return .cleared
        }
        phase = .raised
        since = start.later(than: since)
        return .raised
    }

    /// After a restart: it is already raised.
    mutating func restore(activeSince: Timestamp) {
        phase = .raised
        since = activeSince
        length = 0
    }

    mutating func rest() {
        phase = .quiet
        length = 0
    }

    mutating func follow(_ shift: ClockShift) {
        start = shift.event(start)
    }
}
