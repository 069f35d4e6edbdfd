// What `belfry replay --scores` writes: a row for each row of the table, in its order.
//
//     timestamp,value,anomaly_score                       one series
//     timestamp,sensor,quantity,value,anomaly_score       many
//
// Times are written as `YYYY-MM-DD HH:MM:SS` in UTC where they are whole seconds, else as RFC 3339.

import BelfryDetection
import BelfryModel

/// A CSV file of anomaly scores.
struct ScoreSheet: ~Copyable {
    /// What watches every series for its scores alone; nobody is told what it finds.
    static let rule = "replay.scores"

    private var file: ScoreFile
    /// Whether the header is written, and with it said whose rows these are.
    private var hasSeries: Bool?

    /// Begins a file anew; `-` is standard output.
    ///
    /// - Throws: ``FileFault`` where it cannot be written.
    init(_ path: String) throws(FileFault) { file = try ScoreFile(path) }

    /// Adds the rules of a configuration one that scores every series.
    static func rules(_ rules: [Rule]) throws(RuleFault) -> [Rule] {
        rules + [try Rule(name: Self.rule, detector: .anomaly(AnomalyParameters()), severity: .warning)]
    }

    /// Writes the row of a row.
    ///
    /// - Throws: ``FileFault`` where it cannot be written.
    mutating func write(_ row: TableRow, score: Double) throws(FileFault) {
        let hasSeries = hasSeries ?? !row.sensor.isEmpty
        if self.hasSeries == nil {
            self.hasSeries = hasSeries
            try file.writeLine(
                hasSeries ? "timestamp,sensor,quantity,value,anomaly_score" : "timestamp,value,anomaly_score"
            )
        }
        let names = hasSeries ? "\(Self.cell(row.sensor)),\(Self.cell(row.quantity))," : ""
        try file.writeLine("\(Self.text(of: row.time)),\(names)\(row.value.map { "\($0)" } ?? ""),\(score)")
    }

    /// Lets everything out; before that there is no such file.
    ///
    /// - Throws: ``FileFault`` where it cannot be written.
    mutating func finish() throws(FileFault) { try file.finish() }

    private static func text(of time: Timestamp) -> String {
        let text = time.rfc3339
        guard time == time.alignedDown(toMultipleOf: Nanoseconds.perSecond), text.hasSuffix("Z") else { return text }
        return text.dropLast().split(separator: "T").joined(separator: " ")
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}
