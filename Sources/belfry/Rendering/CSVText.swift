/// Text as a cell of CSV (RFC 4180) that no spreadsheet takes for a formula.
enum CSVText {
    static func cell(_ text: String) -> String {
        // A name comes from a topic, so from anybody; a number may begin with a sign.
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula && Double(text) == nil ? "'" + text : text
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
