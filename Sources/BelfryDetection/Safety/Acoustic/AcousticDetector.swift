// Intuition: what might be a shot or a crash stands far above what a place sounds like, and is over at once.
//
// Limits, and the alternative refused, with its figure: at ``AcousticParameters``. The background is the level exceeded nine tenths of the
// time. Source: L90 as background level, ISO 1996-2:2017; the detector itself is ours.

import BelfryModel

/// The state of one watch for bangs on one series, see ``AcousticParameters``.
struct AcousticDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        // In the series' unit.
        let risesBy: Double
        let above: Double
        let longestNanoseconds: Int64
        let clearAfterNanoseconds: Int64
    }

    private var clock = SeriesClock()
    /// The first bang of what is raised, or was last.
    private(set) var since = Timestamp.distantPast
    /// When it became loud; `.distantPast` while it is not, `.distantFuture` where its beginning is not known.
    private var loudSince = Timestamp.distantPast
    /// When the last bang was over.
    private var lastEnd = Timestamp.distantPast
    /// The loudest of the present bang, or of the last.
    private var peak = 0.0
    private var durationSeconds: Float = 0
    private var background: Float = 0
    /// Bangs of the present finding, or of the last; saturates.
    private var bangs: UInt16 = 0
    /// Readings that the background knows of; saturates.
    private var learnt: UInt16 = 0
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        let before = clock.newestEventTime
        guard clock.accept(sample) else { return .none }
        let isLoud =
            learnt >= Self.leastLearnt && sample.value >= terms.above
            && sample.value >= Double(background) + terms.risesBy
        guard isLoud else { return end(at: sample, terms) }
        if loudSince == .distantPast {
            // After a gap it may have been loud for long.
            let isSudden = sample.start.nanosecondsSince(before) <= terms.longestNanoseconds
            loudSince = isSudden ? sample.start : .distantFuture
            peak = sample.value
        } else {
            peak = max(peak, sample.value)
        }
        // What lasts is what the place sounds like.
        if sample.end.nanosecondsSince(loudSince) > terms.longestNanoseconds { learn(sample.value) }
        return .none
    }

    /// It is not loud, or not any more.
    private mutating func end(at sample: Sample, _ terms: Terms) -> Transition {
        learn(sample.value)
        defer { loudSince = .distantPast }
        let duration = sample.start.nanosecondsSince(loudSince)
        if loudSince != .distantPast, duration >= 0, duration <= terms.longestNanoseconds {
            lastEnd = sample.start
            durationSeconds = Float(duration) / 1e9
            if phase == .raised {
                bangs = bangs == .max ? .max : bangs + 1
                return .none
            }
            phase = .raised
            since = loudSince.later(than: since)
            bangs = 1
            return .raised
        }
        guard phase == .raised, sample.end.nanosecondsSince(lastEnd) >= terms.clearAfterNanoseconds else {
            return .none
        }
        phase = .quiet
        return .cleared
    }

    /// Moves the background towards what is exceeded nine tenths of the time: down nine steps for each one up.
    private mutating func learn(_ value: Double) {
        learnt = learnt == .max ? .max : learnt + 1
        // One absurd number at first must not stay for ever.
        if learnt == 1 { background = Float(min(max(value, 0), 150)) }
        let step = max(0.5, 8 / Float(learnt))
        background += Float(value) > background ? step / 10 : -min(step * 0.9, background - Float(value))
    }

    /// The background is not known before.
    private static let leastLearnt = 30

    /// When it will have been quiet for long enough, should nothing come.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard phase == .raised else { return .distantFuture }
        return clock.arrival(ofEventTime: lastEnd.advanced(byNanoseconds: terms.clearAfterNanoseconds))
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        phase = .quiet
        return cleared(detectedAt: due)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        lastEnd = activeSince
        peak = value
        bangs = 1
    }

    mutating func rest() {
        phase = .quiet
        loudSince = .distantPast
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        loudSince = .distantPast
        lastEnd = min(lastEnd, eventTime)
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        loudSince = shift.event(loudSince)
        lastEnd = shift.event(lastEnd)
    }
}

extension AcousticDetector {
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else { return cleared(detectedAt: sample.arrival) }
        var evidence = VerdictEvidence()
        evidence.append(.certainty, Certainty.possible.share)
        evidence.append(.rise, peak - Double(background), at: since)
        evidence.append(.heldSeconds, Double(durationSeconds))
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: peak,
            threshold: max(terms.above, Double(background) + terms.risesBy),
            evidence: evidence
        )
    }

    private func cleared(detectedAt: Timestamp) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.events, Double(bangs))
        return .cleared(
            from: since,
            to: lastEnd,
            detectedAt: detectedAt,
            value: peak,
            threshold: .nan,
            evidence: evidence
        )
    }
}
