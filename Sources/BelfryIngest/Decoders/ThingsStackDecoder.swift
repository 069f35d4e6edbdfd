// The Things Stack 3, on `v3/<application>@<tenant>/devices/<device>/<what>`:
//
//   up       {"end_device_ids":{"device_id":"dev1",…},"received_at":"…","uplink_message":{"decoded_payload":{…},
//             "normalized_payload":[…],"rx_metadata":[{"time":"…"}],"received_at":"…"}}
//   up/normalized     the same with uplink_normalized, which holds the normalized payload alone
//   join, location/solved, service/data: what happened
//   down/push, down/replace           {"downlinks":[…]}: what the device is told to do
//   down/queued, sent, ack, nack, failed: what became of that
//
// Fields that are 0, false or empty are left out. The console wraps the same under `data`.

import BelfryModel

/// Reads The Things Stack's uplinks.
enum ThingsStackDecoder: JSONPayloadDecoder {
    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool {
        uplinkHolder(root)["end_device_ids"]?["device_id"]?.kind == .string
    }

    /// Whether a topic is that of downlinks, whose documents do not say so.
    static func recognises(_ topic: TopicLevels) -> Bool {
        topic.isLevel(0, "v3") && topic.isLevel(2, "devices") && topic.isLevel(4, "down")
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let holder = uplinkHolder(root)
        let topic = TopicLevels(context.topic)
        guard let uplink = holder["uplink_message"] ?? holder["uplink_normalized"], uplink.kind == .object else {
            return isCommand(holder, topic)
                ? buffer.reject(.command, .deviceCommand) : buffer.reject(.event, .deviceEvent)
        }
        let device = holder["end_device_ids"]?["device_id"]
        let sensor = device.flatMap { JSONName.append($0, to: &buffer.text) } ?? topic[3].flatMap { buffer.sensor($0) }
        guard let sensor else { return buffer.reject(.undecoded, .noSensor) }
        let time = time(of: uplink, in: holder, context)
        let decoded = uplink["decoded_payload"].flatMap { $0.kind == .object && $0.count > 0 ? $0 : nil }
        if let decoded {
            CodecObject.take(decoded, sensor, time.draft, flags: time.flags, context, into: &buffer)
        }
        // The codec's own object tells more than what is normalized of it.
        let normalized = uplink["normalized_payload"]
        if buffer.drafts.isEmpty, let normalized {
            NormalizedPayload.take(normalized, sensor, time, context, into: &buffer)
        }
        guard decoded != nil || normalized != nil else { return buffer.reject(.undecoded, .rawPayload) }
        buffer.finish(orElse: .noKnownQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        NormalizedPayload.measurand(of: names, feed) ?? CodecObject.measurand(of: names, feed)
    }

    /// Whether something is told to a device; on the same topics the stack says what became of it.
    private static func isCommand(_ message: JSONValue, _ topic: TopicLevels) -> Bool {
        if (message["downlink_message"] ?? message["downlinks"]) != nil { return true }
        guard topic.isLevel(4, "down") else { return false }
        return message["end_device_ids"] == nil || topic.isLevel(5, "push") || topic.isLevel(5, "replace")
    }

    private static func uplinkHolder(_ root: JSONValue) -> JSONValue {
        if root["end_device_ids"] == nil, let data = root["data"], data.kind == .object { return data }
        return root
    }

    /// When a gateway heard it, else when the network did.
    private static func time(of uplink: JSONValue, in holder: JSONValue, _ context: DecodingContext) -> UplinkTime {
        var time = UplinkTime(.none)
        for gateway in uplink["rx_metadata"]?.elements ?? JSONElements(of: holder) {
            let heard = context.time(gateway["time"])
            guard case .at(let instant) = heard, instant >= context.earliestEventTime else { continue }
            time = UplinkTime(heard)
            break
        }
        time.compare(context.time(uplink["received_at"] ?? holder["received_at"]), context)
        return time
    }
}
