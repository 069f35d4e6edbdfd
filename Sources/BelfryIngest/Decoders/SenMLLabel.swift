/// The labels of a SenML record (RFC 8428, section 12.2).
enum SenMLLabel {
    case baseName, baseTime, baseUnit, baseValue, baseSum, baseVersion
    case name, unit, value, stringValue, booleanValue, dataValue, sum, time, updateTime
    /// Not known, and free to be ignored.
    case unknown
    /// Not known, and ending with `_`: the pack must not be processed (section 4.4).
    case mustUnderstand

    /// The label of a record's key.
    init(_ key: JSONValue) {
        let text = key.bytes
        switch text.count {
        case 1: self = Self.oneLetter(text[0])
        case 2: self = Self.twoLetters(text[0], text[1])
        case 4 where key.isText("bver"): self = .baseVersion
        default: self = .unknown
        }
        if case .unknown = self, text.last == UInt8(ascii: "_") { self = .mustUnderstand }
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
