// The NDJSON that `belfry import` takes, which `belfry export --json` and `belfry query --json` write:
//
//     {"series":"env/aq-07/no2","time":"2026-11-18T12:00:00Z","value":31.5,"unit":"ug/m3","quality":"good"}
//     {"sensor":"aq-07","quantity":"no2","time":"…","value":31.5}              the series may be told in parts

import BelfryModel
import FoundationEssentials

/// Reads rows out of NDJSON line by line.
struct ReadingLines {
    private let file: String
    private let decoder = JSONDecoder()

    init(file: String) {
        self.file = file
    }

    private struct Line: Decodable {
        var series: String?
        var agency: String?
        var sensor: String?
        var quantity: String?
        var time: String?
        var timestamp: String?
        var value: Double?
        var unit: String?
        var quality: String?
        var aggregate: String?
        /// Of a trace.
        var topic: String?
    }

    /// The row of a line; nil for an empty line.
    ///
    /// - Throws: ``FileFault`` where it cannot be read.
    func row(_ text: [UInt8], number: Int) throws(FileFault) -> TableRow? {
        if text.isEmpty { return nil }
        guard let line = try? decoder.decode(Line.self, from: Data(text)) else {
            throw fault(number, "this is no JSON object with series, time and value as export --json writes them")
        }
        guard line.topic == nil else {
            throw fault(number, "this is a recording of messages; belfry replay reads it, and import takes readings")
        }
        guard let time = line.time ?? line.timestamp else { throw fault(number, "\"time\" is missing") }
        var row = TableRow(
            time: try CellText.time(time, file: file, line: number),
            agency: line.agency ?? "",
            sensor: line.sensor ?? "",
            quantity: line.quantity ?? "",
            value: line.value.flatMap { $0.isFinite ? $0 : nil },
            unit: line.unit ?? "",
            quality: try CellText.quality(line.quality ?? "", file: file, line: number),
            isAggregate: line.aggregate != nil
        )
        if let series = line.series { try take(series, into: &row, number) }
        return row
    }

    /// `agency/sensor/quantity`; a sensor's name may have slashes of its own.
    private func take(_ series: String, into row: inout TableRow, _ number: Int) throws(FileFault) {
        guard let first = series.firstIndex(of: "/"), let last = series.lastIndex(of: "/"), first < last else {
            throw fault(number, "\"\(series)\" is no series; write agency/sensor/quantity")
        }
        row.agency = String(series[..<first])
        row.sensor = String(series[series.index(after: first)..<last])
        row.quantity = String(series[series.index(after: last)...])
    }

    private func fault(_ number: Int, _ reason: String) -> FileFault {
        FileFault(file: file, line: number, reason: reason)
    }
}
