// Intuition: what is impossible depends on the season. Limits: bounds are given, not learnt, since what a broken sensor teaches is
// broken; months are those of UTC, and between two months bounds step. Refused: bounds by the hour, which weather does not keep.
// Source: IOOS, "Manual for Real-Time Quality Control", test 5; ``QartodClimatology`` has the flags.

import BelfryModel

/// The state of one climatology test on one series, see ``ClimatologyParameters``.
///
/// As with gross range, readings count in the order of their arrival.
struct ClimatologyDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        /// In the series' unit.
        let bounds: MonthlyBounds
        let count: Int32
    }

    private var run = OffenderRun()
    var phase: DetectorPhase { run.phase }
    var since: Timestamp { run.since }

    static let needsEveryReading = false

    init(_ terms: Terms) {}

    /// What every month allows, so that it does not matter when a month is over.
    func quietBand(_ terms: Terms) -> QuietBand {
        guard run.isCalm else { return .nothing }
        let common = terms.bounds.common
        return QuietBand(from: common.low, through: common.high)
    }

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        let month = CivilTime(sample.end).month
        let isOffender = sample.value < terms.bounds.low(month) || sample.value > terms.bounds.high(month)
        return run.take(isOffender: isOffender, at: sample.start, count: terms.count)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        run.restore(activeSince: activeSince)
    }

    mutating func rest() { run.rest() }

    mutating func follow(_ shift: ClockShift) { run.follow(shift) }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        let month = CivilTime(sample.end).month
        let (low, high) = (terms.bounds.low(month), terms.bounds.high(month))
        var evidence = VerdictEvidence()
        if low.isFinite { evidence.append(.lowLimit, low) }
        if high.isFinite { evidence.append(.highLimit, high) }
        evidence.append(.readings, Double(terms.count), at: run.start)
        if transition == .raised {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: sample.value < low ? low : high,
                evidence: evidence
            )
        }
        return .cleared(
            from: since,
            to: run.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: .nan,
            evidence: evidence
        )
    }
}
