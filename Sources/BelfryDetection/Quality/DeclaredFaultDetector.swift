// Intuition: nobody knows a device better than it does itself. Limits: it sees what decoders understand of a device's status, which is
// a mark on the reading; a status that comes as a series of its own is a `threshold`'s. Refused: telling each marked reading, since
// one that repeats its last value over a lost poll is no fault. Source: what devices say of themselves by Sparkplug B (quality), RSMP 3
// (`old`) and NGSI (`outlier`).

import BelfryModel

/// The state of one watch over a device's own word on one series, see ``DeclaredFaultParameters``.
struct DeclaredFaultDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let count: Int32
    }

    private var run = OffenderRun()
    var phase: DetectorPhase { run.phase }
    var since: Timestamp { run.since }

    static let needsEveryReading = false
    static let readsWithoutUnit = true

    init(_ terms: Terms) {}

    /// A marked reading is no routine, so that only those between marked ones have to be asked for.
    func quietBand(_ terms: Terms) -> QuietBand {
        run.isCalm ? .everything : .nothing
    }

    /// Takes in a reading of any quality.
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        guard !reading.pointee.flags.contains(.retained) else { return .none }
        return run.take(
            isOffender: reading.pointee.flags.contains(.deviceStatus),
            at: reading.pointee.eventTime,
            count: terms.count
        )
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        run.restore(activeSince: activeSince)
    }

    mutating func rest() { run.rest() }

    mutating func follow(_ shift: ClockShift) { run.follow(shift) }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else {
            return .cleared(
                from: since,
                to: run.start,
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: .nan
            )
        }
        var evidence = VerdictEvidence()
        evidence.append(.readings, Double(terms.count), at: run.start)
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: .nan,
            evidence: evidence
        )
    }
}
