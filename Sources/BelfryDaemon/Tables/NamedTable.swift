import BelfryModel

/// A CSV file whose columns have names, row by row.
struct NamedTable: ~Copyable {
    private let file: String
    private let columns: [String: Int]
    private var lines: LineFile
    private(set) var line = 1

    /// Opens a file and reads its header.
    ///
    /// - Throws: ``FileFault`` where it cannot be read or lacks one of the columns.
    init(_ file: String, columns wanted: [String]) throws(FileFault) {
        var lines = try LineFile(file)
        let names = CSVCells.cells(try lines.next() ?? []) ?? []
        let columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        if let missing = wanted.first(where: { columns[$0] == nil }) {
            throw FileFault(
                file: file,
                line: 1,
                reason: "it has no column \"\(missing)\"; the header is \"\(names.joined(separator: ","))\""
            )
        }
        self.file = file
        self.lines = lines
        self.columns = columns
    }

    /// Whether there is a column of that name.
    func has(_ column: String) -> Bool { columns[column] != nil }

    /// The next row by column; nil at the end.
    ///
    /// - Throws: ``FileFault`` where it cannot be read.
    mutating func next() throws(FileFault) -> [String]? {
        while let text = try lines.next() {
            line += 1
            if text.isEmpty { continue }
            guard let cells = CSVCells.cells(text), cells.count == columns.count else {
                throw FileFault(
                    file: file,
                    line: line,
                    reason: "the header has \(columns.count) cells and this has others"
                )
            }
            return cells
        }
        return nil
    }

    /// A cell of a row; empty where there is no such column.
    func cell(_ column: String, of row: [String]) -> String { columns[column].map { row[$0] } ?? "" }

    /// A cell of the row just read, as a time.
    func time(_ column: String, of row: [String]) throws(FileFault) -> Timestamp {
        try CellText.time(cell(column, of: row), file: file, line: line)
    }
}
