// AirGradient's monitors, on `airgradient/readings/<serial>`:
//
//   {"serialno":"ecda3b1eaaaf","rco2":447,"pm02":7,"atmp":25.87,"atmpCompensated":24.47,"rhum":43,…}
//                                                   └ as measured └ corrected by a formula: two readings of one value
//
// A sensor that is missing or not warm yet is left out, or −1, which as a temperature is one. `timestamp` is written by
// those that know the time.
//
// The measured one of such twins is taken: what has been corrected how is not told with the value. Where it is missing the
// corrected one is better than none.
//
// What a monitor publishes by itself leaves out the serial, which is the topic's last level.

/// Reads AirGradient's measures.
enum AirGradientDecoder: JSONPayloadDecoder {
    private static let terms = TermTable([
        PayloadTerm("rco2", "co2", "[ppm]"),
        PayloadTerm("pm01", "pm1", "ug/m3"), PayloadTerm("pm02", "pm2_5", "ug/m3"),
        PayloadTerm("pm10", "pm10", "ug/m3"),
        PayloadTerm("atmp", "temperature", "Cel"), PayloadTerm("rhum", "relative_humidity", "%"),
        PayloadTerm("tvocindex", "voc_index", "1"), PayloadTerm("noxindex", "nox_index", "1"),
        // Firmware before 3.1 wrote them so.
        PayloadTerm("tvoc_index", "voc_index", "1"), PayloadTerm("nox_index", "nox_index", "1"),
    ])
    /// The corrected twins.
    private static let twins: [(corrected: StaticString, measured: StaticString)] = [
        ("pm02Compensated", "pm02"), ("atmpCompensated", "atmp"), ("rhumCompensated", "rhum"),
    ]

    /// Whether a document can only be one of these.
    static func recognises(_ list: JSONValue) -> Bool {
        let root = list.kind == .array && list.count > 0 ? list.first : list
        return root["serialno"]?.kind == .string
            && (root["rco2"] ?? root["pm02"] ?? root["atmp"] ?? root["pm02Compensated"]) != nil
    }

    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool {
        topic.isLevel(0, "airgradient") && topic.isLevel(1, "readings")
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard root.kind == .object || root.kind == .array else {
            return buffer.reject(.malformed, .wrongType, detail: "measures are an object, this is \(root.kind.name)")
        }
        if root.kind == .object { take(root, context, into: &buffer) }
        // The API of its cloud lists the monitors of a place.
        for measures in root.elements where measures.kind == .object && !buffer.isOverfull {
            take(measures, context, into: &buffer)
        }
        buffer.finish(orElse: .noKnownQuantity)
    }

    private static func take(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let serial = root["serialno"].flatMap { JSONName.append($0, to: &buffer.text) }
        let topic = TopicLevels(context.topic)
        let sensor = serial ?? (recognises(topic) ? buffer.sensor(topic[2]) : nil) ?? DraftNames()
        let time = context.time(root["timestamp"])
        for member in root.members {
            guard let term = terms.index(of: member.key.bytes) ?? substitute(for: member.key, in: root) else {
                continue
            }
            if case .number(let value) = JSONQuantityValue(member.value), saysNoValue(value, member.key) {
                buffer.skipEmptyValue()
                continue
            }
            buffer.take(member.value, term: term, of: sensor, time)
        }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { terms.measurand(of: names, feed) }

    /// The term of a corrected value whose measured twin is not there; nil for every other key.
    private static func substitute(for key: JSONValue, in root: JSONValue) -> Int16? {
        guard let twin = twins.first(where: { key.isText($0.corrected) }), root[twin.measured] == nil else {
            return nil
        }
        return terms.index(of: twin.measured.bytes)
    }

    /// The firmware's numbers for a sensor that answers nothing: −1000 for a temperature, −1 for all others.
    private static func saysNoValue(_ value: Double, _ key: JSONValue) -> Bool {
        key.bytes.starts(with: "atmp".utf8) ? value <= -1_000 : value == -1
    }
}
