// sensor.community's firmware (airRohr), which names no sensor in the body and writes every value as text:
//
//   {"esp8266id":"418466","sensordatavalues":[{"value_type":"SDS_P1","value":"11.43"},{"value_type":"P2","value":"6.25"},…]}
//   {"timestamp":"2026-06-01 10:58:21","sensor":{"id":121},"sensordatavalues":[…]}      of its API, alone or in an array; UTC
//                                                           └ P1 is PM10, P2 is PM2.5; a chip's name may stand before it
//
// A device with two chips for one quantity pushes it twice: then the chip's name stands behind the device's, lest one of
// them overwrites the other. When one of them does not answer, the other one is the device for that push: its push has the
// same bytes as that of a device with this one chip, which has to keep the bare name, and nothing remembers earlier ones.

import BelfryModel

/// Reads sensor.community's pushes.
enum SensorCommunityDecoder: JSONPayloadDecoder {
    private static let terms = TermTable([
        PayloadTerm("p0", "pm1", "ug/m3"), PayloadTerm("p1", "pm10", "ug/m3"), PayloadTerm("p2", "pm2_5", "ug/m3"),
        PayloadTerm("p4", "pm4", "ug/m3"),
        PayloadTerm("temperature", "temperature", "Cel"), PayloadTerm("humidity", "relative_humidity", "%"),
        PayloadTerm("pressure", "pressure", "Pa"), PayloadTerm("noise_laeq", "laeq", "dB(A)"),
        PayloadTerm("noise_la_max", "lamax", "dB(A)"), PayloadTerm("noise_la_min", "lamin", "dB(A)"),
        PayloadTerm("co2_ppm", "co2", "[ppm]"),
    ])

    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool {
        let push = root.kind == .array && root.count > 0 ? root.first : root
        return push["sensordatavalues"]?.kind == .array
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if root.kind == .array, root.count > 0, root.first["sensordatavalues"]?.kind == .array {
            for push in root.elements where !buffer.isOverfull { take(push, into: &buffer) }
            return buffer.finish(orElse: .noKnownQuantity)
        }
        guard root["sensordatavalues"]?.kind == .array else {
            return buffer.reject(.malformed, .wrongType, detail: "sensordatavalues is missing or no array")
        }
        take(root, into: &buffer)
        buffer.finish(orElse: .noKnownQuantity)
    }

    private static func take(_ root: JSONValue, into buffer: inout DecodingBuffer) {
        guard let values = root["sensordatavalues"] else { return }
        let name = root["esp8266id"] ?? root["esp32id"] ?? root["sensor"]?["id"]
        let chip = name.flatMap { JSONName.append($0, to: &buffer.text) }
        let sensor = chip ?? DraftNames()
        let time = time(root["timestamp"])
        let repeated = repeatedTerms(in: values)
        for value in values.elements {
            guard let number = value["value"], let type = SensorCommunityType(value["value_type"]),
                let term = terms.index(of: type.name)
            else { continue }
            var names = sensor
            if repeated & Self.bit(of: term) != 0, let chip = type.chip {
                guard let qualified = buffer.names(sensor, quantity: chip) else { continue }
                names = qualified
            }
            buffer.take(number, term: term, of: names, time)
        }
    }

    /// The quantities that stand in a push more than once, a bit each.
    private static func repeatedTerms(in values: JSONValue) -> UInt64 {
        var met: UInt64 = 0
        var repeated: UInt64 = 0
        for value in values.elements {
            guard let type = SensorCommunityType(value["value_type"]), let term = terms.index(of: type.name) else {
                continue
            }
            repeated |= met & bit(of: term)
            met |= bit(of: term)
        }
        return repeated
    }

    private static func bit(of term: Int16) -> UInt64 {
        1 &<< UInt64(truncatingIfNeeded: terms.quantityIndex(of: term))
    }

    private static func time(_ value: JSONValue?) -> DraftTime {
        guard let value, value.kind == .string, !value.isEmptyText else { return .none }
        return Timestamp(rfc3339: value.bytes, defaultOffsetSeconds: 0).map { .at($0) } ?? .unreadable
    }

    /// The chip stands where other formats write the quantity.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = terms.measurand(of: names, feed)
        measurand.part = names.quantity
        return measurand
    }
}
