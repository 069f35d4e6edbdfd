// The CSV that `belfry replay` takes:
//
//     timestamp,value                                  one series
//     timestamp,sensor,quantity,value[,unit]           many series
//
// Times are `YYYY-MM-DD HH:MM:SS` (read as UTC) or RFC 3339. A row's time is both its event and its arrival time.

import BelfryModel

/// One row of such a table.
struct TableRow: Equatable {
    var time: Timestamp
    var sensor: String
    var quantity: String
    /// Nil where the cell is empty: a missing value is not 0.
    var value: Double?
    var unit: String
}

/// Reads rows of a table line by line.
///
/// Pure: lines come in, rows or faults go out.
struct ReadingTable {
    /// Which cells a row has, in their order.
    private enum Shape {
        case single
        case many(hasUnit: Bool)
    }

    private let file: String
    private let shape: Shape

    /// A table with the given header line.
    ///
    /// - Throws: ``ReplayFault`` where the header is neither of the two.
    init(header: some StringProtocol, file: String) throws(ReplayFault) {
        self.file = file
        switch Self.cells(header).map({ $0.lowercased() }) {
        case ["timestamp", "value"]: shape = .single
        case ["timestamp", "sensor", "quantity", "value"]: shape = .many(hasUnit: false)
        case ["timestamp", "sensor", "quantity", "value", "unit"]: shape = .many(hasUnit: true)
        default:
            throw ReplayFault(
                file: file,
                line: 1,
                reason: "the header is \"\(header)\"; write timestamp,value or timestamp,sensor,quantity,value[,unit]"
            )
        }
    }

    /// The row of a line; nil for an empty line.
    ///
    /// - Throws: ``ReplayFault`` where a cell cannot be read.
    func row(_ text: some StringProtocol, line: Int) throws(ReplayFault) -> TableRow? {
        let cells = Self.cells(text)
        if cells == [""] { return nil }
        let expected: Int
        switch shape {
        case .single: expected = 2
        case .many(let hasUnit): expected = hasUnit ? 5 : 4
        }
        guard cells.count == expected else {
            throw ReplayFault(file: file, line: line, reason: "\(cells.count) cells where the header has \(expected)")
        }
        guard let time = Timestamp(rfc3339: cells[0], defaultOffsetSeconds: 0) else {
            throw ReplayFault(
                file: file,
                line: line,
                reason: "\"\(cells[0])\" is not a time; write 2026-01-31 08:00:00 or RFC 3339"
            )
        }
        switch shape {
        case .single:
            return TableRow(time: time, sensor: "", quantity: "", value: try value(cells[1], line: line), unit: "")
        case .many(let hasUnit):
            return TableRow(
                time: time,
                sensor: cells[1],
                quantity: cells[2],
                value: try value(cells[3], line: line),
                unit: hasUnit ? cells[4] : ""
            )
        }
    }

    private func value(_ cell: String, line: Int) throws(ReplayFault) -> Double? {
        if cell.isEmpty { return nil }
        guard let value = Double(cell) else {
            throw ReplayFault(file: file, line: line, reason: "\"\(cell)\" is not a number")
        }
        return value.isFinite ? value : nil
    }

    /// The cells of a line (RFC 4180 without line breaks inside quotes).
    private static func cells(_ text: some StringProtocol) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var characters = text.unicodeScalars.makeIterator()
        while let character = characters.next() {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                cells.append(cell)
                cell = ""
            case "\r": continue
            default: cell.unicodeScalars.append(character)
            }
        }
        cells.append(cell)
        return cells
    }
}
