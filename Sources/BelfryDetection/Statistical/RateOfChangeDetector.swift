import BelfryModel

/// The state of one rate of change on one series, see ``RateOfChangeParameters``.
///
/// Three anchors at least half a minimum span apart are all the memory it needs: the youngest of them that is old
/// enough is the reading to compare with.
struct RateOfChangeDetector: BitwiseCopyable {
    private struct Anchor: BitwiseCopyable {
        var time: Timestamp
        var value: Double

        static let none = Anchor(time: .distantPast, value: 0)
    }

    /// Largest change per `perNanoseconds` in the series' unit; infinite where there is no such limit.
    private let risesBy: Double
    private let fallsBy: Double
    private let perNanoseconds: Int64
    private let minimumSpanNanoseconds: Int64
    private let maximumSpanNanoseconds: Int64

    private var oldest = Anchor.none
    private var middle = Anchor.none
    private var newest = Anchor.none
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
    }

    mutating func observe(_ sample: Sample) -> Transition {
        if anchors > 0, sample.end < newest.time {
            let arrivalGap = sample.arrival.nanosecondsSince(newestArrival)
            guard arrivalGap >= SeriesClock.reorderHorizonNanoseconds else { return .none }
            anchors = 0
        }
        let reference = reference(for: sample)
        keep(sample)
        guard let reference else { return .none }
        let change = change(from: reference, to: sample)
        if phase == .raised {
            let ratio = RateOfChangeParameters.clearRatio
            guard change <= risesBy * ratio, change >= -fallsBy * ratio else { return .none }
            phase = .quiet
            return .cleared
        }
        guard change > risesBy || change < -fallsBy else { return .none }
        phase = .raised
        since = reference.time.later(than: since)
        return .raised
    }

    mutating func restore(activeSince: Timestamp) {
        phase = .raised
        since = activeSince
        anchors = 0
    }

    mutating func follow(_ shift: ClockShift) {
        newestArrival = shift.arrival(newestArrival)
        oldest.time = shift.event(oldest.time)
        middle.time = shift.event(middle.time)
        newest.time = shift.event(newest.time)
    }

    /// What a transition that `sample` brought about amounts to.
    ///
    /// Keeping the sample as an anchor has not lost its reference: what falls out is older than that.
    func verdict(_ transition: Transition, at sample: Sample) -> Verdict {
        let reference = reference(for: sample) ?? newest
        let change = change(from: reference, to: sample)
        var evidence = VerdictEvidence()
        evidence.append(.referenceValue, reference.value, at: reference.time)
        evidence.append(.currentValue, sample.value, at: sample.end)
        evidence.append(.spanSeconds, Double(sample.end.nanosecondsSince(reference.time)) / 1e9)
        if transition == .raised {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: change,
                threshold: change > 0 ? risesBy : -fallsBy,
                evidence: evidence
            )
        }
        return .cleared(
            from: since,
            to: sample.end,
            detectedAt: sample.arrival,
            value: change,
            threshold: risesBy.isFinite ? risesBy : -fallsBy,
            evidence: evidence
        )
    }

    /// The youngest anchor at least a minimum span before a sample; nil where readings are too far apart.
    private func reference(for sample: Sample) -> Anchor? {
        let age = sample.end.nanosecondsSince(newest.time)
        guard anchors > 0, age <= maximumSpanNanoseconds else { return nil }
        if age >= minimumSpanNanoseconds { return newest }
        if anchors > 1, sample.end.nanosecondsSince(middle.time) >= minimumSpanNanoseconds { return middle }
        if anchors > 2, sample.end.nanosecondsSince(oldest.time) >= minimumSpanNanoseconds { return oldest }
        return nil
    }

    /// The change per `perNanoseconds`.
    private func change(from reference: Anchor, to sample: Sample) -> Double {
        let span = max(1, sample.end.nanosecondsSince(reference.time))
        return (sample.value - reference.value) * (Double(perNanoseconds) / Double(span))
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
}
