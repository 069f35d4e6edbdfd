/// How the lines of a text are made, by its first one.
struct DelimitedLayout {
    /// The longest header, in bytes: it is gone through for every line.
    static let headerByteLimit = 4_096

    /// What stands between the parts of a line; a blank stands for any run of them.
    let separator: UInt8
    /// The names of the columns, of the first line or declared; nil for pairs.
    let header: UnsafeBufferPointer<UInt8>?
    /// What stands between the names.
    let headerSeparator: UInt8

    var isHeader: Bool { header != nil }

    /// Whether a comma can be nothing but part of a number.
    var allowsDecimalComma: Bool { separator == UInt8(ascii: ";") || separator == UInt8(ascii: "\t") }

    init(_ line: UnsafeBufferPointer<UInt8>) throws(DelimitedFault) {
        separator = Self.separator(of: line)
        headerSeparator = separator
        var cells = DelimitedCells(line, separator)
        if let first = cells.next(), DelimitedPair(first) != nil {
            header = nil
            return
        }
        guard line.count <= Self.headerByteLimit else { throw .headerTooLong }
        cells = DelimitedCells(line, separator)
        var words = 0
        while let cell = cells.next() {
            // A number or a time among the words: a line of values whose header is missing.
            guard !(cell.first.map(PlainText.isOfNumber) ?? false), !cell.contains(UInt8(ascii: ",")) else {
                throw .noNames
            }
            if cell.contains(where: DelimitedPair.isLetter) { words += 1 }
        }
        guard words > 0 else { throw .noNames }
        header = line
    }

    /// The layout of lines whose columns are declared.
    ///
    /// - Parameters:
    ///   - line: the first one.
    ///   - declared: ``DelimitedColumns/header``.
    init(_ line: UnsafeBufferPointer<UInt8>, declared: UnsafeBufferPointer<UInt8>) {
        // Without any separator blanks are meant: a header would have said how many columns there are.
        let separator = Self.separator(of: line)
        self.separator = separator == UInt8(ascii: ",") && !line.contains(separator) ? UInt8(ascii: " ") : separator
        header = declared
        headerSeparator = DelimitedColumns.separator
    }

    /// Whether a line names a column as it is declared, so that it is a header and not values.
    func isHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let header else { return false }
        var names = DelimitedCells(header, headerSeparator)
        var cells = DelimitedCells(line, separator)
        while let name = names.next(), let cell = cells.next() {
            if !name.isEmpty, PlainText.areEqualFolded(name, cell) { return true }
        }
        return false
    }

    /// The layout of another line: below a header the same, while each line of pairs has a separator of its own.
    func ofLine(_ line: UnsafeBufferPointer<UInt8>) throws(DelimitedFault) -> DelimitedLayout {
        if isHeader { return self }
        let own = try DelimitedLayout(line)
        guard !own.isHeader else { throw .notAPair }
        return own
    }

    private static func separator(of line: UnsafeBufferPointer<UInt8>) -> UInt8 {
        for separator in [UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
        where line.contains(separator) { return separator }
        // Without any of them, blanks only separate pairs: the name of a single column may hold some.
        return line.contains(UInt8(ascii: "=")) || line.contains(UInt8(ascii: ":"))
            ? UInt8(ascii: " ") : UInt8(ascii: ",")
    }
}
