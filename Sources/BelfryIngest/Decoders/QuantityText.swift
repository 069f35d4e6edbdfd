/// A number with its unit in one text, as some codecs print it: `30.11 °C`.
struct QuantityText {
    let number: Double
    let unit: UnsafeBufferPointer<UInt8>

    /// nil where the value is no such text.
    init?(_ value: JSONValue) {
        guard value.kind == .string, !value.node.pointee.hasEscapes else { return nil }
        let text = PlainText.trimmed(UnsafeRawBufferPointer(value.bytes))
        guard let end = text.firstIndex(where: { !PlainText.isOfNumber($0) }), end > 0 else { return nil }
        let number = UnsafeBufferPointer(rebasing: text[..<end])
        let rest = PlainText.trimmed(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[end...])))
        guard (1...UnitName.byteLimit).contains(rest.count), let double = DecimalNumber.double(number),
            // A decimal comma, a date, a version: no unit begins so.
            let first = rest.first, first != UInt8(ascii: ","), first != UInt8(ascii: ":"), first != UInt8(ascii: "e")
        else { return nil }
        self.number = double
        self.unit = rest
    }
}
