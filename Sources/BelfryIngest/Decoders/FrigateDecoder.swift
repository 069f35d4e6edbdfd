// Frigate, a recorder of cameras. Its events name people and number plates; of all that only a speed is a measured value, and
// only it is looked at.
//
//   frigate/events              {"type":"update","before":{…},"after":{"camera":"front_door","frame_time":1607123962.08,
//                                "average_estimated_speed":14.31,"sub_label":["…",0.79],"recognized_license_plate":"…",…}}
//   frigate/front_door/person   2          how many are in the picture     …/person/active   1   of which move
//   frigate/front_door/all      3          of all kinds
//   frigate/front_door/motion   ON         what it noticed         frigate/available   online
//   frigate/front_door/person/snapshot     a picture               frigate/front_door/detect/state   ON
//
// Whether a speed is in km/h or mph is a setting of the recorder, so the subscription says it.

import BelfryModel

/// Reads Frigate's events and counts.
enum FrigateDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool { topic.isLevel(0, "frigate") }

    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let topic = TopicLevels(context.topic)
        let isDocument =
            PlainText.startsDocument(payload) || DecimalNumber(PlainText.trimmed(payload)) != nil
            || isCount(topic) || topic.isLevel(1, "events")
        if isDocument { return decodeDocument(payload, context, into: &buffer) }
        rejectByTopic(topic, into: &buffer)
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if root.kind == .number { return decodeCount(root, context, into: &buffer) }
        guard let after = root["after"], after.kind == .object else {
            return rejectByTopic(TopicLevels(context.topic), into: &buffer)
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
        if names.term == Self.countTerm || names.term == Self.activeTerm {
            let label = names.quantity == "all" ? "object" : names.quantity
            let state = names.term == Self.activeTerm ? "active_" : ""
            return Measurand(sensor: names.sensor, quantity: "\(state)\(label)_count", unit: Unit("1"))
        }
        return Measurand(sensor: names.sensor, quantity: "object_speed")
    }

    /// The labels that are counted: an allow-list, since a recorder may be taught to know anybody.
    private static let countable: [StaticString] = [
        "person", "car", "truck", "bus", "bicycle", "motorcycle", "train", "boat", "school_bus", "dog", "cat", "bird",
        "horse", "all",
    ]
    private static let countTerm = 1
    private static let activeTerm = 2
    /// Last levels of topics that tell what happened.
    private static let eventful: [StaticString] = [
        "available", "motion", "review_status", "events", "reviews", "tracked_object_update", "audio_detections",
    ]

    private static func decodeCount(_ count: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        guard isCount(topic), let camera = topic[1], let label = topic[2], let sensor = buffer.sensor(camera),
            var names = buffer.names(sensor, quantity: label)
        else { return rejectByTopic(topic, into: &buffer) }
        names.term = Int16(topic.count == 3 ? countTerm : activeTerm)
        buffer.take(count, names, .none)
        buffer.finish(orElse: .noValue)
    }

    /// Whether a topic is that of a count.
    private static func isCount(_ topic: TopicLevels) -> Bool {
        guard topic.count == 3 || topic.count == 4 && topic.isLevel(3, "active"), let label = topic[2] else {
            return false
        }
        return countable.contains { RawBytes.areEqual(label, $0) }
    }

    /// Ends a message that is no measured value: pictures and settings describe, the rest happened.
    private static func rejectByTopic(_ topic: TopicLevels, into buffer: inout DecodingBuffer) {
        if topic.count > 2, let last = topic.fromEnd(0), RawBytes.areEqual(last, "set") {
            return buffer.reject(.command, .deviceCommand)
        }
        if let last = topic.fromEnd(0), eventful.contains(where: { RawBytes.areEqual(last, $0) }) {
            return buffer.reject(.event, .deviceEvent)
        }
        // What it has heard or told apart: frigate/gate/audio/speech, frigate/gate/classification/door.
        let isState = topic.isLevel(3, "state") || topic.isLevel(3, "dBFS") || topic.isLevel(3, "rms")
        if topic.count == 4, topic.isLevel(2, "audio") && !isState || topic.isLevel(2, "classification") {
            return buffer.reject(.event, .deviceEvent)
        }
        buffer.reject(.metadata, .description)
    }
}
