// Zigbee2MQTT, on `zigbee2mqtt/<friendly name>`, where the name may hold blanks, umlauts and slashes:
//
//   {"battery":100,"illuminance_lux":0,"linkquality":87,"occupancy":true,"occupancy_timeout":25,"temperature":20.81,…}
//                                                        └ somebody is there └ a setting
//   {"temperature_l1":21.5,"temperature_l2":4.1,"power_phase_b":12}     an endpoint each: roof/l1, roof/l2, roof/phase_b
//   zigbee2mqtt/bridge/…  about the bridge     …/set, …/get  what a device is told     …/availability  whether it answers

import BelfryModel

/// Reads states of Zigbee devices.
enum ZigbeeDecoder: JSONPayloadDecoder {
    private static let terms = TermTable([
        PayloadTerm("temperature", "temperature", "Cel"), PayloadTerm("humidity", "relative_humidity", "%"),
        PayloadTerm("pressure", "pressure", "hPa"), PayloadTerm("co2", "co2", "[ppm]"),
        PayloadTerm("pm25", "pm2_5", "ug/m3"), PayloadTerm("pm10", "pm10", "ug/m3"), PayloadTerm("pm1", "pm1", "ug/m3"),
        PayloadTerm("voc", "voc", nil), PayloadTerm("formaldehyd", "formaldehyde", nil),
        PayloadTerm("illuminance_lux", "illuminance", "lx"),
        PayloadTerm("battery", "battery", "%"), PayloadTerm("voltage", "voltage", "V", scale: 0.001),
        PayloadTerm("power", "power", "W"), PayloadTerm("current", "current", "A"),
        PayloadTerm("energy", "energy", "kW.h"),
        PayloadTerm("linkquality", "linkquality", "1"),
        // Presence of a person, not the share of time that a loop is covered.
        PayloadTerm("occupancy", "presence", "1"), PayloadTerm("presence", "presence", "1"),
        PayloadTerm("water_leak", "water_leak", "1"), PayloadTerm("smoke", "smoke_alarm", "1"),
        PayloadTerm("gas", "gas_alarm", "1"), PayloadTerm("carbon_monoxide", "co_alarm", "1"),
        PayloadTerm("contact", "contact", "1"), PayloadTerm("vibration", "vibration_detected", "1"),
        PayloadTerm("tamper", "tamper", "1"), PayloadTerm("battery_low", "battery_low", "1"),
        PayloadTerm("tilt", "tilt_detected", "1"), PayloadTerm("rain", "rain_detected", "1"),
        PayloadTerm("noise_detected", "noise_detected", "1"), PayloadTerm("noise", "laeq", "dB(A)"),
        PayloadTerm("soil_moisture", "soil_moisture", "%"), PayloadTerm("hcho", "formaldehyde", nil),
        PayloadTerm("co", "co", "[ppm]"), PayloadTerm("eco2", "eco2", "[ppm]"),
        // Of the electronics, and of the room that a thermostat is in.
        PayloadTerm("device_temperature", "device_temperature", "Cel"),
        PayloadTerm("local_temperature", "temperature", "Cel"),
        PayloadTerm("ac_frequency", "frequency", "Hz"), PayloadTerm("power_factor", "power_factor", "1"),
        PayloadTerm("produced_energy", "energy_produced", "kW.h"),
        PayloadTerm("energy_produced", "energy_produced", "kW.h"),
    ])
    /// A raw number on devices that also send lux, and lux on those that do not.
    private static let bareIlluminance = TermTable([PayloadTerm("illuminance", "illuminance", "lx")])
    private static let bareIlluminanceTerm = Int16(-2)
    /// The same key as a battery's voltage, and another unit.
    private static let mainsVoltage = TermTable([PayloadTerm("voltage", "voltage", "V")])
    private static let mainsVoltageTerm = Int16(-3)
    /// No mains has as many volts, no battery as few millivolts.
    private static let leastMillivolts = 1_000.0
    private static let rainTerm: Int16? = {
        let key: StaticString = "rain"
        return terms.index(of: key.bytes)
    }()

    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool { topic.isLevel(0, "zigbee2mqtt") }

    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let text = PlainText.trimmed(payload)
        let isJSON =
            PlainText.startsDocument(payload) || DecimalNumber(text) != nil || RawBytes.areEqual(text, "true")
            || RawBytes.areEqual(text, "false")
        if isJSON { return decodeDocument(payload, context, into: &buffer) }
        // `online`, `single`, `ON`: how a device or the bridge fares.
        if !rejectByTopic(context, into: &buffer) { buffer.reject(.event, .deviceEvent) }
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if rejectByTopic(context, into: &buffer) { return }
        guard root.kind == .object else { return decodeAttribute(root, context, into: &buffer) }
        guard let sensor = friendlyName(context.topic, into: &buffer) else {
            return buffer.reject(.undecoded, .noSensor)
        }
        let time = time(root["last_seen"], context)
        let hasLux = root["illuminance_lux"] != nil
        let hasBattery = root["battery"] != nil || root["battery_low"] != nil
        // A thermostat's own sensor beside one that it was given: only one of them can be the room's.
        let hasTemperature = root["temperature"] != nil
        for member in root.members where !(hasTemperature && member.key.isText("local_temperature")) {
            if let term = term(of: member.key, member.value, hasBattery: hasBattery) {
                take(member.value, term: term, of: sensor, time, into: &buffer)
            } else if let endpoint = ZigbeeEndpoint(member.key.bytes), let base = terms.index(of: endpoint.property) {
                guard let part = buffer.qualified(sensor, by: endpoint.name) else { continue }
                let isMains = endpoint.property.elementsEqual("voltage".utf8) && !hasBattery
                let term = isMains && isMainsVoltage(member.value) ? mainsVoltageTerm : base
                take(member.value, term: term, of: part, time, into: &buffer)
            } else if !hasLux, bareIlluminance.index(of: member.key.bytes) != nil {
                buffer.take(member.value, term: bareIlluminanceTerm, of: sensor, time)
            }
        }
        if context.feed.subscription.format == .auto, let discovered = buffer.discovery.topic(context) {
            // What the bridge announces and the table above does not know, under the name that the rest has.
            _ = DiscoveredState.append(discovered, root, sensor: sensor, time: time, into: &buffer) { key in
                terms.index(of: key) != nil || bareIlluminance.index(of: key) != nil
            }
        }
        // A button that was pressed and a lamp that was lit measure nothing.
        if buffer.isBlank { return buffer.reject(.event, .deviceEvent) }
        buffer.finish(orElse: .noKnownQuantity)
    }

    /// Ends a message that by its topic is no state of a device; false where it may be one.
    private static func rejectByTopic(_ context: DecodingContext, into buffer: inout DecodingBuffer) -> Bool {
        let topic = TopicLevels(context.topic)
        if topic.isLevel(1, "bridge") {
            let isRequest = topic.isLevel(2, "request")
            isRequest ? buffer.reject(.command, .deviceCommand) : buffer.reject(.metadata, .description)
            return true
        }
        guard topic.count > 2, let last = topic.fromEnd(0), let beforeLast = topic.fromEnd(1) else { return false }
        // `…/set/brightness` as well as `…/set`.
        let isCommand = [last, topic.count > 3 ? beforeLast : last].contains {
            RawBytes.areEqual($0, "set") || RawBytes.areEqual($0, "get")
        }
        if isCommand {
            buffer.reject(.command, .deviceCommand)
            return true
        }
        guard RawBytes.areEqual(last, "availability") else { return false }
        buffer.reject(.event, .deviceEvent)
        return true
    }

    /// A bridge may be set to send each value on a topic of its own: `zigbee2mqtt/roof/temperature`.
    private static func decodeAttribute(
        _ value: JSONValue,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let topic = context.topic
        guard value.kind != .array, let first = topic.firstIndex(of: UInt8(ascii: "/")),
            let last = topic.lastIndex(of: UInt8(ascii: "/")), first < last,
            let known = terms.index(of: UnsafeBufferPointer(rebasing: topic[(last + 1)...])),
            let sensor = buffer.sensor(UnsafeBufferPointer(rebasing: topic[(first + 1)..<last]))
        else { return buffer.reject(.event, .deviceEvent) }
        let isVoltage = topic[(last + 1)...].elementsEqual("voltage".utf8)
        let term = isVoltage && isMainsVoltage(value) ? mainsVoltageTerm : known
        take(value, term: term, of: sensor, .none, into: &buffer)
        buffer.finish(orElse: .noKnownQuantity)
    }

    /// Adds the value of a term, unless it is an amount of rain: the key means whether it rains.
    private static func take(
        _ value: JSONValue,
        term: Int16,
        of sensor: DraftNames,
        _ time: DraftTime,
        into buffer: inout DecodingBuffer
    ) {
        if term == rainTerm, case .number(let number) = JSONQuantityValue(value), number != 0, number != 1 {
            return buffer.skipValue(.noKnownQuantity)
        }
        buffer.take(value, term: term, of: sensor, time, takesSwitches: true)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        if names.term == Int(bareIlluminanceTerm) {
            return Measurand(sensor: names.sensor, quantity: "illuminance", unit: Unit("lx"))
        }
        if names.term == Int(mainsVoltageTerm) {
            var mains = names
            mains.term = 0
            return mainsVoltage.measurand(of: mains, feed)
        }
        return terms.measurand(of: names, feed)
    }

    /// The term of a key.
    ///
    /// A voltage is in millivolts where it is a battery's and in volts where it is the mains'; the message does not say
    /// which, but a device on mains tells of no battery.
    private static func term(of key: JSONValue, _ value: JSONValue, hasBattery: Bool) -> Int16? {
        guard key.isText("voltage"), !hasBattery, isMainsVoltage(value) else { return terms.index(of: key.bytes) }
        return mainsVoltageTerm
    }

    private static func isMainsVoltage(_ value: JSONValue) -> Bool {
        guard case .number(let number) = JSONQuantityValue(value) else { return false }
        return number < leastMillivolts
    }

    /// Everything behind the first level.
    private static func friendlyName(
        _ topic: UnsafeBufferPointer<UInt8>,
        into buffer: inout DecodingBuffer
    ) -> DraftNames? {
        guard let slash = topic.firstIndex(of: UInt8(ascii: "/")) else { return buffer.sensor(topic) }
        return buffer.sensor(UnsafeBufferPointer(rebasing: topic[(slash + 1)...]))
    }

    /// As the bridge is set: text near ISO 8601, or milliseconds since the epoch.
    private static func time(_ value: JSONValue?, _ context: DecodingContext) -> DraftTime {
        guard let value, value.kind == .number else { return context.time(value) }
        return context.time(epoch: value, decimalsOfSecond: 3)
    }
}
