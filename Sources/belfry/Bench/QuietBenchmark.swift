import BelfryDaemon
import BelfrySimulator

/// `belfry bench quiet`: what the shipped rules say of ten thousand sensors to whom nothing happens.
struct QuietBenchmark {
    /// What an operator should hear of them in a day, at most.
    private static let heardPerDay = 30.0

    var sensors: Int
    var seed: UInt64

    func run() throws -> QuietReport {
        let configuration = try Configuration.load(
            path: "\(ShippedFiles.folder())/belfry.yaml",
            environment: [:],
            secrets: .whereAvailable
        )
        var scoring = try QuietScoring(
            rules: configuration.rules,
            city: QuietCity(seed: seed, sensors: sensors)
        )
        return scoring.run()
    }

    /// The figures for a person.
    func lines(_ report: QuietReport, on terminal: Terminal) -> [String] {
        let columns = [
            TextTable.Column(title: "quiet"),
            TextTable.Column(title: "findings a day", alignment: .right),
            TextTable.Column(title: "incidents heard a day", alignment: .right),
            TextTable.Column(title: "at most", alignment: .right),
        ]
        var rows = report.rows.map { row in
            [
                TextTable.Cell(row.rule), TextTable.Cell(text(report.perDay(row.findings))),
                TextTable.Cell(text(report.perDay(row.heard))), TextTable.Cell(""),
            ]
        }
        let heard = report.perDay(report.heard)
        rows.append([
            TextTable.Cell("all"), TextTable.Cell(text(report.perDay(report.findings))),
            TextTable.Cell(text(heard), style: heard <= Self.heardPerDay ? .good : .caution),
            TextTable.Cell(text(Self.heardPerDay), style: .quiet),
        ])
        let size = "\(MeasureText.grouped(report.sensors)) sensors, \(MeasureText.grouped(report.series)) series"
        let length = "\(MeasureText.grouped(report.readings)) readings, \(report.days) days after the first week"
        return TextTable(columns: columns, rows: rows).lines(on: terminal) + ["  \(size), \(length), seed \(seed)", ""]
    }

    private func text(_ number: Double) -> String { MeasureText.number(number) }
}
