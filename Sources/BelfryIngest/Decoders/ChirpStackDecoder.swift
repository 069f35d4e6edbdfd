// ChirpStack 4, a LoRaWAN network server, on `application/<id>/device/<devEui>/event/<what>`:
//
//   up      {"time":"…","deviceInfo":{"devEui":"0101010101010101",…},"object":{"temperature":22.6},"data":"qg==",…}
//                                                                    └ what a codec made of └ the bytes
//   status  {"deviceInfo":{…},"margin":10,"batteryLevel":88.3}
//   join, ack, txack, log, location: what happened to the device
//
// On the topics of gateways stands what they hear and how they fare: LoRaGatewayTopic.
//
// On `…/device/<devEui>/command/down` stands what the device is told. Names of tenants, applications and devices stay here; the device is its EUI.

import BelfryModel

/// Reads ChirpStack's events.
enum ChirpStackDecoder: JSONPayloadDecoder {
    private static let statusTerms = (battery: Int16(-2), margin: Int16(-3))

    /// Whether a document or its topic can only be one of these.
    static func recognises(_ root: JSONValue, _ topic: TopicLevels) -> Bool {
        root["deviceInfo"]?["devEui"]?.kind == .string
            || topic.isLevel(0, "application") && topic.isLevel(2, "device")
                && (topic.isLevel(4, "event") || isCommand(topic))
            || recognises(topic)
    }

    /// Whether a topic is that of a gateway, whose messages may be binary.
    static func recognises(_ topic: TopicLevels) -> Bool { LoRaGatewayTopic.outcome(of: topic) != nil }

    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        if let (outcome, reason) = LoRaGatewayTopic.outcome(of: TopicLevels(context.topic)) {
            return buffer.reject(outcome, reason)
        }
        decodeDocument(payload, context, into: &buffer)
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        if let (outcome, reason) = LoRaGatewayTopic.outcome(of: topic) { return buffer.reject(outcome, reason) }
        if topic.isLevel(0, "application"), isCommand(topic) { return buffer.reject(.command, .deviceCommand) }
        let device = root["deviceInfo"]?["devEui"]
        let sensor = device.flatMap { JSONName.append($0, to: &buffer.text) } ?? topic[3].flatMap { buffer.sensor($0) }
        guard let sensor else { return buffer.reject(.undecoded, .noSensor) }
        let time = time(of: root, context)
        if let object = root["object"], object.kind == .object, object.count > 0 {
            CodecObject.take(object, sensor, time.draft, flags: time.flags, context, into: &buffer)
            return buffer.finish(orElse: .noKnownQuantity)
        }
        if root["margin"] != nil || root["batteryLevel"] != nil {
            return takeStatus(root, sensor, time, into: &buffer)
        }
        if root["data"] != nil || root["fPort"] != nil { return buffer.reject(.undecoded, .rawPayload) }
        buffer.reject(.event, .deviceEvent)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        switch names.term {
        case Int(statusTerms.battery): Measurand(sensor: names.sensor, quantity: "battery", unit: Unit("%"))
        case Int(statusTerms.margin): Measurand(sensor: names.sensor, quantity: "link_margin", unit: Unit("dB"))
        default: CodecObject.measurand(of: names, feed)
        }
    }

    /// The device's own account of its battery and of how well it is heard.
    private static func takeStatus(
        _ root: JSONValue,
        _ sensor: DraftNames,
        _ time: UplinkTime,
        into buffer: inout DecodingBuffer
    ) {
        let hasBattery = !(root["batteryLevelUnavailable"]?.kind == .true || root["externalPowerSource"]?.kind == .true)
        if let level = root["batteryLevel"], hasBattery {
            buffer.take(level, term: statusTerms.battery, of: sensor, time.draft)
        }
        if let margin = root["margin"] { buffer.take(margin, term: statusTerms.margin, of: sensor, time.draft) }
        buffer.mark(time.flags, from: 0)
        buffer.finish(orElse: .noValue)
    }

    private static func isCommand(_ topic: TopicLevels) -> Bool {
        topic.isLevel(2, "device") && topic.isLevel(4, "command")
    }

    /// The server's time of the uplink, beside that of the first gateway that knows one.
    private static func time(of root: JSONValue, _ context: DecodingContext) -> UplinkTime {
        var time = UplinkTime(context.time(root["time"]))
        for gateway in root["rxInfo"]?.elements ?? JSONElements(of: root) {
            let heard = context.time(gateway["gwTime"] ?? gateway["time"])
            let received = context.time(gateway["nsTime"])
            guard heard.isOwn || received.isOwn else { continue }
            time.compare(heard, context)
            time.compare(received, context)
            break
        }
        return time
    }
}
