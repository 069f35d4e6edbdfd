/// What a metric's property set says that belongs to the value: its unit, and whether the device doubts it.
///
///     PropertySet     keys=1 "engUnit" keys=1 "Quality"  values=2 {type=1 String, string_value=8 "km/h"}  values=2 {…}
///                            └ the first key belongs to the first value, wherever both stand ┘
struct SparkplugProperties: BitwiseCopyable {
    private enum Meaning: Sendable {
        case unit
        case quality
    }

    private static let keys = Vocabulary<Meaning>([
        ("engunit", .unit), ("engunits", .unit), ("unit", .unit), ("units", .unit), ("quality", .quality),
    ])
    /// The one quality code that doubts nothing; beside it there are 0, bad, and 500, stale.
    private static let good: UInt64 = 192

    /// Empty where no unit is told.
    private(set) var unit = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var isDoubted = false

    init() {}

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(ProtobufFault) {
        var unitIndex = -1
        var qualityIndex = -1
        var keyCount = 0
        var keys = ProtobufReader(bytes)
        while let field = try keys.next() {
            guard field.number == 1 else { continue }
            switch Self.keys.meaning(of: try field.bytes()) {
            case .unit where unitIndex < 0: unitIndex = keyCount
            case .quality: qualityIndex = keyCount
            default: break
            }
            keyCount += 1
        }
        var valueCount = 0
        var values = ProtobufReader(bytes)
        while let field = try values.next() {
            guard field.number == 2 else { continue }
            let value = try field.bytes()
            if valueCount == unitIndex { try takeUnit(value) }
            if valueCount == qualityIndex { try takeQuality(value) }
            valueCount += 1
        }
    }

    private mutating func takeUnit(_ value: UnsafeBufferPointer<UInt8>) throws(ProtobufFault) {
        var reader = ProtobufReader(value)
        while let field = try reader.next() {
            if field.number == 8 { unit = try field.bytes() }
        }
        // A longer text is no unit that anybody knows.
        if unit.count > UnitName.byteLimit { unit = UnsafeBufferPointer(start: nil, count: 0) }
    }

    private mutating func takeQuality(_ value: UnsafeBufferPointer<UInt8>) throws(ProtobufFault) {
        var reader = ProtobufReader(value)
        while let field = try reader.next() {
            if field.number == 3 || field.number == 4 { isDoubted = try field.varint() != Self.good }
        }
    }
}
