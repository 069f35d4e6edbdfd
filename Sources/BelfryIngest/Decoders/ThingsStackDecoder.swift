// The Things Stack 3, on `v3/<application>@<tenant>/devices/<device>/<what>`:
//
//   up       {"end_device_ids":{"device_id":"dev1",…},"received_at":"…","uplink_message":{"decoded_payload":{…},
//             "rx_metadata":[{"time":"…"}],"received_at":"…"}}
//   join, location/solved, service/data: what happened        down/…: what the device is told to do
//
// Fields that are 0, false or empty are left out. The console wraps the same under `data`.

import BelfryModel

/// Reads The Things Stack's uplinks.
enum ThingsStackDecoder: JSONPayloadDecoder {
    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool {
        uplinkHolder(root)["end_device_ids"]?["device_id"]?.kind == .string
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let holder = uplinkHolder(root)
        let topic = TopicLevels(context.topic)
        guard let uplink = holder["uplink_message"], uplink.kind == .object else {
            let isDown = topic.isLevel(4, "down") || holder["downlink_message"] != nil
            return isDown ? buffer.reject(.command, .deviceCommand) : buffer.reject(.event, .deviceEvent)
        }
        let device = holder["end_device_ids"]?["device_id"]
        let sensor = device.flatMap { JSONName.append($0, to: &buffer.text) } ?? topic[3].flatMap { buffer.sensor($0) }
        guard let sensor else { return buffer.reject(.undecoded, .noSensor) }
        guard let payload = uplink["decoded_payload"], payload.kind == .object, payload.count > 0 else {
            return buffer.reject(.undecoded, .rawPayload)
        }
        CodecObject.take(payload, sensor, time(of: uplink, in: holder, context), context, into: &buffer)
        buffer.finish(orElse: .noKnownQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { CodecObject.measurand(of: names, feed) }

    private static func uplinkHolder(_ root: JSONValue) -> JSONValue {
        if root["end_device_ids"] == nil, let data = root["data"], data.kind == .object { return data }
        return root
    }

    /// When a gateway heard it, else when the network did.
    private static func time(of uplink: JSONValue, in holder: JSONValue, _ context: DecodingContext) -> DraftTime {
        for gateway in uplink["rx_metadata"]?.elements ?? JSONElements(of: holder) {
            if let time = gateway["time"], time.kind == .string { return context.time(time) }
        }
        return context.time(uplink["received_at"] ?? holder["received_at"])
    }
}
