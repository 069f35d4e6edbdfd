// OGC SensorThings, 1.0 and 1.1: an Observation, which knows its number and time, and leaves the rest to its Datastream.
//
//   v1.1/Datastreams(7)/Observations
//   {"result":1.2,"phenomenonTime":"2015-12-31T22:16:00.000Z","Datastream":{"@iot.id":7,"unitOfMeasurement":{"symbol":"°C"},…}}
//                                                              └ only where the publisher expands it

import BelfryModel

/// Reads SensorThings observations.
enum SensorThingsDecoder: JSONPayloadDecoder {
    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue, _ topic: TopicLevels) -> Bool {
        guard root["result"] != nil else { return isEntity(root) }
        let isNamed = topic.fromEnd(0).map { RawBytes.areEqual($0, "Observations") } ?? false
        return isNamed || root["phenomenonTime"] != nil || root["Datastream@iot.navigationLink"] != nil
    }

    /// Whether a document describes a Datastream instead of observing something.
    private static func isEntity(_ root: JSONValue) -> Bool {
        root["result"] == nil && root["name"]?.kind == .string
            && (root["unitOfMeasurement"]?.kind == .object || root["unitOfMeasurements"]?.kind == .array)
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard let result = root["result"] else {
            if isEntity(root) { return buffer.reject(.metadata, .description) }
            return buffer.reject(.undecoded, .mappingFoundNothing, detail: "no result: not an Observation")
        }
        if result.kind == .array {
            return buffer.reject(
                .undecoded,
                .notANumber,
                detail: "a MultiDatastream's result: several values whose quantities the Observation does not name"
            )
        }
        let stream = root["Datastream"]
        guard let sensor = sensor(root, stream, context, into: &buffer) else {
            return buffer.reject(.undecoded, .noSensor, detail: "neither topic nor document names the Datastream")
        }
        let property = stream?["ObservedProperty"]?["name"]
        let unit = stream?["unitOfMeasurement"]
        let names = buffer.names(
            sensor,
            quantity: property?.bytes ?? Self.value,
            unit: (unit?["symbol"] ?? unit?["name"]).flatMap { $0.kind == .string ? $0.bytes : nil }
        )
        guard let names else { return buffer.reject(.undecoded, .unusableName) }
        // The second spelling stands in a document of the OGC, and so in servers.
        let phenomenon = context.time(root["phenomenonTime"] ?? root["phenonmenonTime"])
        buffer.take(result, names, phenomenon == .none ? context.time(root["resultTime"]) : phenomenon)
        buffer.finish(orElse: .noValue)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = Measurand(sensor: names.sensor, quantity: names.quantity, unitText: names.unit)
        guard names.quantity == "value" else { return measurand }
        if feed.subscription.template.captures.contains(.quantity) {
            measurand.quantity = ""
        } else if feed.subscription.units.count == 1, let declared = feed.subscription.units.keys.first {
            measurand.quantity = declared
        }
        return measurand
    }

    /// The Datastream by the document, else by the number in `Datastreams(7)`.
    private static func sensor(
        _ root: JSONValue,
        _ stream: JSONValue?,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) -> DraftNames? {
        if let identity = stream?["@iot.id"] { return JSONName.append(identity, to: &buffer.text) }
        let topic = TopicLevels(context.topic)
        for index in 0..<min(topic.count, 8) {
            guard let level = topic[index],
                level.starts(with: "Datastreams(".utf8) || level.starts(with: "MultiDatastreams(".utf8),
                let open = level.firstIndex(of: UInt8(ascii: "(")), level.last == UInt8(ascii: ")"),
                open + 1 < level.count - 1
            else { continue }
            return buffer.sensor(withoutQuotes(level[(open + 1)..<(level.count - 1)]))
        }
        return linked(root).flatMap { buffer.sensor($0) }
    }

    /// The Datastream in a link that ends in `Datastreams(7)`.
    private static func linked(_ root: JSONValue) -> UnsafeBufferPointer<UInt8>? {
        guard let link = root["Datastream@iot.navigationLink"], link.kind == .string else { return nil }
        let last = link.bytes.lastIndex(of: UInt8(ascii: "/")).map { link.bytes[($0 + 1)...] } ?? link.bytes[...]
        let head = "Datastreams(".utf8
        guard last.starts(with: head), last.last == UInt8(ascii: ")"), last.count > head.count + 1 else { return nil }
        return withoutQuotes(last.dropFirst(head.count).dropLast())
    }

    /// `'abc-1'` in a path is the name abc-1.
    private static func withoutQuotes(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UnsafeBufferPointer<UInt8> {
        let quote = UInt8(ascii: "'")
        guard name.count > 2, name.first == quote, name.last == quote else {
            return UnsafeBufferPointer(rebasing: name)
        }
        return UnsafeBufferPointer(rebasing: name.dropFirst().dropLast())
    }

    private static var value: UnsafeBufferPointer<UInt8> {
        let text: StaticString = "value"
        return UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
