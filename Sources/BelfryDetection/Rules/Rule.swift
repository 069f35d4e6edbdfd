public import BelfryModel

/// What to watch for, on which series, and what to say about it: one entry of `rules`, validated.
///
/// A rule that exists is sound: whatever its parts say, ``init(name:matchers:detector:window:group:unit:severity:kind:text:runbook:owner:revision:schedule:isOutsideCorridors:)``
/// has checked.
public struct Rule: Sendable, Hashable {
    public let name: String
    /// All of them have to match; none at all means every series.
    public let matchers: [LabelMatcher]
    public let detector: DetectorDefinition
    /// nil: every reading, of a detector that brings no windows of its own along.
    public let window: RuleWindow?
    /// nil: each series by itself.
    public let group: RuleGroup?
    /// nil: at every hour.
    public let schedule: RuleSchedule?
    /// Whether it leaves the stations of corridors out: what can be looked at together tells more than one station by itself.
    public let isOutsideCorridors: Bool
    /// The unit of the detector's limits; unknown: the unit of each series.
    public let unit: Unit
    public let severity: Severity
    public let kind: FindingKind
    /// The template of the finding's sentence; empty: the detector's own.
    public let text: String
    public let runbook: String
    /// The agency that answers for the rule; empty where nobody is named.
    public let owner: String
    /// The author's own label of this state of the rule; empty where none is given.
    public let revision: String
    /// Ten characters that change with anything in the definition.
    public let version: String

    let template: TextTemplate?

    /// A rule from its parts.
    ///
    /// - Parameters:
    ///   - kind: nil means the detector's own kind.
    ///   - text: may hold the placeholders of ``TextTemplate/Placeholder``.
    /// - Throws: ``RuleFault`` for the first key that is wrong.
    public init(
        name: String,
        matchers: [LabelMatcher] = [],
        detector: DetectorDefinition,
        window: RuleWindow? = nil,
        group: RuleGroup? = nil,
        unit: Unit = .unknown,
        severity: Severity,
        kind: FindingKind? = nil,
        text: String = "",
        runbook: String = "",
        owner: String = "",
        revision: String = "",
        schedule: RuleSchedule? = nil,
        isOutsideCorridors: Bool = false
    ) throws(RuleFault) {
        let validator = RuleValidator(rule: name)
        try validator.checkName()
        try validator.check(matchers)
        try validator.check(detector)
        let window = window ?? detector.usualWindow
        try validator.check(severity, of: kind ?? detector.defaultKind)
        try validator.check(window, for: detector)
        try validator.check(group, of: window)
        try validator.check(schedule, for: detector, of: group)
        try validator.checkUnit(unit)
        try validator.checkShares(of: detector, read: group?.combination == .count ? nil : window?.aggregate, unit)
        try validator.checkLength(of: text, key: "text", bytes: RuleLimits.textBytes)
        try validator.checkLength(of: runbook, key: "runbook", bytes: RuleLimits.runbookBytes)
        try validator.checkLength(of: owner, key: "owner", bytes: RuleLimits.nameBytes)
        try validator.checkLength(of: revision, key: "revision", bytes: RuleLimits.nameBytes)
        self.name = name
        self.matchers = matchers
        self.detector = detector
        self.window = window
        self.group = group
        self.unit = unit
        self.severity = severity
        self.kind = kind ?? detector.defaultKind
        self.text = text
        self.runbook = runbook
        self.owner = owner
        self.revision = revision
        self.schedule = schedule
        self.isOutsideCorridors = isOutsideCorridors
        self.template = text.isEmpty ? nil : try TextTemplate(text, rule: name)
        self.version = Self.version(
            name: name,
            matchers: matchers,
            detector: detector,
            window: window,
            group: group,
            unit: unit,
            severity: severity,
            kind: self.kind,
            text: text,
            runbook: runbook,
            owner: owner,
            revision: revision,
            schedule: schedule,
            isOutsideCorridors: isOutsideCorridors
        )
    }

    /// Whether a series on which it is raised is at fault itself, so that its values feed nothing but the watches over its health.
    ///
    /// Windows would get no readings meanwhile, so a rule over them would never see the fault end. A device that disowns its own
    /// values marks each of them, and those that it does not mark are good.
    var doubtsReadings: Bool {
        if case .declaredFault = detector { return false }
        return kind.doubtsReadings && window == nil
    }

    /// Whether the rule is meant for a series.
    public func matches(_ series: SeriesDescriptor) -> Bool {
        matchers.allSatisfy { $0.matches(series) }
    }
}
