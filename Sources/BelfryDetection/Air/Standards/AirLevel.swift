public import BelfryModel

/// What a rule wants to hear of: `level: alert | information | limit`.
///
/// Intuition: three desks. An alert wakes the duty officer and goes to the public, information goes to those who are
/// sensitive, and a limit goes into a list that is counted at the end of the year.
///
/// Limits: a target of the EU and a guideline of the WHO are limits here, named by their own word in the text.
///
/// Not done: several levels in one rule. They differ in severity and in whom they wake, which is what rules are for.
///
/// Source: Directive (EU) 2024/2881, annex I, sections 1, 2 and 4.
public enum AirLevel: String, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    case alert
    case information
    case limit

    /// The kind of the findings.
    public var findingKind: FindingKind {
        switch self {
        case .alert: .airAlert
        case .information: .airInformation
        case .limit: .airLimit
        }
    }

    /// Whether a number of a law belongs to it.
    func holds(_ kind: AirStandard.Kind) -> Bool {
        switch kind {
        case .alert: self == .alert
        case .information: self == .information
        case .limit, .target, .guideline: self == .limit
        }
    }
}

extension AirStandard.Kind {
    /// What the public calls the number.
    var name: String {
        switch self {
        case .limit: "limit value"
        case .target: "target value"
        case .information: "information threshold"
        case .alert: "alert threshold"
        case .guideline: "guideline level"
        }
    }
}
