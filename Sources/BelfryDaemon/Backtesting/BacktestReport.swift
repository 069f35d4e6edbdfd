public import BelfryModel

/// What changed rules and those in force said of the same time.
public struct BacktestReport: Sendable {
    public var from: Timestamp
    public var to: Timestamp
    public var readings: Int
    public var rules: [RulePair]
    /// By time.
    public var entries: [Entry]

    /// A rule in question, and the one of its name that is in force.
    public struct RulePair: Sendable, Hashable {
        public var name: String
        public var version: String
        /// nil: there is none.
        public var versionInForce: String?
    }

    /// Who raised something.
    public enum Side: String, Sendable, CaseIterable {
        case changedOnly = "new"
        case inForceOnly = "old"
        case both
    }

    /// One thing that was raised, by one side or by both.
    public struct Entry: Sendable {
        public var side: Side
        /// Of the changed rule where it raised it.
        public var occurrence: Occurrence
        /// Of the rule in force where both raised it.
        public var inForce: Occurrence?
    }

    /// A finding from its beginning to its end.
    public struct Occurrence: Sendable {
        public var raised: Finding
        public var cleared: Finding?

        var raisedAt: Timestamp { raised.detectedAt }
        var end: Timestamp { cleared?.to ?? .distantFuture }

        /// The findings of a run, each with its end.
        static func all(in findings: [Finding]) -> [Occurrence] {
            let ends = Dictionary(findings.filter { $0.phase == .cleared }.map { ($0.id, $0) }) { $1 }
            return findings.filter { $0.phase == .raised }.map { Occurrence(raised: $0, cleared: ends[$0.id]) }
        }
    }

    /// How many entries of each side a rule has, of one day in UTC or of all.
    public func count(_ side: Side, rule: String, day: String? = nil) -> Int {
        entries.count { entry in
            entry.side == side && entry.occurrence.raised.rule == rule
                && (day == nil || Self.day(of: entry.occurrence.raised) == day)
        }
    }

    /// The days in UTC on which anything was raised, the first first.
    public var days: [String] { Array(Set(entries.map { Self.day(of: $0.occurrence.raised) })).sorted() }

    /// `2026-11-23`.
    public static func day(of finding: Finding) -> String { String(finding.detectedAt.rfc3339.prefix(10)) }
}
