public import BelfryModel

/// What a detector says when something begins or ends: plain numbers, made into a ``Finding`` off the hot path.
public struct Verdict: Sendable, BitwiseCopyable {
    /// Filled in by ``Detector``.
    public var series = SeriesID(-1)
    /// The index in ``RuleSet/rules``; filled in by ``Detector``.
    public var rule: Int32 = -1
    public var phase: Finding.Phase
    /// Event time since when the condition held; the same in `cleared` as it was in `raised`.
    public var from: Timestamp
    /// Event time at which it ended, never before `from`; nil while raised.
    public var to: Timestamp?
    /// The arrival of the reading, or the deadline, that brought this about.
    public var detectedAt: Timestamp
    /// The number that decided, in the series' unit.
    public var value: Double
    /// What it was compared with; NaN where there is no such number.
    public var threshold: Double
    public var evidence = VerdictEvidence()
    /// Event time of the reading, or end of the window, that ``value`` was read off; ``Timestamp/distantPast`` where it is not known.
    ///
    /// Of a silence it is the arrival of that reading, as all that a silence tells is told on the arrival clock.
    public var valueTime = Timestamp.distantPast
}

extension Verdict {
    static func raised(
        from: Timestamp,
        detectedAt: Timestamp,
        value: Double,
        threshold: Double,
        evidence: VerdictEvidence = VerdictEvidence(),
        valueTime: Timestamp = .distantPast
    ) -> Verdict {
        Verdict(
            phase: .raised,
            from: from,
            to: nil,
            detectedAt: detectedAt,
            value: value,
            threshold: threshold,
            evidence: evidence,
            valueTime: valueTime
        )
    }

    static func cleared(
        from: Timestamp,
        to: Timestamp,
        detectedAt: Timestamp,
        value: Double,
        threshold: Double,
        evidence: VerdictEvidence = VerdictEvidence(),
        valueTime: Timestamp = .distantPast
    ) -> Verdict {
        Verdict(
            phase: .cleared,
            from: from,
            to: max(from, to),
            detectedAt: detectedAt,
            value: value,
            threshold: threshold,
            evidence: evidence,
            valueTime: valueTime
        )
    }
}
