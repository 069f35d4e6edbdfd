// The CSV that `belfry replay` and `belfry import` take, columns in any order:
//
//     timestamp,value                                                      one series
//     timestamp,sensor,quantity,value[,unit][,agency][,quality]            many series; what `belfry export` writes
//
// Times are `YYYY-MM-DD HH:MM:SS` (read as UTC) or RFC 3339. A row's time is both its event and its arrival time.

import BelfryModel

/// Reads rows of a table line by line.
///
/// Pure: lines come in, rows or faults go out.
struct ReadingTable {
    /// What a column holds.
    private enum Column: String, CaseIterable {
        case timestamp, agency, sensor, quantity, value, unit, quality, aggregate
        case stepSeconds = "step_seconds"
    }

    private let file: String
    private let columns: [Column]

    /// A table with the given header line.
    ///
    /// - Throws: ``FileFault`` where the header has a column that is not known, or lacks one.
    init(header: [UInt8], number: Int, file: String) throws(FileFault) {
        self.file = file
        let names = CSVCells.cells(Self.withoutMark(header)) ?? []
        var columns: [Column] = []
        for name in names {
            // What belfry query --csv calls it.
            let word = name.lowercased() == "time" ? Column.timestamp.rawValue : name.lowercased()
            guard let column = Column(rawValue: word), !columns.contains(column) else {
                let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
                throw FileFault(
                    file: file,
                    line: number,
                    reason:
                        "the header has the column \"\(name)\"; separated by commas, each of \(known) may be there once"
                )
            }
            columns.append(column)
        }
        let hasSeries = columns.contains(.sensor) == columns.contains(.quantity)
        guard columns.contains(.timestamp), columns.contains(.value), hasSeries else {
            throw FileFault(
                file: file,
                line: number,
                reason: """
                    the header is "\(names.joined(separator: ","))"; write timestamp,value or \
                    timestamp,sensor,quantity,value[,unit][,agency][,quality]
                    """
            )
        }
        self.columns = columns
    }

    /// The row of a line; nil for an empty line.
    ///
    /// - Throws: ``FileFault`` where a cell cannot be read.
    func row(_ line: [UInt8], number: Int) throws(FileFault) -> TableRow? {
        guard let cells = CSVCells.cells(line) else {
            throw FileFault(file: file, line: number, reason: "a quote is not closed before the end of the line")
        }
        if cells == [""] { return nil }
        guard cells.count == columns.count else {
            throw FileFault(
                file: file,
                line: number,
                reason: "\(cells.count) cells where the header has \(columns.count)"
            )
        }
        var row = TableRow(time: .distantPast)
        for (column, cell) in zip(columns, cells) {
            switch column {
            case .timestamp: row.time = try CellText.time(cell, file: file, line: number)
            case .agency: row.agency = CSVCells.withoutGuard(cell)
            case .sensor: row.sensor = CSVCells.withoutGuard(cell)
            case .quantity: row.quantity = cell
            case .value: row.value = try CellText.value(cell, file: file, line: number)
            case .unit: row.unit = cell
            case .quality: row.quality = try CellText.quality(cell, file: file, line: number)
            case .aggregate: row.isAggregate = !cell.isEmpty
            case .stepSeconds: break
            }
        }
        return row
    }

    /// Spreadsheets begin a file with a byte order mark.
    private static func withoutMark(_ line: [UInt8]) -> ArraySlice<UInt8> {
        line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...]
    }
}
