/// The messages with which the whole daemon is measured: a city's worth of sensors, each sending a plain value.
///
/// `city/{zone}/traffic/{sensor}/{quantity}` with a value such as `47.3`: the cheapest message to decode, so that the
/// figure speaks of the way and not of one format. It carries no time, so no message repeats another. Now and then a
/// speed falls below ``jamSpeed``, so that there are findings whose latency can be told.
public struct EndToEndLoad: Sendable {
    /// How many series take turns, at least 1.
    public var series: Int
    public var seed: UInt64

    public init(series: Int = 10_000, seed: UInt64 = 1) {
        self.series = max(1, series)
        self.seed = seed
    }

    /// A topic filter that takes all of it in.
    public static let filter = "city/+/traffic/+/+"
    /// The same as a subscription's template, with the units of its values.
    public static let template = "city/{zone}/{domain}/{sensor}/{quantity}"
    public static let units: [(quantity: String, unit: String)] = [
        ("flow", "1/h"), ("speed", "km/h"), ("occupancy", "%"),
    ]
    /// Of ``mixedMessages()``, beside those of ``template``: what is of public safety, and what may be missed.
    public static let safetyTemplate = "alarm/{zone}/{sensor}/{quantity}"
    public static let spareTemplate = "spare/{zone}/{sensor}/{quantity}"
    private static let stampedSuffix = "_time"
    /// Of ``stampedMessages()``.
    public static let stampedUnits = units.map { (quantity: $0.quantity + stampedSuffix, unit: "s") }
    /// No ordinary value is lower.
    public static let jamSpeed = 10.0

    /// Messages of each series in one turn of the load.
    private static let messagesPerSeries = 8
    /// Series whose value is low once in each turn.
    private static let jams = 4

    /// One turn of the load, in the order in which it is sent round and round.
    public func messages() -> [(topic: String, payload: [UInt8])] {
        var state = seed
        return (0..<series * Self.messagesPerSeries).map { position in
            let (turn, number) = position.quotientAndRemainder(dividingBy: series)
            // Knuth's MMIX generator (1999): any spread of values does.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let tenths = isJam(number, turn: turn) ? 50 : Int(state >> 33) % 900 + 101
            let quantity = Self.units[number % Self.units.count].quantity
            let topic = "city/zone-\(number % 16)/traffic/s\(number / Self.units.count)/\(quantity)"
            return (topic, Array("\(tenths / 10).\(tenths % 10)".utf8))
        }
    }

    /// The same load of other quantities, of which now and then a message bears the time at which it left as its value: more
    /// than a speed or a flow can be.
    ///
    /// - Parameter step: from one stamp to the next; no divisor of ``series``, so that no series bears one twice in a row: its
    ///   next value clears what the stamp raised.
    public func stampedMessages(every step: Int) -> [(topic: String, payload: [UInt8])] {
        var messages = messages().map { (topic: $0.topic + Self.stampedSuffix, payload: $0.payload) }
        for position in stride(from: 0, to: messages.count, by: max(1, step)) {
            messages[position].payload = StampedValue.mark
        }
        return messages
    }

    /// The same load from three kinds of sensors: of five messages one is of public safety, two may be missed, and of two
    /// nobody has said anything.
    public func mixedMessages() -> [(topic: String, payload: [UInt8])] {
        messages().enumerated().map { position, message in
            let levels = message.topic.split(separator: "/")
            guard position % 5 != 1, position % 5 != 3 else { return message }
            let kind = position % 5 == 0 ? "alarm" : "spare"
            return ("\(kind)/\(levels[1])/\(levels[3])/\(levels[4])", message.payload)
        }
    }

    /// Jams are speeds, and each belongs to another turn.
    private func isJam(_ number: Int, turn: Int) -> Bool {
        number % Self.units.count == 1 && number / Self.units.count < Self.jams && number / Self.units.count == turn
    }
}
