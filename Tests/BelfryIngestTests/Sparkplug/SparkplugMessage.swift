import BelfryModel

@testable import BelfryIngest

/// A metric as an edge node would write it.
struct TestMetric {
    enum Value {
        case int(UInt64)
        case long(UInt64)
        case float(Float)
        case double(Double)
        case boolean(Bool)
        case string(String)
        case bytes([UInt8])
        case dataSet
        case template([TestMetric] = [], isDefinition: Bool = false)
        case none
    }

    var name: String?
    var alias: UInt64?
    var milliseconds: Int64?
    var datatype: UInt64?
    var value = Value.none
    var isNull = false
    var isHistorical = false
    /// Texts and integers, by key.
    var properties: [(key: String, value: Value)] = []

    var bytes: [UInt8] {
        var metric = ProtobufBytes()
        if let name { metric.text(1, name) }
        if let alias { metric.varint(2, alias) }
        if let milliseconds { metric.varint(3, UInt64(bitPattern: milliseconds)) }
        if let datatype { metric.varint(4, datatype) }
        if isHistorical { metric.varint(5, 1) }
        if isNull { metric.varint(7, 1) }
        if !properties.isEmpty {
            var set = ProtobufBytes()
            for property in properties { set.text(1, property.key) }
            for property in properties {
                var value = ProtobufBytes()
                switch property.value {
                case .int(let bits): value.varint(3, bits)
                case .string(let text): value.text(8, text)
                default: break
                }
                set.bytes(2, value.bytes)
            }
            metric.bytes(9, set.bytes)
        }
        switch value {
        case .int(let bits): metric.varint(10, bits)
        case .long(let bits): metric.varint(11, bits)
        case .float(let number): metric.float(12, number)
        case .double(let number): metric.double(13, number)
        case .boolean(let isTrue): metric.varint(14, isTrue ? 1 : 0)
        case .string(let text): metric.text(15, text)
        case .bytes(let bytes): metric.bytes(16, bytes)
        case .dataSet: metric.bytes(17, [])
        case .template(let members, let isDefinition):
            var template = ProtobufBytes()
            for member in members { template.bytes(2, member.bytes) }
            template.text(4, "Motor")
            if isDefinition { template.varint(5, 1) }
            metric.bytes(18, template.bytes)
        case .none: break
        }
        return metric.bytes
    }

    static func named(_ name: String, _ datatype: UInt64?, _ value: Value, unit: String? = nil) -> TestMetric {
        var metric = TestMetric(name: name, datatype: datatype, value: value)
        if let unit { metric.properties = [("engUnit", .string(unit))] }
        return metric
    }

    static func aliased(_ alias: UInt64, _ value: Value) -> TestMetric {
        TestMetric(alias: alias, value: value)
    }

    /// What a node's birth and death share.
    static func bdSeq(_ number: UInt64) -> TestMetric {
        .named("bdSeq", 4, .long(number))
    }
}

/// A payload; its time is the scene's noon unless said otherwise.
func sparkplug(
    _ sequence: UInt64?,
    _ metrics: [TestMetric] = [],
    at milliseconds: Int64? = Scene.noon.milliseconds
) -> [UInt8] {
    var payload = ProtobufBytes()
    if let milliseconds { payload.varint(1, UInt64(bitPattern: milliseconds)) }
    for metric in metrics { payload.bytes(2, metric.bytes) }
    if let sequence { payload.varint(3, sequence) }
    return payload.bytes
}

extension Subscription {
    static func sparkplug(_ format: PayloadFormat = .sparkplug, source: Int = 0) -> Subscription {
        Subscription(source: source, template: filter("spBv1.0/#"), format: format, agency: "works")
    }
}
