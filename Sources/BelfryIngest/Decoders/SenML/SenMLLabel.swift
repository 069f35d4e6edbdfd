/// The labels of a SenML record (RFC 8428, section 12.2).
enum SenMLLabel: UInt8 {
    case baseName, baseTime, baseUnit, baseValue, baseSum, baseVersion
    case name, unit, value, stringValue, booleanValue, dataValue, sum, time, updateTime
    /// Not known, and free to be ignored.
    case unknown
    /// Not known, and ending with `_`: the pack must not be processed (section 4.4).
    case mustUnderstand

    /// The label of a record's key in JSON.
    init(_ key: JSONValue) {
        self.init(key.bytes)
    }

    /// The label of a record's key in CBOR (section 6, table 4).
    init(_ key: CBORValue) {
        switch key {
        case .unsigned(let number): self = Self.numbered(number)
        case .negative(let number): self = Self.base(number)
        case .text(let text): self = text.whole.map { SenMLLabel($0) } ?? SenMLLabel(chunks: text)
        default: self = .unknown
        }
    }

    /// The label of a text in chunks, which nobody writes and which may be written.
    private init(chunks text: CBORText) {
        var arena = TextArena(capacity: text.bytes.count)
        text.append(to: &arena)
        self.init(arena.bytes(0, arena.count))
    }

    private init(_ text: UnsafeBufferPointer<UInt8>) {
        switch text.count {
        case 1: self = Self.oneLetter(text[0])
        case 2: self = Self.twoLetters(text[0], text[1])
        case 4 where RawBytes.areEqual(text, "bver"): self = .baseVersion
        default: self = .unknown
        }
        if case .unknown = self, text.last == UInt8(ascii: "_") { self = .mustUnderstand }
    }

    private static func numbered(_ number: UInt64) -> SenMLLabel {
        switch number {
        case 0: .name
        case 1: .unit
        case 2: .value
        case 3: .stringValue
        case 4: .booleanValue
        case 5: .sum
        case 6: .time
        case 7: .updateTime
        case 8: .dataValue
        default: .unknown
        }
    }

    /// The label −1 − `number`.
    private static func base(_ number: UInt64) -> SenMLLabel {
        switch number {
        case 0: .baseVersion
        case 1: .baseName
        case 2: .baseTime
        case 3: .baseUnit
        case 4: .baseValue
        case 5: .baseSum
        default: .unknown
        }
    }

    private static func oneLetter(_ letter: UInt8) -> SenMLLabel {
        switch letter {
        case UInt8(ascii: "n"): .name
        case UInt8(ascii: "u"): .unit
        case UInt8(ascii: "v"): .value
        case UInt8(ascii: "t"): .time
        case UInt8(ascii: "s"): .sum
        default: .unknown
        }
    }

    private static func twoLetters(_ first: UInt8, _ second: UInt8) -> SenMLLabel {
        switch (first, second) {
        case (UInt8(ascii: "b"), UInt8(ascii: "n")): .baseName
        case (UInt8(ascii: "b"), UInt8(ascii: "t")): .baseTime
        case (UInt8(ascii: "b"), UInt8(ascii: "u")): .baseUnit
        case (UInt8(ascii: "b"), UInt8(ascii: "v")): .baseValue
        case (UInt8(ascii: "b"), UInt8(ascii: "s")): .baseSum
        case (UInt8(ascii: "v"), UInt8(ascii: "s")): .stringValue
        case (UInt8(ascii: "v"), UInt8(ascii: "b")): .booleanValue
        case (UInt8(ascii: "v"), UInt8(ascii: "d")): .dataValue
        case (UInt8(ascii: "u"), UInt8(ascii: "t")): .updateTime
        default: .unknown
        }
    }

    /// The label as written.
    var text: String {
        switch self {
        case .baseName: "bn"
        case .baseTime: "bt"
        case .baseUnit: "bu"
        case .baseValue: "bv"
        case .baseSum: "bs"
        case .baseVersion: "bver"
        case .name: "n"
        case .unit: "u"
        case .value: "v"
        case .stringValue: "vs"
        case .booleanValue: "vb"
        case .dataValue: "vd"
        case .sum: "s"
        case .time: "t"
        case .updateTime: "ut"
        case .unknown, .mustUnderstand: "label"
        }
    }
}
