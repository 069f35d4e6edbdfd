// Frigate, a recorder of cameras. Its events name people and number plates; of all that only a speed is a measured value, and
// only it is looked at.
//
//   frigate/events              {"type":"update","before":{…},"after":{"camera":"front_door","frame_time":1607123962.08,
//                                "average_estimated_speed":14.31,"sub_label":["…",0.79],"recognized_license_plate":"…",…}}
//   frigate/front_door/person   2          how many are in the picture
//
// Whether a speed is in km/h or mph is a setting of the recorder, so the subscription says it.

import BelfryModel

/// Reads Frigate's events and counts.
enum FrigateDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool { topic.isLevel(0, "frigate") }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if root.kind == .number { return decodeCount(root, context, into: &buffer) }
        guard let after = root["after"], after.kind == .object else {
            return buffer.reject(.metadata, .description)
        }
        if let speed = after["average_estimated_speed"], let value = speed.number, value > 0,
            let camera = after["camera"], let sensor = JSONName.append(camera, to: &buffer.text)
        {
            buffer.take(speed, sensor, context.time(epoch: after["frame_time"], decimalsOfSecond: 0))
            return buffer.finish(orElse: .noValue)
        }
        buffer.reject(.event, .deviceEvent)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        if names.term == Self.countTerm {
            return Measurand(sensor: names.sensor, quantity: "\(names.quantity)_count", unit: Unit("1"))
        }
        return Measurand(sensor: names.sensor, quantity: "object_speed")
    }

    /// The labels that are counted: an allow-list, since a recorder may be taught to know anybody.
    private static let countable: [StaticString] = ["person", "car", "truck", "bus", "bicycle", "motorcycle"]
    private static let countTerm = 1

    private static func decodeCount(_ count: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        guard topic.count == 3, let camera = topic[1], let label = topic[2],
            countable.contains(where: { RawBytes.areEqual(label, $0) }), let sensor = buffer.sensor(camera),
            var names = buffer.names(sensor, quantity: label)
        else { return buffer.reject(.metadata, .description) }
        names.term = Int16(countTerm)
        buffer.take(count, names, .none)
        buffer.finish(orElse: .noValue)
    }
}
