import BelfryModel

/// The base fields of a pack, and how a record is resolved with them (RFC 8428, sections 4.1 to 4.6).
struct SenMLPack {
    /// The version of RFC 8428.
    static let version = 10.0
    /// The term of a record's sum; its value has none.
    static let sumTerm = 1
    /// Resolved times below this many seconds are relative to now.
    static let relativeTimeLimitNanoseconds = (Int64(1) << 28) * Nanoseconds.perSecond

    private var baseName: JSONValue?
    private var baseUnit: JSONValue?
    private var baseTime = SenMLTime()
    private var baseValue = 0.0
    private var baseSum = 0.0
    /// Records that hold a string, a boolean or data.
    private(set) var otherValues = 0

    /// The fields of one record.
    private struct Record {
        var name: JSONValue?
        var unit: JSONValue?
        var time = SenMLTime()
        var value: Double?
        var sum: Double?
        var valueFields = 0
        var hasOtherValue = false
    }

    /// Reads one record; its base fields hold for it and the following ones.
    mutating func read(_ element: JSONValue, into buffer: inout DecodingBuffer) throws(SenMLFault) {
        guard element.kind == .object else { throw .notARecord(element.kind) }
        var record = Record()
        for member in element.members {
            try take(SenMLLabel(member.key), member.value, into: &record)
        }
        guard record.valueFields <= 1 else { throw .severalValues }
        if record.hasOtherValue { otherValues += 1 }
        guard record.value != nil || record.sum != nil else { return }
        append(record, to: &buffer)
    }

    private mutating func take(_ label: SenMLLabel, _ value: JSONValue, into record: inout Record) throws(SenMLFault) {
        switch label {
        case .name: record.name = try text(value, label)
        case .unit: record.unit = try text(value, label)
        case .value:
            record.value = try number(value, label)
            record.valueFields += 1
        case .time: record.time = SenMLTime(try decimal(value, label))
        case .sum: record.sum = try number(value, label)
        case .baseName: baseName = try text(value, label)
        case .baseUnit: baseUnit = try text(value, label)
        case .baseTime: baseTime = SenMLTime(try decimal(value, label))
        case .baseValue: baseValue = try number(value, label)
        case .baseSum: baseSum = try number(value, label)
        case .baseVersion: guard try number(value, label) <= Self.version else { throw .newerVersion }
        case .updateTime: _ = try number(value, label)
        case .stringValue, .dataValue:
            _ = try text(value, label)
            record.hasOtherValue = true
            record.valueFields += 1
        case .booleanValue:
            guard value.kind == .true || value.kind == .false else { throw .wrongType(label, value.kind) }
            record.hasOtherValue = true
            record.valueFields += 1
        case .unknown: break
        case .mustUnderstand: throw .mustUnderstand
        }
    }

    private func append(_ record: Record, to buffer: inout DecodingBuffer) {
        guard var names = names(of: record, in: &buffer) else { return buffer.skipValue(.unusableName) }
        let time = baseTime.adding(record.time).draft
        if let value = record.value {
            buffer.append(ReadingDraft(value: value + baseValue, time: time, names: names))
        }
        if let sum = record.sum {
            names.term = Int16(Self.sumTerm)
            buffer.append(ReadingDraft(value: sum + baseSum, time: time, names: names))
        }
    }

    /// Writes base name, name and unit into the arena; nil where they are longer than any name may be.
    private func names(of record: Record, in buffer: inout DecodingBuffer) -> DraftNames? {
        let unit = record.unit ?? baseUnit
        let base = baseName?.bytes.count ?? 0
        let own = record.name?.bytes.count ?? 0
        guard base <= SensorName.byteLimit, own <= SensorName.byteLimit,
            (unit?.bytes.count ?? 0) <= UnitName.byteLimit
        else { return nil }
        var names = DraftNames(start: UInt32(truncatingIfNeeded: buffer.text.count))
        names.sensorLength = Self.append(baseName, to: &buffer.text)
        names.quantityLength = Self.append(record.name, to: &buffer.text)
        names.unitLength = Self.append(unit, to: &buffer.text)
        return names
    }

    private static func append(_ value: JSONValue?, to text: inout TextArena) -> UInt16 {
        guard let value else { return 0 }
        let start = text.count
        text.append(value)
        return UInt16(truncatingIfNeeded: text.count - start)
    }

    private func text(_ value: JSONValue, _ label: SenMLLabel) throws(SenMLFault) -> JSONValue {
        guard value.kind == .string else { throw .wrongType(label, value.kind) }
        return value
    }

    private func number(_ value: JSONValue, _ label: SenMLLabel) throws(SenMLFault) -> Double {
        guard let number = value.number else { throw .wrongType(label, value.kind) }
        return number
    }

    private func decimal(_ value: JSONValue, _ label: SenMLLabel) throws(SenMLFault) -> DecimalNumber {
        guard let decimal = value.decimal else { throw .wrongType(label, value.kind) }
        return decimal
    }
}
