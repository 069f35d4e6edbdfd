/// A table in columns of text, fitted to a width by shortening what is allowed to be short.
struct TextTable {
    /// How one column behaves.
    struct Column {
        var title: String
        var alignment: TerminalText.Alignment = .left
        /// Whether its cells may be cut to make the table fit.
        var mayShrink = false
    }

    /// One cell: harmless text and its style.
    struct Cell {
        var text: String
        var style: TextStyle = .plain

        init(_ text: String, style: TextStyle = .plain) {
            self.text = TerminalText.neutralised(text)
            self.style = style
        }
    }

    /// A column is never cut to less than this.
    private static let minimumColumns = 6
    private static let gap = "  "

    var columns: [Column]
    /// Each row has one cell a column.
    var rows: [[Cell]]

    /// The lines of the table, its titles first.
    func lines(on terminal: Terminal) -> [String] {
        let widths = fittedWidths(terminal.width)
        let titles = columns.map { Cell($0.title, style: .quiet) }
        return ([titles] + rows).map { line($0, widths: widths, on: terminal) }
    }

    private func line(_ cells: [Cell], widths: [Int], on terminal: Terminal) -> String {
        var parts: [String] = []
        for (index, cell) in cells.enumerated() {
            let cut = TerminalText.truncated(cell.text, to: widths[index])
            let isLast = index == cells.count - 1 && columns[index].alignment == .left
            let blanks = isLast ? 0 : max(0, widths[index] - TerminalText.columns(cut))
            let padding = String(repeating: " ", count: blanks)
            let styled = cell.style.applied(to: cut, on: terminal)
            parts.append(columns[index].alignment == .left ? styled + padding : padding + styled)
        }
        var line = parts.joined(separator: Self.gap)
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Natural widths, the widest column that may shrink taking one step after the other until the table fits.
    private func fittedWidths(_ available: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(TerminalText.columns(columns[index].title)) { widest, row in
                max(widest, TerminalText.columns(row[index].text))
            }
        }
        guard let available else { return widths }
        var excess = widths.reduce(0, +) + Self.gap.count * (columns.count - 1) - available
        while excess > 0 {
            let candidates = columns.indices.filter { columns[$0].mayShrink && widths[$0] > Self.minimumColumns }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
