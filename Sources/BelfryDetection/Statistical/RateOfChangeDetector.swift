// Intuition: what moves faster than it can, or than is safe, says so before any level does.
//
// Limits: what is over within `minimum_span` is not seen; the steps of a coarse sensor are a rate over a short span; readings further apart
// than `maximum_span` have none. Refused: the difference of neighbours, which divides noise and the jitter of time stamps by next to nothing; a
// line fitted through the span, which shows a jump late and needs every reading of it. Source: IOOS, "Manual for Real-Time Quality Control",
// test 7, between anchors and with limits of the site in the place of its three standard deviations.

import BelfryModel

/// The state of one rate of change on one series, see ``RateOfChangeParameters``.
///
/// Three anchors at least half a minimum span apart are all the memory it needs: the youngest of them that is old
/// enough is the reading to compare with.
struct RateOfChangeDetector: DetectorMachine {
    private struct Anchor: BitwiseCopyable {
        var time: Timestamp
        var value: Double

        static let none = Anchor(time: .distantPast, value: 0)
    }

    struct Terms: Hashable, BitwiseCopyable {
        /// Largest change per `perNanoseconds` in the series' unit; infinite where there is no such limit.
        let risesBy: Double
        let fallsBy: Double
        let perNanoseconds: Int64
        let minimumSpanNanoseconds: Int64
        let maximumSpanNanoseconds: Int64

        init(_ parameters: RateOfChangeParameters) {
            self.risesBy = parameters.risesBy ?? .infinity
            self.fallsBy = parameters.fallsBy ?? .infinity
            self.perNanoseconds = parameters.perNanoseconds
            self.minimumSpanNanoseconds = parameters.effectiveMinimumSpanNanoseconds
            self.maximumSpanNanoseconds = parameters.effectiveMaximumSpanNanoseconds
        }
    }

    private var oldest = Anchor.none
    private var middle = Anchor.none
    private var newest = Anchor.none
    private(set) var since = Timestamp.distantPast
    private var anchors: UInt8 = 0
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard anchors == 0 || sample.end >= newest.time else { return .none }
        let reference = reference(for: sample, terms)
        keep(sample, terms)
        guard let reference else { return .none }
        let change = change(from: reference, to: sample, terms)
        if phase == .raised {
            let ratio = RateOfChangeParameters.clearRatio
            guard change <= terms.risesBy * ratio, change >= -terms.fallsBy * ratio else { return .none }
            phase = .quiet
            return .cleared
        }
        guard change > terms.risesBy || change < -terms.fallsBy else { return .none }
        phase = .raised
        since = reference.time.later(than: since)
        return .raised
    }

    mutating func observe(_ window: ClosedWindow, as sample: Sample, _ terms: Terms) -> Transition {
        window.revision == 0 ? observe(sample, terms) : .none
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        anchors = 0
    }

    mutating func rest() {
        phase = .quiet
        anchors = 0
    }

    /// The sensor's clock was set back: what it told before is no reference.
    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        anchors = 0
    }

    mutating func follow(_ shift: ClockShift) {
        oldest.time = shift.event(oldest.time)
        middle.time = shift.event(middle.time)
        newest.time = shift.event(newest.time)
    }

    /// What a transition that `sample` brought about amounts to.
    ///
    /// Keeping the sample as an anchor has not lost its reference: what falls out is older than that.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        let reference = reference(for: sample, terms) ?? newest
        let change = change(from: reference, to: sample, terms)
        var evidence = VerdictEvidence()
        evidence.append(.referenceValue, reference.value, at: reference.time)
        evidence.append(.currentValue, sample.value, at: sample.end)
        evidence.append(.spanSeconds, Double(sample.end.nanosecondsSince(reference.time)) / 1e9)
        if transition == .raised {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: change,
                threshold: change > 0 ? terms.risesBy : -terms.fallsBy,
                evidence: evidence
            )
        }
        return .cleared(
            from: since,
            to: sample.end,
            detectedAt: sample.arrival,
            value: change,
            threshold: terms.risesBy.isFinite ? terms.risesBy : -terms.fallsBy,
            evidence: evidence
        )
    }

    /// The youngest anchor at least a minimum span before a sample; nil where readings are too far apart.
    private func reference(for sample: Sample, _ terms: Terms) -> Anchor? {
        let age = sample.end.nanosecondsSince(newest.time)
        guard anchors > 0, age <= terms.maximumSpanNanoseconds else { return nil }
        let least = terms.minimumSpanNanoseconds
        if age >= least { return newest }
        if anchors > 1, sample.end.nanosecondsSince(middle.time) >= least { return middle }
        if anchors > 2, sample.end.nanosecondsSince(oldest.time) >= least { return oldest }
        return nil
    }

    /// The change per `perNanoseconds`.
    private func change(from reference: Anchor, to sample: Sample, _ terms: Terms) -> Double {
        let span = max(1, sample.end.nanosecondsSince(reference.time))
        return (sample.value - reference.value) * (Double(terms.perNanoseconds) / Double(span))
    }

    private mutating func keep(_ sample: Sample, _ terms: Terms) {
        let age = anchors == 0 ? Int64.max : sample.end.nanosecondsSince(newest.time)
        guard age >= terms.minimumSpanNanoseconds / 2 else { return }
        oldest = middle
        middle = newest
        newest = Anchor(time: sample.end, value: sample.value)
        anchors = age > terms.maximumSpanNanoseconds ? 1 : min(anchors + 1, 3)
    }
}
