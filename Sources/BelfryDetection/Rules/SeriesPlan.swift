public import BelfryWindows

/// What the engine does for one series: its windows, and one detector a rule that matches.
public struct SeriesPlan: Sendable {
    /// Each length once.
    public var windows: [WindowDefinition]
    /// In the order of the rules.
    public var detectors: [DetectorBinding]
    /// Rules that match the series and still cannot watch it.
    public var skipped: [SkippedRule]
    /// What the rules agree on for windows that depend on the order of readings.
    var agreement = WindowAgreement()

    /// The same as the windows need it.
    public var terms: OrderedTerms { agreement.terms }
}

/// One detector of a series.
public struct DetectorBinding: Sendable, Hashable, BitwiseCopyable {
    /// What it asks; the engine keeps a state for it and feeds that.
    public var terms: DetectorTerms
    /// The index in ``SeriesPlan/windows``; -1: every reading.
    public var window: Int32
    /// What it reads off its windows.
    public var aggregate: WindowAggregate
    /// Its windows go to the group that the series belongs to; the detector is never fed.
    public var isMember: Bool
    /// What a sensor at fault says reaches it all the same: it speaks of the sensor's health, or is critical.
    ///
    /// An alarm that is lost is worse than one that a broken sensor rings.
    public var isHeardInDoubt: Bool
    /// While it is raised the sensor's readings feed nothing that speaks of the city.
    ///
    /// Not where it looks at windows: they get no readings then, and it would never see the end.
    public var doubtsReadings: Bool
    /// The rule is judged at some hours only.
    public var isScheduled = false

    /// The index in ``RuleSet/rules``.
    public var rule: Int32 { terms.rule }
}

/// A rule that matches a series and cannot watch it, with the reason: somebody believes this sensor to be guarded.
public struct SkippedRule: Sendable, Hashable {
    public var rule: Int32
    /// One sentence: what does not fit and what to do.
    public var reason: String
}
