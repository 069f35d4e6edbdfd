// OGC SensorThings, 1.0 and 1.1: an Observation, which knows its number and time, and leaves the rest to its Datastream.
//
//   v1.1/Datastreams(7)/Observations
//   {"result":1.2,"phenomenonTime":"2015-12-31T22:16:00.000Z","Datastream":{"@iot.id":7,"unitOfMeasurement":{"symbol":"°C"},…}}
//                                                              └ only where the publisher expands it
//   {"result":[21.5,40],"MultiDatastream":{"unitOfMeasurements":[…],"ObservedProperties":[…],…}}     one value a property
//   {"name":"…","unitOfMeasurement":{…},"Observations":[…]}   {"name":"…","Datastreams":[…]}        the other way round
//   [{"Datastream":{…},"components":["phenomenonTime","result"],"dataArray":[["…",1.2],…]}]          many in little space
//   {"value":[…]}                                                                                    an answer's page

import BelfryModel

/// Reads SensorThings observations.
enum SensorThingsDecoder: JSONPayloadDecoder {
    /// How deep descriptions are looked into: a page of Things with Datastreams with Observations.
    private static let depthLimit = 8

    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue, _ topic: TopicLevels) -> Bool {
        if root["result"] != nil {
            let isNamed = topic.fromEnd(0).map { $0.starts(with: "Observations".utf8) } ?? false
            return isNamed || isObservation(root)
        }
        let list = root.kind == .array ? root : root["value"] ?? root
        let first = list.kind == .array && list.count > 0 ? list.first : root
        return isEntity(first) || isDataArray(first) || first["result"] != nil && isObservation(first)
    }

    private static func isObservation(_ element: JSONValue) -> Bool {
        element["phenomenonTime"] != nil || element["Datastream@iot.navigationLink"] != nil
            || element["MultiDatastream@iot.navigationLink"] != nil
    }

    /// Whether a document describes a Datastream instead of observing something.
    private static func isEntity(_ element: JSONValue) -> Bool {
        element["result"] == nil && element["name"]?.kind == .string
            && (element["unitOfMeasurement"]?.kind == .object || element["unitOfMeasurements"]?.kind == .array
                || element["Datastreams"]?.kind == .array && element["@iot.id"] != nil)
    }

    private static func isDataArray(_ element: JSONValue) -> Bool {
        element["components"]?.kind == .array && element["dataArray"]?.kind == .array
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        var isDescription = false
        take(root, of: nil, context, depth: 0, isDescription: &isDescription, into: &buffer)
        if buffer.isBlank {
            if isDescription { return buffer.reject(.metadata, .description) }
            return buffer.reject(.undecoded, .mappingFoundNothing, detail: "no result: not an Observation")
        }
        buffer.finish(orElse: .noValue)
    }

    /// Takes whatever an element turns out to be.
    ///
    /// - Parameter stream: the Datastream that the element stands in.
    private static func take(
        _ element: JSONValue,
        of stream: JSONValue?,
        _ context: DecodingContext,
        depth: Int,
        isDescription: inout Bool,
        into buffer: inout DecodingBuffer
    ) {
        guard depth < depthLimit, !buffer.isOverfull else { return }
        if element.kind == .array {
            for inner in element.elements {
                take(inner, of: stream, context, depth: depth + 1, isDescription: &isDescription, into: &buffer)
            }
        } else if let result = element["result"] {
            let times = (phenomenon: phenomenonTime(of: element), result: element["resultTime"])
            guard let owner = Owner(element, of: stream, context, into: &buffer) else {
                return buffer.skipValue(.noSensor)
            }
            take(result, times, of: owner, context, into: &buffer)
        } else if isDataArray(element) {
            takeDataArray(element, of: stream, context, into: &buffer)
        } else if let page = element["value"], page.kind == .array {
            take(page, of: stream, context, depth: depth + 1, isDescription: &isDescription, into: &buffer)
        } else {
            if isEntity(element) { isDescription = true }
            if let list = element["Observations"] {
                take(list, of: element, context, depth: depth + 1, isDescription: &isDescription, into: &buffer)
            }
            for streams in [element["Datastreams"], element["MultiDatastreams"]] {
                guard let streams else { continue }
                take(streams, of: nil, context, depth: depth + 1, isDescription: &isDescription, into: &buffer)
            }
        }
    }

    /// Whose an observation is: worked out once for all rows of a data array.
    private struct Owner {
        let stream: SensorThingsStream
        let sensor: DraftNames

        init?(
            _ element: JSONValue,
            of owner: JSONValue?,
            _ context: DecodingContext,
            into buffer: inout DecodingBuffer
        ) {
            stream = SensorThingsStream(element["Datastream"] ?? element["MultiDatastream"] ?? owner)
            guard let sensor = stream.appendSensor(of: element, context, to: &buffer) else { return nil }
            self.sensor = sensor
        }
    }

    /// Takes a result, or the several of a MultiDatastream.
    private static func take(
        _ result: JSONValue,
        _ times: (phenomenon: JSONValue?, result: JSONValue?),
        of owner: Owner,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let phenomenon = context.time(times.phenomenon)
        let time = phenomenon == .none ? context.time(times.result) : phenomenon
        var columns = owner.stream.columns
        guard result.kind == .array else {
            guard let names = columns.next().names(owner.sensor, in: &buffer) else {
                return buffer.skipValue(.unusableName)
            }
            // A truth observation, such as a door's, is true or false.
            return buffer.take(result, names, time, takesSwitches: true)
        }
        for (index, value) in result.elements.enumerated() where !buffer.isOverfull {
            let column = columns.next()
            // Values without a name are told apart by their place.
            let named = column.hasProperty ? owner.sensor : buffer.qualified(owner.sensor, by: index + 1)
            guard let named, let names = column.names(named, in: &buffer) else {
                buffer.skipValue(.unusableName)
                continue
            }
            buffer.take(value, names, time, takesSwitches: true)
        }
    }

    /// Takes the rows of a data array, whose columns are the components.
    private static func takeDataArray(
        _ element: JSONValue,
        of owner: JSONValue?,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard let components = element["components"], let rows = element["dataArray"] else { return }
        guard let owner = Owner(element, of: owner, context, into: &buffer) else { return buffer.skipValue(.noSensor) }
        for row in rows.elements where row.kind == .array && !buffer.isOverfull {
            var result: JSONValue?
            var times: (phenomenon: JSONValue?, result: JSONValue?)
            for (component, value) in zip(components.elements, row.elements) {
                if component.isText("result") { result = value }
                if component.isText("phenomenonTime") { times.phenomenon = value }
                if component.isText("resultTime") { times.result = value }
            }
            guard let result else { continue }
            take(result, times, of: owner, context, into: &buffer)
        }
    }

    /// The second spelling stands in a document of the OGC, and so in servers; version 2 has intervals as objects.
    private static func phenomenonTime(of element: JSONValue) -> JSONValue? {
        guard let time = element["phenomenonTime"] ?? element["phenonmenonTime"] else { return nil }
        return time.kind == .object ? time["end"] ?? time["start"] : time
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = Measurand(sensor: names.sensor, quantity: names.quantity, unitText: names.unit)
        guard names.quantity.isEmpty else { return measurand }
        measurand.quantity = "value"
        if feed.subscription.template.captures.contains(.quantity) {
            measurand.quantity = ""
        } else if feed.subscription.units.count == 1, let declared = feed.subscription.units.keys.first {
            measurand.quantity = declared
        }
        return measurand
    }
}
