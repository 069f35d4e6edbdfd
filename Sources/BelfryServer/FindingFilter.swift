public import BelfryModel

/// Which findings `GET /api/v1/findings` asks for.
public struct FindingFilter: Sendable {
    /// On any label; all have to match.
    public var matchers: [LabelMatcher]
    /// Nil for both.
    public var phase: Finding.Phase?
    /// Detected at or after; nil for all.
    public var since: Timestamp?
    public var limit: Int

    public init(
        matchers: [LabelMatcher] = [],
        phase: Finding.Phase? = nil,
        since: Timestamp? = nil,
        limit: Int = 1_000
    ) {
        self.matchers = matchers
        self.phase = phase
        self.since = since
        self.limit = limit
    }

    /// Whether a finding is asked for; the limit is the caller's.
    public func matches(_ finding: Finding) -> Bool {
        if let phase, finding.phase != phase { return false }
        if let since, finding.detectedAt < since { return false }
        return matchers.allSatisfy { matcher in
            switch matcher.label {
            case .kind: matcher.matches(finding.kind.rawValue)
            case .severity: matcher.matches(finding.severity.name)
            case .rule: matcher.matches(finding.rule)
            default: matcher.matches(finding.series)
            }
        }
    }
}
