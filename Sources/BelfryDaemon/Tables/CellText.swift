import BelfryModel

/// What texts of a table mean; faults name their place.
enum CellText {
    static func time(_ text: String, file: String, line: Int) throws(FileFault) -> Timestamp {
        guard let time = Timestamp(rfc3339: text, defaultOffsetSeconds: 0) else {
            throw FileFault(
                file: file,
                line: line,
                reason: "\"\(text)\" is not a time; write 2026-01-31 08:00:00 or RFC 3339"
            )
        }
        return time
    }

    /// - Returns: nil where there is none: an empty text, or no finite number.
    static func value(_ text: String, file: String, line: Int) throws(FileFault) -> Double? {
        if text.isEmpty { return nil }
        guard let value = Double(text) else {
            throw FileFault(file: file, line: line, reason: "\"\(text)\" is not a number")
        }
        return value.isFinite ? value : nil
    }

    static func quality(_ text: String, file: String, line: Int) throws(FileFault) -> Quality? {
        if text.isEmpty { return nil }
        guard let quality = Quality.allCases.first(where: { $0.name == text }) else {
            let known = Quality.allCases.map(\.name).joined(separator: ", ")
            throw FileFault(file: file, line: line, reason: "\"\(text)\" is no quality; known are \(known)")
        }
        return quality
    }
}
