import BelfryModel

/// Stands for a detector that looks at several series together, on each of them: it is fed in the correlation stage.
struct GroupMember: DetectorMachine {
    private(set) var phase = DetectorPhase.quiet
    var since: Timestamp { .distantPast }

    init(_ terms: NoTerms) {}

    func verdict(_ transition: Transition, at sample: Sample, _ terms: NoTerms) -> Verdict {
        .cleared(from: sample.start, to: sample.end, detectedAt: sample.arrival, value: sample.value, threshold: .nan)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: NoTerms) {}
    mutating func rest() {}
    mutating func follow(_ shift: ClockShift) {}
}
