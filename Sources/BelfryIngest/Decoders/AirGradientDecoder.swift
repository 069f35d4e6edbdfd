// AirGradient's monitors, on `airgradient/readings/<serial>`:
//
//   {"serialno":"ecda3b1eaaaf","rco2":447,"pm02":7,"atmp":25.87,"atmpCompensated":24.47,"rhum":43,…}
//                                                   └ as measured └ corrected by a formula: two readings of one value
//
// A sensor that is missing or not warm yet is left out, or −1, which as a temperature is one. `timestamp` is written by
// those that know the time.
//
// The measured one of such twins is taken: what has been corrected how is not told with the value.

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

    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool {
        root["serialno"]?.kind == .string && (root["rco2"] ?? root["pm02"] ?? root["atmp"]) != nil
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard root.kind == .object else {
            return buffer.reject(.malformed, .wrongType, detail: "measures are an object, this is \(root.kind.name)")
        }
        let serial = root["serialno"].flatMap { JSONName.append($0, to: &buffer.text) }
        let sensor = serial ?? DraftNames()
        let time = context.time(root["timestamp"])
        for member in root.members {
            guard let term = terms.index(of: member.key.bytes) else { continue }
            if case .number(-1) = JSONQuantityValue(member.value), !member.key.bytes.starts(with: "atmp".utf8) {
                buffer.skipEmptyValue()
                continue
            }
            buffer.take(member.value, term: term, of: sensor, time)
        }
        buffer.finish(orElse: .noKnownQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { terms.measurand(of: names, feed) }
}
