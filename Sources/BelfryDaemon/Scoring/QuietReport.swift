import BelfryModel

/// What was found, and what was heard, of a quiet city.
public struct QuietReport: Sendable, Encodable {
    /// Of one rule.
    public struct Row: Sendable, Hashable, Encodable {
        public var rule: String
        /// Raised.
        public var findings = 0
        /// Incidents that this rule's finding made heard.
        public var heard = 0
    }

    public var sensors: Int
    public var series: Int
    public var readings = 0
    /// The days that were counted.
    public var days = 0
    /// In order of the rules' names.
    public private(set) var rows: [Row] = []
    /// What the first of those who were heard said.
    public private(set) var texts: [String] = []

    init(sensors: Int, series: Int) {
        self.sensors = sensors
        self.series = series
    }

    public var findings: Int { rows.reduce(0) { $0 + $1.findings } }
    public var heard: Int { rows.reduce(0) { $0 + $1.heard } }

    /// So many a day.
    public func perDay(_ count: Int) -> Double { days > 0 ? Double(count) / Double(days) : 0 }

    mutating func count(_ finding: Finding, isHeard: Bool) {
        let place = rows.firstIndex { $0.rule >= finding.rule } ?? rows.count
        if place == rows.count || rows[place].rule != finding.rule { rows.insert(Row(rule: finding.rule), at: place) }
        guard isHeard else {
            rows[place].findings += 1
            return
        }
        rows[place].heard += 1
        if texts.count < QuietScoring.textLimit { texts.append("\(finding.detectedAt.rfc3339) \(finding.text)") }
    }
}
