// Tasmota's firmware, on `tele/<topic>/SENSOR` every few minutes and `stat/<topic>/STATUS10` when asked:
//
//   {"Time":"2020-01-01T00:00:00","AHT1X-0x38":{"Temperature":24.7,"Humidity":61.9},"TempUnit":"C"}
//             └ local, no zone      └ a chip; with an address or number where there are several
//
// Without TempUnit a temperature may be in Fahrenheit as well, so its unit is unknown. CF* beside PM* are the factory's
// variant of the same value, PB* count particles: neither is taken.

import BelfryModel

/// Reads Tasmota's telemetry.
enum TasmotaDecoder: JSONPayloadDecoder {
    private static let terms = TermTable([
        PayloadTerm("temperature", "temperature", nil), PayloadTerm("dewpoint", "dew_point", nil),
        PayloadTerm("humidity", "relative_humidity", "%"), PayloadTerm("pressure", "pressure", "hPa"),
        PayloadTerm("pm1", "pm1", "ug/m3"), PayloadTerm("pm2.5", "pm2_5", "ug/m3"),
        PayloadTerm("pm10", "pm10", "ug/m3"),
        PayloadTerm("carbondioxide", "co2", "[ppm]"), PayloadTerm("illuminance", "illuminance", "lx"),
        PayloadTerm("tvoc", "tvoc", "[ppb]"), PayloadTerm("distance", "measured_distance", "cm"),
    ])

    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool {
        (topic.isLevel(0, "tele") || topic.isLevel(0, "stat")) && topic.count >= 3
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        let status = root["StatusSNS"] ?? root
        guard status.kind == .object else { return buffer.reject(.metadata, .description) }
        guard let device = topic.fromEnd(1), let sensor = buffer.sensor(device) else {
            return buffer.reject(.undecoded, .noSensor)
        }
        let time = time(status["Time"], context)
        let temperatureUnit = status["TempUnit"]?.bytes
        let pressureUnit = status["PressureUnit"]?.bytes
        var chips = 0
        for member in status.members where member.value.kind == .object {
            chips += 1
            let isOneOfSeveral = member.key.bytes.contains(UInt8(ascii: "-"))
            guard let owner = isOneOfSeveral ? buffer.sensor(device, member.key.bytes) : sensor else { continue }
            for value in member.value.members {
                guard let term = terms.index(of: value.key.bytes) else { continue }
                let unit = unit(of: value.key, temperatureUnit, pressureUnit)
                var names = buffer.names(owner, unit: unit)
                names.term = term
                buffer.take(value.value, names, time)
            }
        }
        buffer.finish(orElse: .noKnownQuantity)
        // Telemetry of a switch or a meter is no fault; it holds nothing that a city asks for.
        if buffer.outcome == .undecoded, chips == 0 { buffer.reject(.metadata, .description) }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = terms.measurand(of: names, feed)
        if !names.unit.isEmpty { measurand.unit = nil }
        return measurand
    }

    private static func unit(
        of key: JSONValue,
        _ temperature: UnsafeBufferPointer<UInt8>?,
        _ pressure: UnsafeBufferPointer<UInt8>?
    ) -> UnsafeBufferPointer<UInt8>? {
        if key.isText("Temperature") || key.isText("DewPoint") { return temperature }
        return key.isText("Pressure") ? pressure : nil
    }

    /// Local text; older firmware wrote dates with dots and a blank: `2018.02.01 22:52:09`.
    private static func time(_ value: JSONValue?, _ context: DecodingContext) -> DraftTime {
        guard let value, value.kind == .string else { return .none }
        let text = value.bytes
        guard text.count >= 19, text[4] == UInt8(ascii: ".") else { return context.time(value) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { copy in
            for index in text.indices {
                copy[index] = index < 10 && text[index] == UInt8(ascii: ".") ? UInt8(ascii: "-") : text[index]
            }
            return DraftTime(text: UnsafeBufferPointer(copy), zone: context.zone, arrival: context.arrival)
        }
    }
}
