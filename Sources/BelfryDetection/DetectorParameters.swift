import BelfryModel

/// What a rule asks of one kind of detector, and all that the rule has to know of it.
///
/// ```
///   detector: flat_line ──► name           check ──► a fault with its key and its remedy
///   tolerance: 0.2 K                       digest ──► the rule's version
///   duration: 2h                           terms ──► what a series' state is fed with, limits in its unit
///                                          sentence ──► what an operator reads
/// ```
protocol DetectorParameters: Sendable, Hashable {
    /// What users write as `detector:`.
    static var name: String { get }
    /// The kind of its findings where the rule names none.
    static var kind: FindingKind { get }
    /// Whether it may be fed with closed windows; the others look at each reading.
    static var acceptsWindow: Bool { get }

    /// The kind of this one's findings where the rule names none.
    var findingKind: FindingKind { get }
    /// The window of a rule that names none; nil: every reading.
    var usualWindow: RuleWindow? { get }
    /// What it has to be shown in order to say anything.
    var needs: DetectorNeeds { get }

    /// Throws where a parameter cannot be.
    func check(_ validator: RuleValidator) throws(RuleFault)
    /// Throws where a window that the rule names is none for it.
    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault)
    /// Adds every parameter, in an order that never changes.
    func combine(into digest: inout DefinitionDigest)
    /// The parameters in the unit of a series.
    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms
    /// One sentence on what was raised or cleared.
    func sentence(_ text: FindingText) -> String
}

extension DetectorParameters {
    static var acceptsWindow: Bool { false }
    var findingKind: FindingKind { Self.kind }
    var usualWindow: RuleWindow? { nil }
    var needs: DetectorNeeds { DetectorNeeds() }

    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault) {}
}
