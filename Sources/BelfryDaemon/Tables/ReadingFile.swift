/// A file of readings, row by row: CSV, or NDJSON where it begins with a brace.
struct ReadingFile: ~Copyable {
    private let file: String
    private var lines: LineFile
    private var number: Int
    /// The first line, where it is a row.
    private var first: [UInt8]?
    private let form: Form

    private enum Form {
        case table(ReadingTable)
        case lines(ReadingLines)

        init(_ line: [UInt8], number: Int, file: String) throws(FileFault) {
            let isObject = line.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "{")
            self =
                isObject
                ? .lines(ReadingLines(file: file)) : .table(try ReadingTable(header: line, number: number, file: file))
        }
    }

    /// Opens a file and reads its header; `-` is standard input.
    init(_ file: String) throws(FileFault) {
        var lines = try LineFile(file)
        var line = try lines.next()
        var number = 1
        while line?.isEmpty == true {
            line = try lines.next()
            number += 1
        }
        guard let line else { throw FileFault(file: file, reason: "the file is empty") }
        let form = try Form(line, number: number, file: file)
        if case .lines = form { first = line } else { first = nil }
        self.file = file
        self.lines = lines
        self.number = number
        self.form = form
    }

    /// The next row and the number of its line, from 1; nil at the end.
    mutating func next() throws(FileFault) -> (row: TableRow, line: Int)? {
        while let line = try nextLine() {
            let row: TableRow? =
                switch form {
                case .table(let table): try table.row(line, number: number)
                case .lines(let lines): try lines.row(line, number: number)
                }
            if let row { return (row, number) }
        }
        return nil
    }

    private mutating func nextLine() throws(FileFault) -> [UInt8]? {
        if let line = first {
            first = nil
            return line
        }
        number += 1
        return try lines.next()
    }
}
