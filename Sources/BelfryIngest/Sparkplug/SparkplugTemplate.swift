// `Payload.Template`: a metric that is made of others, as a motor is of speed and temperature.
//
//     Pump 2  datatype 19  template=18 │ metrics=2 {name "Speed", …}  metrics=2 {name "Temperature", …} │ template_ref=4
//             ─► Pump 2/Speed, Pump 2/Temperature
//
// A definition (is_definition=5) says what instances look like: its values are defaults that nobody has measured.

/// Reads the members of templates.
enum SparkplugTemplate {
    /// Templates within templates beyond this are not looked into.
    static let depthLimit = 4

    /// Checks that a template can be read to its end, since a payload counts as a whole or not at all.
    static func check(_ template: UnsafeBufferPointer<UInt8>, depth: Int) throws(ProtobufFault) {
        guard depth <= depthLimit else { return }
        var reader = ProtobufReader(template)
        while let field = try reader.next() {
            switch field.number {
            case 2: _ = try SparkplugMetric(try field.bytes(), depth: depth)
            case 5: _ = try field.boolean()
            default: break
            }
        }
    }

    /// How many members a metric has, those of its members included.
    static func memberCount(of metric: SparkplugMetric) -> Int {
        var count = 0
        forEachMember(of: metric, named: metric.name) { _ in count += 1 }
        return count
    }

    /// Hands out each member that is no template itself, under its whole name, which is valid within the call.
    static func forEachMember(
        of metric: SparkplugMetric,
        named name: UnsafeBufferPointer<UInt8>,
        depth: Int = 1,
        _ body: (SparkplugMetric) -> Void
    ) {
        guard case .template = metric.value, name.count <= SensorName.byteLimit, !isDefinition(metric.template) else {
            return
        }
        var reader = ProtobufReader(metric.template)
        while let field = next(&reader) {
            guard field.number == 2, let inner = inner(field, depth),
                (1...SensorName.byteLimit).contains(inner.name.count)
            else { continue }
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count + 1 + inner.name.count) { whole in
                _ = whole.initialize(from: name)
                whole[name.count] = UInt8(ascii: "/")
                for index in inner.name.indices { whole[name.count + 1 + index] = inner.name[index] }
                let member = metric.member(inner, named: UnsafeBufferPointer(whole))
                guard case .template = member.value else { return body(member) }
                if depth < depthLimit { forEachMember(of: member, named: member.name, depth: depth + 1, body) }
            }
        }
    }

    private static func isDefinition(_ template: UnsafeBufferPointer<UInt8>) -> Bool {
        var reader = ProtobufReader(template)
        while let field = next(&reader) {
            if field.number == 5, case .varint(let isTrue) = field.content { return isTrue != 0 }
        }
        return false
    }

    /// The next field of a template that has been checked.
    private static func next(_ reader: inout ProtobufReader) -> ProtobufField? {
        do throws(ProtobufFault) { return try reader.next() } catch { return nil }
    }

    private static func inner(_ field: ProtobufField, _ depth: Int) -> SparkplugMetric? {
        do throws(ProtobufFault) { return try SparkplugMetric(try field.bytes(), depth: depth) } catch { return nil }
    }
}
