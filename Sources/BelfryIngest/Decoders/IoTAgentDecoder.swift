// FIWARE's IoT Agent for JSON: devices with short keys of their own, which a city maps to quantities where it wants to.
//
//   /json/<key>/<device>/attrs         {"h":70,"t":15}   or a batch   [{"h":70,"timestamp":"2015-12-14T08:06:01Z"},…]
//   /json/<key>/<device>/attrs/h       70
//   /json/<key>/<device>/cmd           what the device is told to do
//   /json/<key>/<device>/cmdexe        what it made of it
//
// Older agents leave out the first level.

import BelfryModel

/// Reads measures for the IoT Agent.
enum IoTAgentDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs: some brokers write the leading slash, some do not.
    static func recognises(_ topic: TopicLevels) -> Bool {
        let first = firstLevel(of: topic)
        return topic.isLevel(first, "json") && isLast(topic[first + 3])
    }

    /// Whether a level says what kind of message it is.
    private static func isLast(_ level: UnsafeBufferPointer<UInt8>?) -> Bool {
        guard let level else { return false }
        return RawBytes.areEqual(level, "attrs") || RawBytes.areEqual(level, "cmd")
            || RawBytes.areEqual(level, "cmdexe")
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        let start = firstLevel(of: topic)
        let isOlder = !topic.isLevel(start, "json") && isLast(topic[start + 2])
        let first = isOlder ? start - 1 : start
        guard let device = topic[first + 2], let sensor = buffer.sensor(device) else {
            return buffer.reject(.undecoded, .noSensor)
        }
        if topic.isLevel(first + 3, "cmd") { return buffer.reject(.command, .deviceCommand) }
        if topic.isLevel(first + 3, "cmdexe") { return buffer.reject(.event, .deviceEvent) }
        if let attribute = topic[first + 4] {
            guard let names = buffer.names(sensor, quantity: attribute) else {
                return buffer.reject(.undecoded, .unusableName)
            }
            buffer.take(root["value"] ?? root, names, time(of: root, context), takesSwitches: true)
            return buffer.finish(orElse: .noValue)
        }
        guard root.kind == .object || root.kind == .array else {
            return buffer.reject(.malformed, .wrongType, detail: "measures are an object or a list of them")
        }
        if root.kind == .object { take(root, sensor, context, into: &buffer) }
        for element in root.elements { take(element, sensor, context, into: &buffer) }
        buffer.finish(orElse: .noKnownQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        Measurand(sensor: names.sensor, quantity: names.quantity)
    }

    private static func firstLevel(of topic: TopicLevels) -> Int { topic[0].map { $0.isEmpty } ?? false ? 1 : 0 }

    private static func take(
        _ measures: JSONValue,
        _ sensor: DraftNames,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard measures.kind == .object else { return buffer.skipValue(.wrongType) }
        let time = time(of: measures, context)
        for member in measures.members where !isTime(member.key) {
            guard let names = buffer.names(sensor, quantity: member.key.bytes) else {
                buffer.skipValue(.unusableName)
                continue
            }
            buffer.take(member.value, names, time)
        }
    }

    private static func isTime(_ key: JSONValue) -> Bool {
        key.isText("timestamp") || key.isText("TimeInstant") || key.isText("time")
    }

    /// Text near ISO 8601, or a number of milliseconds since the epoch.
    private static func time(of measures: JSONValue, _ context: DecodingContext) -> DraftTime {
        let time = measures["TimeInstant"] ?? measures["timestamp"] ?? measures["time"]
        guard let time, time.kind == .number else { return context.time(time) }
        return context.time(epoch: time, decimalsOfSecond: (time.number ?? 0) < 1e11 ? 0 : 3)
    }
}
