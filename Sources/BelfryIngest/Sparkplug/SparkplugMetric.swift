/// One metric of a payload, as it stood on the wire.
///
///     12 1E │ 0A 0E "Supply Voltage" │ 18 EA…2B │ 20 09 │ 65 9A 99 41 41
///           │ name=1                 │ time=3   │ type=4│ float_value=12
///
/// Unsafe because it points into the message; used only within the call that holds it.
struct SparkplugMetric: BitwiseCopyable {
    /// Empty where an alias stands for it.
    private(set) var name = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var alias: UInt64?
    private(set) var milliseconds: UInt64?
    /// 0 where the metric names none.
    private(set) var datatype: UInt32 = 0
    /// Sent later than its time.
    private(set) var isHistorical = false
    private(set) var isNull = false
    private(set) var value = SparkplugValue.absent
    private(set) var properties = SparkplugProperties()
    /// What ``SparkplugTemplate`` reads, where the value is a template.
    private(set) var template = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    /// - Parameter depth: how many templates it stands in.
    init(_ bytes: UnsafeBufferPointer<UInt8>, depth: Int = 0) throws(ProtobufFault) {
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() { try take(field, depth) }
    }

    /// A member of this metric's template, under its whole name.
    func member(_ member: SparkplugMetric, named name: UnsafeBufferPointer<UInt8>) -> SparkplugMetric {
        var metric = member
        metric.name = name
        // Aliases are those of whole metrics.
        metric.alias = nil
        metric.milliseconds = member.milliseconds ?? milliseconds
        metric.isHistorical = member.isHistorical || isHistorical
        metric.isNull = member.isNull || isNull
        return metric
    }

    private mutating func take(_ field: ProtobufField, _ depth: Int) throws(ProtobufFault) {
        switch field.number {
        case 1: name = try field.bytes()
        case 2: alias = try field.varint()
        case 3: milliseconds = try field.varint()
        case 4: datatype = UInt32(truncatingIfNeeded: try field.varint())
        case 5: isHistorical = try field.boolean()
        case 7: isNull = try field.boolean()
        case 9: properties = try SparkplugProperties(try field.bytes())
        case 10: value = .int(UInt32(truncatingIfNeeded: try field.varint()))
        case 11: value = .long(try field.varint())
        case 12: value = .float(try field.float())
        case 13: value = .double(try field.double())
        case 14: value = .boolean(try field.boolean())
        case 15, 16, 17:
            _ = try field.bytes()
            value = .other
        case 18:
            template = try field.bytes()
            value = depth < SparkplugTemplate.depthLimit ? .template : .other
            try SparkplugTemplate.check(template, depth: depth + 1)
        default: break
        }
    }

    /// Whether a name is one of those that Sparkplug keeps for itself; no value under it is measured.
    static func isReserved(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        RawBytes.areEqual(name, "bdSeq") || hasPrefix(name, "Node Control/") || hasPrefix(name, "Device Control/")
            || hasPrefix(name, "Properties/")
    }

    private static func hasPrefix(_ name: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
        name.count >= prefix.utf8CodeUnitCount
            && RawBytes.areEqual(UnsafeBufferPointer(rebasing: name.prefix(prefix.utf8CodeUnitCount)), prefix)
    }
}
