/// How many columns a character takes on a terminal.
///
/// Wide ranges after Unicode Standard Annex #11 (East Asian Width, W and F), in whole blocks: a terminal's own table
/// differs in single characters anyway.
enum CharacterWidth {
    /// 0, 1 or 2.
    static func columns(of character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii < 0x20 ? 0 : 1 }
        guard let first = character.unicodeScalars.first else { return 0 }
        if isZeroWidth(first) { return 0 }
        if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        return isWide(first.value) ? 2 : 1
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: scalar.value != 0xAD
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F: true  // Hangul initial consonants
        case 0x2E80...0x303E, 0x3041...0x33FF: true  // CJK radicals, kana, CJK symbols
        case 0x3400...0x4DBF, 0x4E00...0x9FFF: true  // CJK ideographs
        case 0xA000...0xA4CF, 0xA960...0xA97F: true  // Yi, Hangul extended
        case 0xAC00...0xD7A3, 0xF900...0xFAFF: true  // Hangul syllables, CJK compatibility
        case 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6: true  // full-width forms
        case 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF: true  // pictographs
        case 0x20000...0x3FFFD: true  // supplementary ideographs
        default: false
        }
    }
}
