import BelfryModel

/// The state of one anomaly watch on one series, see ``AnomalyParameters``.
struct AnomalyDetector: DetectorMachine {
    typealias Terms = NoTerms

    private var novelty = NoveltyScore()
    private var clock = SeriesClock()
    private(set) var since = Timestamp.distantPast
    /// Of the last reading.
    private var last = NoveltyScore.Result(strength: 0, isAlarm: false)
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard clock.accept(sample) else { return .none }
        last = novelty.observe(sample.value, at: sample.end)
        if phase == .raised {
            guard last.strength < 1, !novelty.isResting(at: sample.end) else { return .none }
            phase = .quiet
            return .cleared
        }
        guard last.isAlarm else { return .none }
        phase = .raised
        since = sample.start.later(than: since)
        return .raised
    }

    /// See ``NoveltyScore/Result/score``.
    func anomalyScore(at eventTime: Timestamp) -> Double? { clock.newestEventTime == eventTime ? last.score : 0 }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
    }

    mutating func rest() {
        phase = .quiet
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.expectedValue, last.expected, at: sample.end)
        evidence.append(.strength, Double(last.strength))
        if transition == .raised {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: .nan,
                evidence: evidence
            )
        }
        return .cleared(
            from: since,
            to: sample.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: .nan,
            evidence: evidence
        )
    }
}
