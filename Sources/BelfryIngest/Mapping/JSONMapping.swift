// Any vendor's JSON by configuration alone:
//
//   mapping: { foreach: /sensors, sensor: /id, time: { pointer: /t, as: epoch_ms },
//              readings: [ { quantity: no2, pointer: /gas/no2, unit: ppb },
//                          { quantity: gate_open, pointer: /gate, values: { open: 1, closed: 0 } } ] }
//
// Pointers look in the element of `foreach` first and then, for sensor and time, in the whole document.

public import BelfryModel

/// How to read readings out of JSON of any shape.
public struct JSONMapping: Sendable, Hashable {
    /// Where the sensor's name comes from.
    public enum SensorSource: Sendable, Hashable {
        /// The topic's `{sensor}`, or what its `#` stands for.
        case topic
        case pointer(JSONPointer)
        case constant(String)
    }

    /// How a time is written.
    public enum TimeEncoding: String, CaseIterable, Sendable, Hashable {
        /// Text as RFC 3339; a number as seconds, milliseconds, microseconds or nanoseconds since the epoch, whichever puts
        /// it between 1973 and 5138.
        case automatic = "auto"
        case rfc3339
        case epochSeconds = "epoch_s"
        case epochMilliseconds = "epoch_ms"
        case epochNanoseconds = "epoch_ns"
    }

    /// Where the time is.
    public struct Time: Sendable, Hashable {
        public var pointer: JSONPointer
        public var encoding: TimeEncoding
        /// The zone of texts that name none; nil takes the subscription's.
        public var zone: TimeZoneRule?

        public init(pointer: JSONPointer, encoding: TimeEncoding = .automatic, zone: TimeZoneRule? = nil) {
            self.pointer = pointer
            self.encoding = encoding
            self.zone = zone
        }
    }

    /// One value and what it means.
    public struct Value: Sendable, Hashable {
        public var quantity: Quantity
        public var pointer: JSONPointer
        /// nil where the subscription declares the unit, or nobody does.
        public var unit: Unit?
        /// What the number is multiplied with before its unit is looked at.
        public var scale: Double
        /// Numbers for words, `true` and `false` among them; a word that is not here is no value.
        public var words: [String: Double]

        public init(
            quantity: Quantity,
            pointer: JSONPointer,
            unit: Unit? = nil,
            scale: Double = 1,
            words: [String: Double] = [:]
        ) {
            self.quantity = quantity
            self.pointer = pointer
            self.unit = unit
            self.scale = scale
            self.words = words
        }
    }

    /// Why a mapping cannot be used.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case noReadings
        case tooManyReadings(Int)
        case badQuantity(String)
        case badScale(quantity: String)
        case badSensor(String)
        case tooManyWords(quantity: String, count: Int)

        public var description: String {
            switch self {
            case .noReadings: "the mapping has no readings; name at least one { quantity, pointer }"
            case .tooManyReadings(let count):
                "the mapping has \(count) readings; \(JSONMapping.readingLimit) is the most"
            case .badQuantity(let name):
                "\"\(name)\" is not a quantity; write 1 to 64 of a-z, 0-9 and _, starting with a letter"
            case .badScale(let quantity): "the scale of \(quantity) has to be a number other than 0"
            case .tooManyWords(let quantity, let count):
                "\(quantity) has \(count) words; \(JSONMapping.wordLimit) is the most"
            case .badSensor(let name): "\"\(name)\" cannot be a sensor's name: \(SensorName.rule)"
            }
        }
    }

    /// The most readings of one mapping.
    public static let readingLimit = 256
    /// The most words of one reading.
    public static let wordLimit = 64

    public let sensor: SensorSource
    public let time: Time?
    public let readings: [Value]
    /// An array whose elements are read one by one; nil reads the document itself.
    public let foreach: JSONPointer?

    /// A checked mapping.
    ///
    /// - Throws: ``Fault`` with what is wrong and what to write instead.
    public init(
        sensor: SensorSource = .topic,
        time: Time? = nil,
        readings: [Value],
        foreach: JSONPointer? = nil
    ) throws(Fault) {
        guard !readings.isEmpty else { throw .noReadings }
        guard readings.count <= Self.readingLimit else { throw .tooManyReadings(readings.count) }
        for reading in readings {
            guard reading.quantity.isWellFormed else { throw .badQuantity(reading.quantity.name) }
            guard reading.scale.isFinite, reading.scale != 0 else { throw .badScale(quantity: reading.quantity.name) }
            guard reading.words.count <= Self.wordLimit else {
                throw .tooManyWords(quantity: reading.quantity.name, count: reading.words.count)
            }
        }
        if case .constant(let name) = sensor, !SensorName.isUsable(name) { throw .badSensor(name) }
        self.sensor = sensor
        self.time = time
        self.readings = readings
        self.foreach = foreach
    }
}
