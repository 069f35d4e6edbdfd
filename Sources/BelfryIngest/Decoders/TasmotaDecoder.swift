// Tasmota's firmware, on `tele/<topic>/SENSOR` every few minutes and `stat/<topic>/STATUS10` when asked:
//
//   {"Time":"2020-01-01T00:00:00","AHT1X-0x38":{"Temperature":24.7,"Humidity":61.9},"TempUnit":"C"}
//             └ local, no zone      └ a chip; with an address or number where there are several
//   {"ZbReceived":{"0x099F":{"Device":"0x099F","Temperature":22.3,"LinkQuality":110}}}
//                  └ a Zigbee device that it hears
//
// Without TempUnit a temperature may be in Fahrenheit as well, so its unit is unknown. CF* beside PM* are the factory's
// variant of the same value, PB* count particles: neither is taken. AS3935's Distance is that of a thunderstorm.
//
// Of two chips that measure the same quantity the first one in the message is the device, and the others are
// `device/CHIP` for that quantity: the firmware writes its chips in the order of its drivers, so it is always the same
// one. What only one chip measures is the device's.

import BelfryModel

/// Reads Tasmota's telemetry.
enum TasmotaDecoder: JSONPayloadDecoder {
    /// At most 64, since the quantities that a message has had are kept as bits.
    private static let terms = TermTable([
        PayloadTerm("temperature", "temperature", nil), PayloadTerm("dewpoint", "dew_point", nil),
        PayloadTerm("humidity", "relative_humidity", "%"), PayloadTerm("pressure", "pressure", "hPa"),
        PayloadTerm("pm1", "pm1", "ug/m3"), PayloadTerm("pm1_0", "pm1", "ug/m3"),
        PayloadTerm("pm2.5", "pm2_5", "ug/m3"), PayloadTerm("pm2_5", "pm2_5", "ug/m3"),
        PayloadTerm("pm10", "pm10", "ug/m3"),
        PayloadTerm("carbondioxide", "co2", "[ppm]"), PayloadTerm("illuminance", "illuminance", "lx"),
        PayloadTerm("tvoc", "tvoc", "[ppb]"), PayloadTerm("distance", "measured_distance", "cm"),
        PayloadTerm("uvindex", "uv_index", "1"), PayloadTerm("seapressure", "sea_level_pressure", "hPa"),
        PayloadTerm("eco2", "eco2", "[ppm]"), PayloadTerm("moisture", "soil_moisture", "%"),
        PayloadTerm("battery", "battery", "%"), PayloadTerm("batterypercentage", "battery", "%"),
        PayloadTerm("rssi", "rssi", "dBm"),
    ])

    /// Whether a topic is one of theirs.
    static func recognises(_ topic: UnsafeBufferPointer<UInt8>) -> Bool { TasmotaTopic(topic) != nil }

    /// Whether a topic of theirs carries bare words.
    static func recognisesBare(_ topic: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let topic = TasmotaTopic(topic) else { return false }
        return topic.role != .unknown
    }

    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        if let topic = TasmotaTopic(context.topic), !PlainText.startsDocument(payload),
            reject(by: topic.role, into: &buffer)
        {
            return
        }
        decodeDocument(payload, context, into: &buffer)
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TasmotaTopic(context.topic)
        let status = root["StatusSNS"] ?? root
        let role = topic?.role ?? .unknown
        let hasReadings = root["StatusSNS"] != nil || root["ZbReceived"] != nil
        if !hasReadings || role == .command, reject(by: role, into: &buffer) { return }
        guard status.kind == .object else { return buffer.reject(.metadata, .description) }
        guard let device = topic?.device ?? TopicLevels(context.topic).fromEnd(1), let sensor = buffer.sensor(device)
        else { return buffer.reject(.undecoded, .noSensor) }
        var scan = Scan(status, device: device, sensor: sensor, context)
        for member in status.members where member.value.kind == .object {
            scan.chips += 1
            if member.key.isText("ZbReceived") {
                takeDevices(member.value, scan, into: &buffer)
            } else {
                takeChip(member.key, member.value, &scan, into: &buffer)
            }
        }
        buffer.finish(orElse: .noKnownQuantity)
        guard buffer.outcome == .undecoded, buffer.reason == .noKnownQuantity else { return }
        // Telemetry of a switch is no fault, nor is a button that the device has heard.
        if root["ZbReceived"] != nil { return buffer.reject(.event, .deviceEvent) }
        if scan.chips == 0 { buffer.reject(.metadata, .description) }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = TasmotaMeter.measurand(of: names, feed) ?? terms.measurand(of: names, feed)
        if !names.unit.isEmpty { measurand.unit = nil }
        return measurand
    }

    /// Ends a message that is no reading by its topic; false where it may be one.
    private static func reject(by role: TasmotaTopic.Role, into buffer: inout DecodingBuffer) -> Bool {
        switch role {
        case .readings, .unknown: return false
        case .description: buffer.reject(.metadata, .description)
        case .event: buffer.reject(.event, .deviceEvent)
        case .command: buffer.reject(.command, .deviceCommand)
        }
        return true
    }
}

extension TasmotaDecoder {
    /// What holds for all chips of a message, and what has been found so far.
    private struct Scan {
        let device: UnsafeBufferPointer<UInt8>
        let sensor: DraftNames
        let time: DraftTime
        let temperatureUnit: UnsafeBufferPointer<UInt8>?
        let pressureUnit: UnsafeBufferPointer<UInt8>?
        var chips = 0
        /// A bit for each quantity that an earlier chip has had.
        var taken: UInt64 = 0

        init(
            _ status: JSONValue,
            device: UnsafeBufferPointer<UInt8>,
            sensor: DraftNames,
            _ context: DecodingContext
        ) {
            self.device = device
            self.sensor = sensor
            time = context.time(status["Time"])
            temperatureUnit = status["TempUnit"]?.bytes
            pressureUnit = status["PressureUnit"]?.bytes
        }
    }

    private static func takeChip(
        _ name: JSONValue,
        _ chip: JSONValue,
        _ scan: inout Scan,
        into buffer: inout DecodingBuffer
    ) {
        if name.isText("AS3935") { return }
        if name.isText("ENERGY") { return TasmotaMeter.take(chip, of: scan.sensor, scan.time, into: &buffer) }
        // The processor's own warmth is nobody's but its.
        let isApart = isNumbered(name) || name.isText("ESP32")
        // INA219 and its kind say {"Voltage":4.494,"Current":0.020,"Power":0.089}.
        if chip["Voltage"] != nil, chip["Current"] != nil,
            let meter = buffer.sensor(scan.device, name.bytes)
        {
            TasmotaMeter.take(chip, of: meter, scan.time, into: &buffer)
        }
        var own: DraftNames?
        var taken = scan.taken
        for value in chip.members {
            guard let term = terms.index(of: value.key.bytes) else { continue }
            let bit = UInt64(1) << UInt64(terms.quantityIndex(of: term))
            var owner = scan.sensor
            if isApart || scan.taken & bit != 0 {
                own = own ?? buffer.sensor(scan.device, name.bytes)
                guard let own else { continue }
                owner = own
            } else {
                taken |= bit
            }
            let unit = unit(of: value.key, scan.temperatureUnit, scan.pressureUnit)
            var names = buffer.names(owner, unit: unit)
            names.term = term
            buffer.take(value.value, names, scan.time)
        }
        scan.taken = taken
    }

    /// Whether an address or a number is behind a chip's name: `DS18B20-1`, `SHT3X-0x44`, and with SetOption64 `DS18B20_1`.
    private static func isNumbered(_ name: JSONValue) -> Bool {
        let bytes = name.bytes
        if bytes.contains(UInt8(ascii: "-")) { return true }
        guard let mark = bytes.lastIndex(of: UInt8(ascii: "_")), mark + 1 < bytes.count else { return false }
        let number = bytes[(mark + 1)...]
        let isHexadecimal = number.count > 2 && number.starts(with: "0x".utf8)
        return isHexadecimal || number.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
    }

    /// Takes what Zigbee devices said, whose standard has temperatures in degrees Celsius.
    private static func takeDevices(_ devices: JSONValue, _ scan: Scan, into buffer: inout DecodingBuffer) {
        for device in devices.members where device.value.kind == .object {
            guard let sensor = buffer.sensor(scan.device, device.key.bytes) else { continue }
            let hasBattery = device.value["Battery"] != nil
            for value in device.value.members {
                // The same said twice.
                if hasBattery, value.key.isText("BatteryPercentage") { continue }
                guard let term = terms.index(of: value.key.bytes) else { continue }
                var names = buffer.names(sensor, unit: unit(of: value.key, celsius, scan.pressureUnit))
                names.term = term
                buffer.take(value.value, names, scan.time)
            }
        }
    }

    private static var celsius: UnsafeBufferPointer<UInt8> {
        let text: StaticString = "C"
        return text.bytes
    }

    private static func unit(
        of key: JSONValue,
        _ temperature: UnsafeBufferPointer<UInt8>?,
        _ pressure: UnsafeBufferPointer<UInt8>?
    ) -> UnsafeBufferPointer<UInt8>? {
        if key.isText("Temperature") || key.isText("DewPoint") { return temperature }
        return key.isText("Pressure") || key.isText("SeaPressure") ? pressure : nil
    }
}
