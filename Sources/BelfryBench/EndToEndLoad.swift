/// The messages with which the whole daemon is measured: a city's worth of sensors, each sending a plain value.
///
/// `city/{zone}/traffic/{sensor}/{quantity}` with a value such as `47.3`: the cheapest message to decode, so that the
/// figure speaks of the way and not of one format. It carries no time, so no message repeats another.
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

    /// One message of each series, in the order in which they are sent round and round.
    public func messages() -> [(topic: String, payload: [UInt8])] {
        var state = seed
        return (0..<series).map { number in
            // Knuth's MMIX generator (1999): any spread of values does.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let tenths = Int(state >> 33) % 900 + 100
            let quantity = Self.quantities[number % Self.quantities.count]
            let topic = "city/zone-\(number % 16)/traffic/s\(number / Self.quantities.count)/\(quantity)"
            return (topic, Array("\(tenths / 10).\(tenths % 10)".utf8))
        }
    }

    private static let quantities = ["flow", "speed", "occupancy"]
}
