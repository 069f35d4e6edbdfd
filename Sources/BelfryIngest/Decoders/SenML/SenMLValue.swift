/// The value of a SenML field, in either of the encodings.
protocol SenMLValue {
    /// The word that users read in reasons.
    var kindName: String { get }
    /// The number; infinite beyond the range of a double, nil where this is none.
    var number: Double? { get }
    /// The number as seconds; nil where this is none.
    var time: SenMLTime? { get }
    /// The number as a version; nil where this can be none.
    var version: Double? { get }
    var isText: Bool { get }
    var isBoolean: Bool { get }
    /// Whether this is data: text in JSON, bytes in CBOR.
    var isData: Bool { get }

    /// Writes the text of a value that is one into the arena.
    func appendText(to text: inout TextArena)
}

extension JSONValue: SenMLValue {
    var kindName: String { kind.name }
    var time: SenMLTime? { decimal.map { SenMLTime($0) } }
    var version: Double? { number }
    var isText: Bool { kind == .string }
    var isBoolean: Bool { kind == .true || kind == .false }
    var isData: Bool { kind == .string }

    func appendText(to text: inout TextArena) {
        text.append(self)
    }
}

extension CBORValue: SenMLValue {
    var time: SenMLTime? {
        switch self {
        case .unsigned(let seconds): SenMLTime(integer: Int64(exactly: seconds))
        case .negative(let seconds): SenMLTime(integer: Int64(exactly: seconds).map { -1 - $0 })
        case .float(let seconds): SenMLTime(seconds)
        case .decimal(let seconds): SenMLTime(seconds)
        case .text, .bytes, .boolean, .simple, .array, .map: nil
        }
    }

    /// Only an unsigned integer can be a version (RFC 8428, section 6).
    var version: Double? {
        if case .unsigned = self { number } else { nil }
    }

    var isText: Bool {
        if case .text = self { true } else { false }
    }

    var isBoolean: Bool {
        if case .boolean = self { true } else { false }
    }

    var isData: Bool {
        if case .bytes = self { true } else { false }
    }

    func appendText(to text: inout TextArena) {
        if case .text(let value) = self { value.append(to: &text) }
    }
}
