import BelfryModel

/// The base fields of a pack, and how a record is resolved with them (RFC 8428, sections 4.1 to 4.6), whatever the
/// encoding.
struct SenMLPack {
    /// The version of RFC 8428.
    static let version = 10.0
    /// The term of a record's sum; its value has none.
    static let sumTerm = 1
    /// Resolved times below this many seconds are relative to now.
    static let relativeTimeLimitNanoseconds = (Int64(1) << 28) * Nanoseconds.perSecond

    private var baseName = SenMLText()
    private var baseUnit = SenMLText()
    private var baseTime = SenMLTime()
    private var baseValue = 0.0
    private var baseSum = 0.0
    /// Records that hold a string, a boolean or data.
    private(set) var otherValues = 0

    /// Ends the pack.
    ///
    /// Each record has a value or a sum (section 4.2); where others have, one that sets base fields alone is let pass.
    func finish(_ buffer: inout DecodingBuffer) throws(SenMLFault) {
        if buffer.isBlank, otherValues == 0 { throw .noValue }
        buffer.finish(orElse: .notANumber)
    }

    /// Takes one field of a record; a base field holds for it and the following ones.
    mutating func take<Value: SenMLValue>(
        _ label: SenMLLabel,
        _ value: Value,
        into record: inout SenMLRecord,
        _ arena: inout TextArena
    ) throws(SenMLFault) {
        switch label {
        case .name: record.name = try text(value, label, &arena)
        case .unit: record.unit = try text(value, label, &arena)
        case .value:
            record.value = try number(value, label)
            record.valueFields += 1
        case .time: record.time = try time(value, label)
        case .sum: record.sum = try number(value, label)
        case .baseName: baseName = try text(value, label, &arena)
        case .baseUnit: baseUnit = try text(value, label, &arena)
        case .baseTime: baseTime = try time(value, label)
        case .baseValue: baseValue = try number(value, label)
        case .baseSum: baseSum = try number(value, label)
        case .baseVersion:
            guard let version = value.version else { throw .wrongType(label, value.kindName) }
            guard version <= Self.version else { throw .newerVersion }
        case .updateTime: _ = try number(value, label)
        case .stringValue: try takeOther(value.isText, label, value, into: &record)
        case .dataValue: try takeOther(value.isData, label, value, into: &record)
        case .booleanValue: try takeOther(value.isBoolean, label, value, into: &record)
        case .unknown: break
        case .mustUnderstand: throw .mustUnderstand
        }
    }

    /// Takes a record whose fields have been taken.
    mutating func take(_ record: SenMLRecord, into buffer: inout DecodingBuffer) throws(SenMLFault) {
        guard record.valueFields <= 1 else { throw .severalValues }
        if record.hasOtherValue { otherValues += 1 }
        // Section 4.5.1; a record that only sets base fields names nothing.
        let isNamed = baseName.length + record.name.length > 0
        guard isNamed || !record.hasOtherValue && record.value == nil && record.sum == nil else { throw .noName }
        guard record.value != nil || record.sum != nil, !buffer.isOverfull else { return }
        guard var names = names(of: record, in: &buffer.text) else { return buffer.skipValue(.unusableName) }
        let time = baseTime.adding(record.time).draft
        if let value = record.value { append(value + baseValue, time, names, to: &buffer) }
        if let sum = record.sum {
            names.term = Int16(Self.sumTerm)
            append(sum + baseSum, time, names, to: &buffer)
        }
    }

    /// Adds a value; NaN, which CBOR can write, says that there is none.
    private func append(_ value: Double, _ time: DraftTime, _ names: DraftNames, to buffer: inout DecodingBuffer) {
        guard !value.isNaN else { return buffer.skipEmptyValue() }
        buffer.append(ReadingDraft(value: value, time: time, names: names))
    }

    /// Brings base name, name and unit together in the arena; nil where they are longer than any name may be.
    private func names(of record: SenMLRecord, in arena: inout TextArena) -> DraftNames? {
        let unit = record.unit ?? baseUnit
        guard baseName.length <= SensorName.byteLimit, record.name.length <= SensorName.byteLimit,
            unit.length <= UnitName.byteLimit
        else { return nil }
        let names = DraftNames(
            start: UInt32(truncatingIfNeeded: arena.count),
            sensorLength: UInt16(truncatingIfNeeded: baseName.length),
            quantityLength: UInt16(truncatingIfNeeded: record.name.length),
            unitLength: UInt16(truncatingIfNeeded: unit.length)
        )
        arena.append(copyOf: baseName.start, length: baseName.length)
        arena.append(copyOf: record.name.start, length: record.name.length)
        arena.append(copyOf: unit.start, length: unit.length)
        return names
    }

    private mutating func takeOther<Value: SenMLValue>(
        _ isOfType: Bool,
        _ label: SenMLLabel,
        _ value: Value,
        into record: inout SenMLRecord
    ) throws(SenMLFault) {
        guard isOfType else { throw .wrongType(label, value.kindName) }
        record.hasOtherValue = true
        record.valueFields += 1
    }

    private func text<Value: SenMLValue>(
        _ value: Value,
        _ label: SenMLLabel,
        _ arena: inout TextArena
    ) throws(SenMLFault) -> SenMLText {
        guard value.isText else { throw .wrongType(label, value.kindName) }
        let start = arena.count
        value.appendText(to: &arena)
        return SenMLText(start: start, length: arena.count - start)
    }

    private func number<Value: SenMLValue>(_ value: Value, _ label: SenMLLabel) throws(SenMLFault) -> Double {
        guard let number = value.number else { throw .wrongType(label, value.kindName) }
        return number
    }

    private func time<Value: SenMLValue>(_ value: Value, _ label: SenMLLabel) throws(SenMLFault) -> SenMLTime {
        guard let time = value.time else { throw .wrongType(label, value.kindName) }
        return time
    }
}
