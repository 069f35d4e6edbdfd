/// A number with its unit in one text, as some codecs print it: `30.11 °C`.
struct QuantityText {
    let number: Double
    /// Where the unit stands in the arena.
    let unit: TextSpan

    /// nil where the value is no such text.
    ///
    /// - Parameter arena: takes the text, since it may be written with escapes: `30.11 \u00b0C`.
    init?(_ value: JSONValue, in arena: inout TextArena) {
        guard value.kind == .string, let first = value.bytes.first(where: { !PlainText.isBlank($0) }),
            PlainText.isOfNumber(first), value.bytes.count <= Self.byteLimit
        else { return nil }
        let start = arena.count
        arena.append(value)
        guard let parts = Self.parts(of: arena.bytes(start, arena.count - start)) else {
            arena.truncate(to: start)
            return nil
        }
        number = parts.number
        unit = TextSpan(start: start + parts.unit.lowerBound, length: parts.unit.count)
    }

    /// Longer texts are sentences, escapes included.
    private static let byteLimit = 96

    /// The number, and where in the text its unit stands.
    private static func parts(of text: UnsafeBufferPointer<UInt8>) -> (number: Double, unit: Range<Int>)? {
        guard let start = text.firstIndex(where: { !PlainText.isBlank($0) }),
            let end = text[start...].firstIndex(where: { !PlainText.isOfNumber($0) }),
            let first = text[end...].firstIndex(where: { !PlainText.isBlank($0) }),
            let last = text.lastIndex(where: { !PlainText.isBlank($0) })
        else { return nil }
        let unit = first..<last + 1
        // A decimal comma, a date, a version: no unit begins so.
        guard unit.count <= UnitName.byteLimit, !",:eE".utf8.contains(text[first]), !PlainText.isOfNumber(text[first]),
            let number = DecimalNumber.double(UnsafeBufferPointer(rebasing: text[start..<end]))
        else { return nil }
        return (number, unit)
    }
}
