import BelfryAPI
import BelfryModel

/// An incident's findings in the order in which they explain it, those that are not printed in full as a line each.
struct GroundsSummary {
    /// Findings that a person still reads in full.
    private static let findingsInFull = 3

    /// The findings that get one line.
    let findings: [FindingDocument]
    let local: LocalTime
    let now: Timestamp
    let terminal: Terminal

    /// The worst first, among equals the earliest.
    static func ordered(_ findings: [FindingDocument]) -> [FindingDocument] {
        findings.map { finding in
            let severity = Severity(name: finding.severity).map { Int($0.rawValue) } ?? -1
            return (key: (-severity, Timestamp(rfc3339: finding.from) ?? .distantFuture, finding.id), finding: finding)
        }
        .sorted { $0.key < $1.key }
        .map(\.finding)
    }

    /// How many of the ordered ones are worth printing in full: the worst.
    static func countInFull(_ ordered: [FindingDocument]) -> Int {
        ordered.prefix(findingsInFull).prefix { $0.severity == ordered.first?.severity }.count
    }

    /// The lines; none where there is nothing left.
    var lines: [String] {
        guard let first = findings.first else { return [] }
        let count = findings.count == 1 ? "1 more finding" : "\(findings.count) more findings"
        let hint = "\(count); in full: belfry explain \(first.id)"
        return [TerminalText.neutralised(hint)] + table.lines(on: terminal)
    }

    private var table: TextTable {
        TextTable(
            columns: [
                .init(title: "SEVERITY"), .init(title: "FINDING"), .init(title: "SINCE"), .init(title: "IS"),
                .init(title: "WHAT", mayShrink: true),
            ],
            rows: findings.map { finding in
                let since = Timestamp(rfc3339: finding.from).map { local.moment($0, now: now) } ?? finding.from
                let style = TextStyle(severity: finding.severity)
                return [
                    .init(finding.severity.uppercased(), style: style), .init(finding.id), .init(since),
                    .init(finding.phase), .init(finding.asRaised.text),
                ]
            }
        )
    }
}
