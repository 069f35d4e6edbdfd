/// What one benchmark measured: the median of its rounds.
public struct BenchmarkResult: Sendable, Codable {
    public var name: String
    /// Of one round.
    public var items: Int
    /// Of one round.
    public var seconds: Double
    public var itemsPerSecond: Double
    public var nanosecondsPerItem: Double
    /// The same work in the simplest shape we can think of, measured in turns with it; nil where there is none.
    public var referenceNanosecondsPerItem: Double?

    /// The median of several rounds.
    ///
    /// - Parameter rounds: seconds of each; at least one.
    public init(name: String, items: Int, rounds: [Double], referenceRounds: [Double] = []) {
        let seconds = Self.median(rounds)
        self.name = name
        self.items = items
        self.seconds = seconds
        self.itemsPerSecond = seconds > 0 ? Double(items) / seconds : 0
        self.nanosecondsPerItem = items > 0 ? seconds * 1e9 / Double(items) : 0
        if !referenceRounds.isEmpty, items > 0 {
            self.referenceNanosecondsPerItem = Self.median(referenceRounds) * 1e9 / Double(items)
        }
    }

    private static func median(_ rounds: [Double]) -> Double {
        rounds.isEmpty ? 0 : rounds.sorted()[rounds.count / 2]
    }

    private enum CodingKeys: String, CodingKey {
        case name, items, seconds
        case itemsPerSecond = "items_per_second"
        case nanosecondsPerItem = "nanoseconds_per_item"
        case referenceNanosecondsPerItem = "reference_nanoseconds_per_item"
    }
}
