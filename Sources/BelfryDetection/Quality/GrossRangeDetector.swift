// Intuition: some values cannot be, and whoever tells them is broken.
//
// Limits: a broken sensor whose values are possible is not seen; the range is that of the quantity, not of the place or the season, for which
// see `ClimatologyDetector`. Refused: the sensor's own extremes so far, which a drift takes along, and which would call the first real flood
// impossible. Source: IOOS, "Manual for Real-Time Quality Control", test 4.

import BelfryModel

/// The state of one gross range test on one series, see ``GrossRangeParameters``.
///
/// Readings count in the order of their arrival: a value that cannot be tells on its sensor whenever it comes.
struct GrossRangeDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        // In the series' unit; infinite where there is none.
        let low: Double
        let high: Double
        let count: Int32

        init(low: Double, high: Double, count: Int) {
            self.low = low
            self.high = high
            self.count = Int32(clamping: count)
        }
    }

    private var run = OffenderRun()
    var phase: DetectorPhase { run.phase }
    var since: Timestamp { run.since }

    static let needsEveryReading = false

    init(_ terms: Terms) {}

    /// The values that change nothing: none while offenders are counted.
    func quietBand(_ terms: Terms) -> QuietBand {
        run.isCalm ? QuietBand(from: terms.low, through: terms.high) : .nothing
    }

    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        guard reading.pointee.flags.isDisjoint(with: [.retained, .unitUnknown]) else { return .none }
        return observe(Sample(reading), terms)
    }

    @inline(__always)
    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        let isOffender = sample.value < terms.low || sample.value > terms.high
        return run.take(isOffender: isOffender, at: sample.start, count: terms.count)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        run.restore(activeSince: activeSince)
    }

    mutating func rest() { run.rest() }

    mutating func follow(_ shift: ClockShift) { run.follow(shift) }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        if terms.low.isFinite { evidence.append(.lowLimit, terms.low) }
        if terms.high.isFinite { evidence.append(.highLimit, terms.high) }
        evidence.append(.readings, Double(terms.count), at: run.start)
        evidence.append(.heldSeconds, Double(max(0, sample.end.nanosecondsSince(run.start))) / 1e9)
        if transition == .raised {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: sample.value < terms.low ? terms.low : terms.high,
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
