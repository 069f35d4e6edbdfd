// Intuition: nobody knows a device better than it does itself. Limits: it sees what decoders understand of a device's status, which is
// a mark on the reading; a status that comes as a series of its own is a `threshold`'s. Refused: telling each marked reading, since
// one that repeats its last value over a lost poll is no fault.

import BelfryModel

/// The state of one watch over a device's own word on one series, see ``DeclaredFaultParameters``.
struct DeclaredFaultDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let count: Int32
    }

    /// Readings in a row that speak against the present phase.
    private var run: Int32 = 0
    private(set) var phase = DetectorPhase.quiet
    private var runStart = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast

    static let needsEveryReading = false

    init(_ terms: Terms) {}

    /// A marked reading is no routine, so that only those between marked ones have to be asked for.
    func quietBand(_ terms: Terms) -> QuietBand {
        phase == .quiet && run == 0 ? .everything : .nothing
    }

    /// Takes in a reading of any quality.
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        guard !reading.pointee.flags.contains(.retained) else { return .none }
        guard reading.pointee.flags.contains(.deviceStatus) != (phase == .raised) else {
            run = 0
            return .none
        }
        if run == 0 { runStart = reading.pointee.eventTime }
        run += 1
        guard run >= terms.count else { return .none }
        run = 0
        guard phase != .raised else {
            phase = .quiet
            return .cleared
        }
        phase = .raised
        since = runStart.later(than: since)
        return .raised
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        run = 0
    }

    mutating func rest() {
        phase = .quiet
        run = 0
    }

    mutating func follow(_ shift: ClockShift) {
        runStart = shift.event(runStart)
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else {
            return .cleared(from: since, to: runStart, detectedAt: sample.arrival, value: sample.value, threshold: .nan)
        }
        var evidence = VerdictEvidence()
        evidence.append(.readings, Double(terms.count), at: runStart)
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: .nan,
            evidence: evidence
        )
    }
}
