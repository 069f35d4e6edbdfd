// Sensor names, titles and reasons come from strangers. What reaches a terminal is first made harmless, then measured
// and cut by what the eye sees: grapheme clusters and the columns they take.

/// Text on a terminal: harmless, measured in columns, cut and padded without breaking a character.
enum TerminalText {
    /// The text with everything that could steer a terminal or turn the reading direction made visible.
    ///
    /// Control characters become their pictures (`␛` for escape), line breaks and tabs too, so that one text stays one
    /// line; C1 controls, bidirectional overrides and line separators become `\u{FFFD}`.
    static func neutralised(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(isHarmful(scalar) ? picture(of: scalar) : scalar)
        }
        return String(result)
    }

    /// A text of several lines, each of them made harmless, further ones indented.
    static func neutralisedLines(_ text: String) -> String {
        text.split(separator: "\n").map { neutralised(String($0)) }.joined(separator: "\n  ")
    }

    /// The columns that a text takes.
    static func columns(_ text: some StringProtocol) -> Int {
        var columns = 0
        for character in text { columns += CharacterWidth.columns(of: character) }
        return columns
    }

    /// The longest beginning of a text that fits, with `…` in its last column where something was cut.
    static func truncated(_ text: String, to width: Int) -> String {
        guard columns(text) > width else { return text }
        guard width > 0 else { return "" }
        var result = ""
        var used = 0
        for character in text {
            let next = CharacterWidth.columns(of: character)
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// The text filled up with blanks to `width` columns; a longer one stays as it is.
    static func padded(_ text: String, to width: Int, alignment: Alignment = .left) -> String {
        let missing = width - columns(text)
        guard missing > 0 else { return text }
        let blanks = String(repeating: " ", count: missing)
        return alignment == .left ? text + blanks : blanks + text
    }

    /// Where a padded text stands.
    enum Alignment: Equatable {
        case left
        case right
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F, 0x80...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        case 0x2028, 0x2029, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: "\u{FFFD}"
        }
    }
}
