import BelfryAPI
import BelfryModel

/// A series as a table, or as CSV; on a terminal with its shape in one line.
struct SeriesPage {
    let answer: QueryDocument
    let local: LocalTime
    let terminal: Terminal

    /// The lines for a person.
    var lines: [String] {
        let heading = TerminalText.neutralised(answer.series) + (method.isEmpty ? "" : ", \(method)")
        guard !answer.points.isEmpty else { return [heading, "no readings between \(span)"] }
        let shape = terminal.isTerminal ? [""] + self.shape : []
        return [heading] + table.lines(on: terminal) + shape + [summary]
    }

    /// The lines of RFC 4180 with times in UTC; for a spreadsheet or a script.
    var csvLines: [String] {
        let header = "time,value,unit" + (isAggregated ? "" : ",quality")
        return [header]
            + answer.points.map { point in
                let value = point.value.isFinite ? point.value.description : ""
                let quality = isAggregated ? "" : ",\(CSVText.cell(point.quality ?? ""))"
                return "\(CSVText.cell(point.time)),\(value),\(CSVText.cell(answer.unit))\(quality)"
            }
    }

    private var isAggregated: Bool { answer.aggregate != nil }

    private var method: String {
        guard let aggregate = answer.aggregate else { return "" }
        let step = answer.stepSeconds.map { " of \(DurationText.short(seconds: $0))" } ?? ""
        return "\(TerminalText.neutralised(aggregate))\(step)"
    }

    private var table: TextTable {
        let zone = instant(answer.to).map(local.zoneName) ?? "UTC"
        let unit = TerminalText.neutralised(Unit(answer.unit).symbol)
        var columns: [TextTable.Column] = [
            .init(title: "TIME (\(zone))"),
            .init(title: unit.isEmpty ? "VALUE" : "VALUE (\(unit))", alignment: .right),
        ]
        if !isAggregated { columns.append(.init(title: "QUALITY")) }
        return TextTable(columns: columns, rows: answer.points.map(row))
    }

    private func row(_ point: QueryPoint) -> [TextTable.Cell] {
        let time = instant(point.time).map { "\(local.date($0)) \(local.clock($0))" } ?? point.time
        let cells: [TextTable.Cell] = [.init(time), .init(MeasureText.number(point.value))]
        guard !isAggregated else { return cells }
        let quality = point.quality ?? ""
        return cells + [.init(quality, style: quality == "good" ? .plain : .caution)]
    }

    private var shape: [String] {
        guard let from = instant(answer.from), let to = instant(answer.to), to > from else { return [] }
        let length = Double(to.nanosecondsSince(from))
        let points = answer.points.compactMap { point in
            instant(point.time).map { (position: Double($0.nanosecondsSince(from)) / length, value: point.value) }
        }
        return [Sparkline.line(points, width: terminal.widthOfPage)]
    }

    private var summary: String {
        let values = answer.points.map(\.value).filter(\.isFinite)
        guard let low = values.min(), let high = values.max(), let last = answer.points.last else { return "no values" }
        let measure = { (value: Double) in MeasureText.measure(value, unit: answer.unit) }
        let count = answer.points.count == 1 ? "1 point" : "\(MeasureText.grouped(answer.points.count)) points"
        let cut = answer.truncated ? "; there are more" : ""
        return "\(count), least \(measure(low)), greatest \(measure(high)), last \(measure(last.value))\(cut)"
    }

    private var span: String {
        let times = [answer.from, answer.to].map { instant($0).map(local.full) ?? $0 }
        return times.joined(separator: " and ")
    }

    private func instant(_ text: String) -> Timestamp? {
        Timestamp(rfc3339: text)
    }
}
