/// Breaks text into lines of limited width, at blanks where there are some.
enum LineWrap {
    /// The lines of a text.
    ///
    /// - Parameters:
    ///   - text: harmless text, see ``TerminalText/neutralised(_:)``.
    ///   - width: columns of a line; nil for a single line of any length.
    ///   - firstWidth: columns of the first line, where it is shorter than the others.
    ///   - limit: lines at most; the last one then ends in `…`.
    static func lines(_ text: String, width: Int?, firstWidth: Int? = nil, limit: Int = .max) -> [String] {
        guard let width, width > 0, TerminalText.columns(text) > firstWidth ?? width else { return [text] }
        var lines: [String] = []
        var current = ""
        var available: Int { lines.isEmpty ? firstWidth ?? width : width }
        for word in text.split(separator: " ").map(String.init) {
            let candidate = current.isEmpty ? word : "\(current) \(word)"
            if TerminalText.columns(candidate) <= available {
                current = candidate
                continue
            }
            if !current.isEmpty { lines.append(current) }
            current = word
            while TerminalText.columns(current) > available {
                let head = hardBreak(current, width: available)
                lines.append(head)
                current = String(current.dropFirst(head.count))
            }
        }
        if !current.isEmpty { lines.append(current) }
        guard lines.count > limit else { return lines }
        let rest = lines[(limit - 1)...].joined(separator: " ")
        return lines[..<(limit - 1)] + [TerminalText.truncated(rest, to: limit == 1 ? firstWidth ?? width : width)]
    }

    /// The longest beginning of a word that fits; at least one character, so that wrapping always ends.
    private static func hardBreak(_ word: String, width: Int) -> String {
        var head = ""
        var used = 0
        for character in word {
            let next = CharacterWidth.columns(of: character)
            if used + next > width, !head.isEmpty { break }
            head.append(character)
            used += next
        }
        return head
    }
}
