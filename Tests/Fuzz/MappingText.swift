import BelfryIngest
import BelfryModel

/// A subscription with a mapping, as text that a fuzzer can write; a line that says nothing is passed over.
///
///     sensor /dev/id                            or   sensor =a-7
///     foreach /list
///     time /t epoch_ms 3600                     pointer, encoding, zone in seconds east of Greenwich
///     unit no2 ppb                              what the subscription says of a quantity
///     read gate_open /gate 1 0.5 open=1 shut=0  quantity, pointer, unit, scale, words
struct MappingText {
    private var sensor = JSONMapping.SensorSource.topic
    private var foreach: JSONPointer?
    private var time: JSONMapping.Time?
    private var units: [String: Unit] = [:]
    private var readings: [JSONMapping.Value] = []

    /// A text's lines up to an empty one; faults of the language are thrown, each with something to say.
    init(_ text: String) throws {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            try take(words)
        }
    }

    /// The subscription; thrown are the faults of a mapping.
    func subscription(_ template: TopicTemplate) throws(JSONMapping.Fault) -> Subscription {
        let mapping = try JSONMapping(sensor: sensor, time: time, readings: readings, foreach: foreach)
        return Subscription(template: template, format: .json, agency: "acme", units: units, mapping: mapping)
    }

    private mutating func take(_ words: [String]) throws(JSONPointer.Fault) {
        guard words.count > 1 else { return }
        switch words[0] {
        case "sensor":
            let isConstant = words[1].hasPrefix("=")
            sensor = isConstant ? .constant(String(words[1].dropFirst())) : .pointer(try JSONPointer(words[1]))
        case "foreach": foreach = try JSONPointer(words[1])
        case "time":
            time = JSONMapping.Time(
                pointer: try JSONPointer(words[1]),
                encoding: words.count > 2 ? JSONMapping.TimeEncoding(rawValue: words[2]) ?? .automatic : .automatic,
                zone: words.count > 3 ? Int32(words[3]).map { TimeZoneRule(offsetSeconds: Int($0)) } : nil
            )
        case "unit": if words.count > 2 { units[words[1]] = Unit(words[2]) }
        case "read": if words.count > 2 { try takeReading(words) }
        default: break
        }
    }

    private mutating func takeReading(_ words: [String]) throws(JSONPointer.Fault) {
        var meanings: [String: Double] = [:]
        for word in words.dropFirst(5) {
            let parts = word.split(separator: "=", maxSplits: 1)
            if parts.count == 2, let number = Double(parts[1]) { meanings[String(parts[0])] = number }
        }
        readings.append(
            JSONMapping.Value(
                quantity: Quantity(words[1]),
                pointer: try JSONPointer(words[2]),
                unit: words.count > 3 ? Unit(words[3]) : nil,
                scale: words.count > 4 ? Double(words[4]) ?? 1 : 1,
                words: meanings
            )
        )
    }
}
