// Sentilo, the platform of Barcelona and others. What a sensor measures stands in its catalogue, so a subscription says it
// by {quantity} in the topic or by the one quantity under `unit`.
//
//   /data/rec          {"sensors":[{"sensor":"RE0012","observations":[{"value":"1.2","timestamp":"17/09/2012T12:34:45CET"}]}]}
//   /data/rec/RE0012   {"observations":[{"value":"12.3","timestamp":"17/09/2012T12:34:45"}]}
//         └ provider                                                              └ without a zone: UTC, by Sentilo's rule
//
// Subscribers are sent {"message":"12.3","timestamp":"…","topic":"/data/rec/RE0012","type":"DATA","sensor":…,"provider":…}.
// Orders and alarms travel over the same broker on /order/… and /alarm/…, descriptions of sensors on /catalog/….

import BelfryModel

/// Reads what providers publish to Sentilo.
enum SentiloDecoder: JSONPayloadDecoder {
    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool {
        if root["message"] != nil, root["topic"]?.kind == .string, kindOfPush(root) != nil { return true }
        let list = root["sensors"]?.kind == .array ? root["sensors"] : nil
        let holder = list.flatMap { $0.count > 0 ? $0.first : nil } ?? root
        return holder["observations"]?.kind == .array
    }

    /// Whether a topic is Sentilo's own, which begin with a slash.
    static func recognises(_ topic: TopicLevels) -> Bool {
        topic.isLevel(0, "")
            && (topic.isLevel(1, "catalog") || topic.isLevel(1, "order") || topic.isLevel(1, "alarm")
                || topic.isLevel(1, "alert"))
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        let first = topic[0].map { $0.isEmpty } ?? false ? 1 : 0
        if topic.isLevel(first, "catalog") { return buffer.reject(.metadata, .description) }
        if topic.isLevel(first, "order") { return buffer.reject(.command, .deviceCommand) }
        if topic.isLevel(first, "alarm") || topic.isLevel(first, "alert") { return buffer.reject(.event, .alert) }
        if let kind = kindOfPush(root) { return takePush(root, kind, into: &buffer) }
        let provider = topic[first + 1]
        guard let sensors = root["sensors"], sensors.kind == .array else {
            guard let observations = root["observations"], observations.kind == .array else {
                return buffer.reject(.malformed, .wrongType, detail: "neither sensors nor observations")
            }
            guard let sensor = buffer.sensor(provider, topic[first + 2]) else {
                return buffer.reject(.undecoded, .noSensor)
            }
            take(observations, of: root, sensor, context, into: &buffer)
            return buffer.finish(orElse: .noValue)
        }
        for element in sensors.elements {
            guard let name = element["sensor"], name.kind == .string, let observations = element["observations"],
                let sensor = buffer.sensor(provider, name.bytes)
            else {
                buffer.skipValue(.noSensor)
                continue
            }
            take(observations, of: element, sensor, context, into: &buffer)
        }
        buffer.finish(orElse: .noValue)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = Measurand(sensor: names.sensor)
        if !feed.subscription.template.captures.contains(.quantity) {
            let declared = feed.subscription.units.count == 1 ? feed.subscription.units.keys.first : nil
            measurand.quantity = declared ?? "value"
        }
        return measurand
    }

    /// What a push to a subscriber carries; nil where this is none.
    private static func kindOfPush(_ root: JSONValue) -> Outcome? {
        guard let type = root["type"], type.kind == .string else { return nil }
        if type.isText("DATA") { return .readings }
        if type.isText("ORDER") { return .command }
        return type.isText("ALARM") || type.isText("ALERT") ? .event : nil
    }

    private static func takePush(_ root: JSONValue, _ kind: Outcome, into buffer: inout DecodingBuffer) {
        if kind == .command { return buffer.reject(.command, .deviceCommand) }
        if kind == .event { return buffer.reject(.event, .alert) }
        guard let name = root["sensor"], name.kind == .string, let value = root["message"] else {
            return buffer.reject(.undecoded, .noSensor)
        }
        let provider = root["provider"].flatMap { $0.kind == .string ? $0.bytes : nil }
        guard let sensor = buffer.sensor(provider, name.bytes) else { return buffer.reject(.undecoded, .noSensor) }
        buffer.take(value, sensor, root["timestamp"].map { SentiloTime.draft($0) } ?? .none)
        buffer.finish(orElse: .noValue)
    }

    /// - Parameter holder: the object around the observations; a location in it is theirs, unless they have their own.
    private static func take(
        _ observations: JSONValue,
        of holder: JSONValue,
        _ sensor: DraftNames,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let isHolderSwapped = isSwapped(at: holder["location"], context)
        for observation in observations.elements {
            guard let value = observation["value"] else { continue }
            let time = observation["timestamp"].map { SentiloTime.draft($0) } ?? .none
            let isOwnSwapped = observation["location"].map { isSwapped(at: $0, context) }
            buffer.take(value, sensor, time, flags: isOwnSwapped ?? isHolderSwapped ? .coordinatesSwapped : [])
        }
    }

    private static func isSwapped(at location: JSONValue?, _ context: DecodingContext) -> Bool {
        guard let location, location.kind == .string else { return false }
        return PayloadCoordinates(text: location.bytes)?.isSwapped(city: context.feed.city) ?? false
    }
}
