// sensor.community's firmware (airRohr), which names no sensor in the body and writes every value as text:
//
//   {"esp8266id":"418466","sensordatavalues":[{"value_type":"SDS_P1","value":"11.43"},{"value_type":"P2","value":"6.25"},…]}
//   {"timestamp":"2026-06-01 10:58:21","sensor":{"id":121},"sensordatavalues":[…]}      of its API, alone or in an array; UTC
//                                                           └ P1 is PM10, P2 is PM2.5; a chip's name may stand before it

import BelfryModel

/// Reads sensor.community's pushes.
enum SensorCommunityDecoder: JSONPayloadDecoder {
    private static let terms = TermTable([
        PayloadTerm("p0", "pm1", "ug/m3"), PayloadTerm("p1", "pm10", "ug/m3"), PayloadTerm("p2", "pm2_5", "ug/m3"),
        PayloadTerm("temperature", "temperature", "Cel"), PayloadTerm("humidity", "relative_humidity", "%"),
        PayloadTerm("pressure", "pressure", "Pa"), PayloadTerm("noise_laeq", "laeq", "dB(A)"),
        PayloadTerm("noise_la_max", "lamax", "dB(A)"), PayloadTerm("co2_ppm", "co2", "[ppm]"),
    ])

    /// Prefixes of values by the chip that measured them.
    private static let chips: [StaticString] = [
        "SDS_", "PMS_", "HPM_", "NPM_", "SPS30_", "IPS_", "BME280_", "BMP280_", "BMP_", "SHT3X_", "HTU21D_", "DHT_",
        "DNMS_", "DS18B20_", "SCD30_",
    ]

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
        for value in values.elements {
            guard let type = value["value_type"], type.kind == .string, let number = value["value"],
                let term = terms.index(of: withoutChip(type.bytes))
            else { continue }
            buffer.take(number, term: term, of: sensor, time)
        }
    }

    private static func time(_ value: JSONValue?) -> DraftTime {
        guard let value, value.kind == .string, !value.isEmptyText else { return .none }
        return Timestamp(rfc3339: value.bytes, defaultOffsetSeconds: 0).map { .at($0) } ?? .unreadable
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { terms.measurand(of: names, feed) }

    private static func withoutChip(_ type: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        for chip in chips where type.count > chip.utf8CodeUnitCount {
            let head = UnsafeBufferPointer(rebasing: type[..<chip.utf8CodeUnitCount])
            if RawBytes.areEqual(head, chip) { return UnsafeBufferPointer(rebasing: type[chip.utf8CodeUnitCount...]) }
        }
        return type
    }
}
