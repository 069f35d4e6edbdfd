// Sentilo, the platform of Barcelona and others. What a sensor measures stands in its catalogue, so a subscription says it
// by {quantity} in the topic or by the one quantity under `unit`.
//
//   /data/rec          {"sensors":[{"sensor":"RE0012","observations":[{"value":"1.2","timestamp":"17/09/2012T12:34:45CET"}]}]}
//   /data/rec/RE0012   {"observations":[{"value":"12.3","timestamp":"17/09/2012T12:34:45"}]}
//         └ provider                                                              └ without a zone: UTC, by Sentilo's rule
//
// Orders and alarms travel over the same broker on /order/… and /alarm/….

import BelfryModel

/// Reads what providers publish to Sentilo.
enum SentiloDecoder: JSONPayloadDecoder {
    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool {
        let list = root["sensors"]?.kind == .array ? root["sensors"] : nil
        let holder = list.flatMap { $0.count > 0 ? $0.first : nil } ?? root
        return holder["observations"]?.kind == .array
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        let first = topic[0].map { $0.isEmpty } ?? false ? 1 : 0
        if topic.isLevel(first, "order") { return buffer.reject(.command, .deviceCommand) }
        if topic.isLevel(first, "alarm") || topic.isLevel(first, "alert") { return buffer.reject(.event, .alert) }
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

    /// - Parameter holder: the object around the observations; a location in it is theirs, unless they have their own.
    private static func take(
        _ observations: JSONValue,
        of holder: JSONValue,
        _ sensor: DraftNames,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        for observation in observations.elements {
            guard let value = observation["value"] else { continue }
            let time = observation["timestamp"].map { SentiloTime.draft($0) } ?? .none
            let location = observation["location"] ?? holder["location"]
            let isSwapped = location.flatMap { $0.kind == .string ? PayloadCoordinates(text: $0.bytes) : nil }?
                .isSwapped(city: context.feed.city)
            buffer.take(value, sensor, time, flags: isSwapped ?? false ? .coordinatesSwapped : [])
        }
    }
}
