// `mapping: { foreach: /sensors, sensor: /dev/id, time: { pointer: /t, as: epoch_ms }, readings: [ … ] }`

import BelfryIngest
import BelfryModel

extension JSONMapping {
    init?(reading keys: MappingReader) {
        let faultsBefore = keys.faults.count
        let sensor = keys.scalar("sensor", as: .text).flatMap { Self.sensor($0, keys: keys) }
        let time = Self.time(keys)
        let readings = keys.list("readings").compactMap { node in
            MappingReader.read(node, named: "readings", faults: keys.faults) { Value(reading: $0) }
        }
        let foreach = keys.pointer("foreach")
        guard keys.faults.count == faultsBefore else { return nil }
        do {
            try self.init(sensor: sensor ?? .topic, time: time, readings: readings, foreach: foreach)
        } catch {
            keys.report(error.key, error.description)
            return nil
        }
    }

    /// `time: /t`, or a mapping that says more.
    private static func time(_ keys: MappingReader) -> Time? {
        if case .scalar? = keys.node("time")?.content { return keys.pointer("time").map { Time(pointer: $0) } }
        return keys.mapping("time") { Time(reading: $0) }
    }

    /// A pointer where it starts with a slash, else the name of the one sensor that sends here.
    private static func sensor(_ text: String, keys: MappingReader) -> SensorSource? {
        text.hasPrefix("/") ? keys.pointer("sensor").map { .pointer($0) } : .constant(text)
    }
}

extension JSONMapping.Time {
    fileprivate init?(reading keys: MappingReader) {
        let pointer = keys.requiredPointer("pointer")
        let encoding = keys.scalar("as", as: .timeEncoding) ?? .automatic
        let zone = keys.timeZone("time_zone")
        guard let pointer else { return nil }
        self.init(pointer: pointer, encoding: encoding, zone: zone)
    }
}

extension JSONMapping.Value {
    fileprivate init?(reading keys: MappingReader) {
        let quantity = keys.required("quantity", as: .text)
        let pointer = keys.requiredPointer("pointer")
        let unit = keys.scalar("unit", as: .unit)
        let scale = keys.scalar("scale", as: .number) ?? 1
        let words = keys.mapping("values") { words in
            words.allEntries().compactMap { entry in
                words.scalar(entry.value, named: "the value of \(entry.key)", as: .number).map { (entry.key, $0) }
            }
        }
        guard let quantity, let pointer else { return nil }
        if let place = keys.node("unit")?.place { keys.check(unit, of: quantity, at: place) }
        self.init(
            quantity: Quantity(quantity),
            pointer: pointer,
            unit: unit,
            scale: scale,
            words: Dictionary(words ?? []) { first, _ in first }
        )
    }
}

extension JSONMapping.Fault {
    /// The key that it speaks of.
    fileprivate var key: String {
        if case .badSensor = self { "sensor" } else { "readings" }
    }
}

extension MappingReader {
    /// A JSON pointer.
    fileprivate func pointer(_ key: String) -> JSONPointer? {
        guard let text = scalar(key, as: .text) else { return nil }
        do {
            return try JSONPointer(text)
        } catch {
            report(key, error.description)
            return nil
        }
    }

    /// A JSON pointer that has to be there.
    fileprivate func requiredPointer(_ key: String) -> JSONPointer? {
        guard node(key) != nil else {
            faults.report(place, "\(name) lacks \"\(key)\"", remedy: "add \(key): with a path such as /gas/no2")
            return nil
        }
        return pointer(key)
    }
}

extension ScalarForm where Value == JSONMapping.TimeEncoding {
    fileprivate static var timeEncoding: ScalarForm {
        let names = JSONMapping.TimeEncoding.allCases.map(\.rawValue)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) {
            JSONMapping.TimeEncoding(rawValue: $0)
        }
    }
}
