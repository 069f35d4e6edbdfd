import BelfryModel

/// The state of one rate of change on one series, see ``RateOfChangeParameters``.
///
/// Three anchors at least half a minimum span apart are all the memory it needs: the youngest of them that is old
/// enough is the reading to compare with.
struct RateOfChangeDetector: BitwiseCopyable {
    private struct Anchor: BitwiseCopyable {
        var time: Timestamp
        var value: Double
    }

    /// Largest change per `perNanoseconds` in the series' unit; infinite where there is no such limit.
    private let risesBy: Double
    private let fallsBy: Double
    private let perNanoseconds: Int64
    private let minimumSpanNanoseconds: Int64
    private let maximumSpanNanoseconds: Int64

    private var oldest: Anchor
    private var middle: Anchor
    private var newest: Anchor
    private var newestArrival = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private var anchors: UInt8 = 0
    private(set) var phase = DetectorPhase.quiet

    init(_ parameters: RateOfChangeParameters) {
        self.risesBy = parameters.risesBy ?? .infinity
        self.fallsBy = parameters.fallsBy ?? .infinity
        self.perNanoseconds = parameters.perNanoseconds
        self.minimumSpanNanoseconds = parameters.effectiveMinimumSpanNanoseconds
        self.maximumSpanNanoseconds = parameters.effectiveMaximumSpanNanoseconds
        let nothing = Anchor(time: .distantPast, value: 0)
        self.oldest = nothing
        self.middle = nothing
        self.newest = nothing
    }

    mutating func observe(_ sample: Sample) -> Verdict? {
        if anchors > 0, sample.end < newest.time {
            guard
                sample.arrival.nanosecondsSince(newestArrival) >= SeriesClock.reorderHorizonNanoseconds
            else { return nil }
            anchors = 0
        }
        let reference = anchor(before: sample.end)
        keep(sample)
        guard let reference else { return nil }
        let span = sample.end.nanosecondsSince(reference.time)
        let change = (sample.value - reference.value) / Double(span) * Double(perNanoseconds)
        switch phase {
        case .raised:
            let isCalm =
                change <= risesBy * RateOfChangeParameters.clearRatio
                && change >= -fallsBy * RateOfChangeParameters.clearRatio
            return isCalm ? clear(at: sample, change: change) : nil
        case .quiet, .pending:
            guard change > risesBy || change < -fallsBy else { return nil }
            return raise(at: sample, change: change, since: reference)
        }
    }

    mutating func restore(activeSince: Timestamp) {
        phase = .raised
        since = activeSince
        anchors = 0
    }

    /// The youngest anchor at least a minimum span before `time`; nil where readings are too far apart.
    private func anchor(before time: Timestamp) -> Anchor? {
        let age = time.nanosecondsSince(newest.time)
        guard anchors > 0, age <= maximumSpanNanoseconds else { return nil }
        if age >= minimumSpanNanoseconds { return newest }
        if anchors > 1, time.nanosecondsSince(middle.time) >= minimumSpanNanoseconds { return middle }
        if anchors > 2, time.nanosecondsSince(oldest.time) >= minimumSpanNanoseconds { return oldest }
        return nil
    }

    private mutating func keep(_ sample: Sample) {
        let age = anchors == 0 ? Int64.max : sample.end.nanosecondsSince(newest.time)
        guard age >= minimumSpanNanoseconds / 2 else { return }
        oldest = middle
        middle = newest
        newest = Anchor(time: sample.end, value: sample.value)
        newestArrival = sample.arrival
        anchors = age > maximumSpanNanoseconds ? 1 : min(anchors + 1, 3)
    }

    private mutating func raise(at sample: Sample, change: Double, since reference: Anchor) -> Verdict {
        phase = .raised
        since = reference.time.later(than: since)
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: change,
            threshold: change > 0 ? risesBy : -fallsBy,
            evidence: evidence(at: sample, from: reference)
        )
    }

    private mutating func clear(at sample: Sample, change: Double) -> Verdict {
        phase = .quiet
        var evidence = VerdictEvidence()
        evidence.append(.currentValue, sample.value, at: sample.end)
        return .cleared(
            from: since,
            to: sample.end,
            detectedAt: sample.arrival,
            value: change,
            threshold: risesBy.isFinite ? risesBy : -fallsBy,
            evidence: evidence
        )
    }

    private func evidence(at sample: Sample, from reference: Anchor) -> VerdictEvidence {
        var evidence = VerdictEvidence()
        evidence.append(.referenceValue, reference.value, at: reference.time)
        evidence.append(.currentValue, sample.value, at: sample.end)
        evidence.append(.spanSeconds, Double(sample.end.nanosecondsSince(reference.time)) / 1e9)
        return evidence
    }
}
