// A name as it stands in a header: `temperature[Cel]`, `no2 (ppb)`, `wind speed`.

/// Takes a name and its unit apart.
enum DelimitedName {
    /// The longest name with its unit, in bytes.
    static let byteLimit = 128

    /// The quantity and the unit; the unit is empty where there is none.
    ///
    /// What stands in round brackets and is no unit, as in `temperature (inside)`, tells one column from another and
    /// stays part of the name.
    static func parts(of name: String) -> (quantity: String, unit: String) {
        guard let close = name.last, close == "]" || close == ")",
            let open = name.lastIndex(of: close == "]" ? "[" : "(")
        else { return QuantityName.parts(of: name) }
        let unit = trimmed(name[name.index(after: open)...].dropLast())
        guard close == "]" || UnitName.unit(unit) != nil else { return (name, "") }
        return (trimmed(name[..<open]), unit)
    }

    /// The bytes of a name before its unit; all of one that is too long to be of use.
    static func withoutUnit(_ name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard name.count <= byteLimit else { return name }
        let open = name.firstIndex { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "(") }
        guard let open else { return name }
        return PlainText.trimmed(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: name[..<open])))
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
