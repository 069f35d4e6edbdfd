/// Cells of CSV lines (RFC 4180, without line breaks inside quotes).
enum CSVCells {
    /// The cells of a line.
    ///
    /// - Returns: nil where a quote is not closed, as by a line break in a cell.
    static func cells(_ line: some Sequence<UInt8>) -> [String]? {
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var isAfterQuote = false
        for byte in line {
            switch byte {
            case UInt8(ascii: "\""):
                // A doubled quote inside quotes is one.
                if isAfterQuote, !isQuoted { cell.append(byte) }
                isQuoted.toggle()
                isAfterQuote = !isQuoted
                continue
            case UInt8(ascii: ",") where !isQuoted:
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\r") where !isQuoted: break
            default: cell.append(byte)
            }
            isAfterQuote = false
        }
        guard !isQuoted else { return nil }
        cells.append(String(decoding: cell, as: UTF8.self))
        return cells
    }

    /// A text that was kept from being taken for a formula, as it was.
    static func withoutGuard(_ cell: String) -> String {
        guard cell.first == "'", let next = cell.dropFirst().first, "=+-@".contains(next) else { return cell }
        return String(cell.dropFirst())
    }
}
