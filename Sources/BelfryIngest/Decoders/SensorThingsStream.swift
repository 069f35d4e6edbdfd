import BelfryModel

/// The Datastream or MultiDatastream of an observation, as far as the message tells of it.
struct SensorThingsStream {
    private let stream: JSONValue?

    init(_ stream: JSONValue?) {
        self.stream = stream
    }

    /// What the message says of each value of a MultiDatastream, or of the one of a Datastream again and again.
    ///
    /// Gone through beside the values, since looking each up by its place would cost their number squared.
    struct Columns {
        private let property: JSONValue?
        private let unit: JSONValue?
        private var properties: JSONElements?
        private var units: JSONElements?

        fileprivate init(_ stream: JSONValue?) {
            property = stream?["ObservedProperty"]
            unit = stream?["unitOfMeasurement"]
            properties = stream?["ObservedProperties"]?.elements
            units = stream?["unitOfMeasurements"]?.elements
        }

        /// The next one.
        mutating func next() -> Column {
            let (nextProperty, nextUnit) = (properties?.next(), units?.next())
            return Column(property: property ?? nextProperty, unit: unit ?? nextUnit)
        }
    }

    /// What the message says of one value.
    struct Column {
        private let property: JSONValue?
        private let unit: JSONValue?

        fileprivate init(property: JSONValue?, unit: JSONValue?) {
            let name = property?["name"]
            self.property = name.flatMap { $0.kind == .string && !$0.isEmptyText ? $0 : nil }
            self.unit = [unit?["symbol"], unit?["name"]].lazy.compactMap { $0 }
                .first { $0.kind == .string && !$0.isEmptyText }
        }

        /// Whether the value is named.
        var hasProperty: Bool { property != nil }

        /// The names of the value: its sensor's, the observed property and the unit; nil where they are too long.
        func names(_ sensor: DraftNames, in buffer: inout DecodingBuffer) -> DraftNames? {
            let unit = unit.map { SensorThingsStream.append($0, to: &buffer.text) } ?? TextSpan(start: 0, length: 0)
            return buffer.names(sensor, quantity: property, unit: unit)
        }
    }

    var columns: Columns { Columns(stream) }

    /// Writes a unit; one that is too long is none that anybody could read.
    fileprivate static func append(_ unit: JSONValue, to text: inout TextArena) -> TextSpan {
        let span = text.span(of: unit, limit: UnitName.byteLimit)
        if span.length > 0 { return span }
        text.append("?")
        return TextSpan(start: text.count - 1, length: 1)
    }

    /// The Datastream by the document, else by the number in `Datastreams(7)`.
    func appendSensor(
        of observation: JSONValue,
        _ context: DecodingContext,
        to buffer: inout DecodingBuffer
    ) -> DraftNames? {
        if let identity = stream?["@iot.id"] { return JSONName.append(identity, to: &buffer.text) }
        let topic = TopicLevels(context.topic)
        for index in 0..<min(topic.count, 8) {
            guard let level = topic[index], let identity = Self.identity(in: level[...]) else { continue }
            return buffer.sensor(identity)
        }
        let links = [
            observation["Datastream@iot.navigationLink"], observation["MultiDatastream@iot.navigationLink"],
            stream?["@iot.selfLink"],
        ]
        for link in links {
            guard let link, link.kind == .string else { continue }
            let last = link.bytes.lastIndex(of: UInt8(ascii: "/")).map { link.bytes[($0 + 1)...] } ?? link.bytes[...]
            if let identity = Self.identity(in: last) { return buffer.sensor(identity) }
        }
        return nil
    }

    /// The 7 of `Datastreams(7)` or `MultiDatastreams(7)`; nil where a text is neither.
    private static func identity(in text: Slice<UnsafeBufferPointer<UInt8>>) -> UnsafeBufferPointer<UInt8>? {
        guard text.starts(with: "Datastreams(".utf8) || text.starts(with: "MultiDatastreams(".utf8),
            let open = text.firstIndex(of: UInt8(ascii: "(")), text.last == UInt8(ascii: ")"),
            open + 1 < text.endIndex - 1
        else { return nil }
        return withoutQuotes(text[(open + 1)..<(text.endIndex - 1)])
    }

    /// `'abc-1'` in a path is the name abc-1.
    private static func withoutQuotes(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UnsafeBufferPointer<UInt8> {
        let quote = UInt8(ascii: "'")
        guard name.count > 2, name.first == quote, name.last == quote else {
            return UnsafeBufferPointer(rebasing: name)
        }
        return UnsafeBufferPointer(rebasing: name.dropFirst().dropLast())
    }
}
