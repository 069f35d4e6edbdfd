/// What one benchmark measured, and beside it the reference that was measured in turns with it.
public struct BenchmarkResult: Sendable {
    /// The same work in the simplest shape we can think of: what the figure can be compared with on any machine.
    public struct Reference: Sendable {
        /// In a few words, as `one hand-written loop`.
        public var name: String
        public var figures: BenchmarkFigures
    }

    /// What the items hold together, where they are messages.
    public struct Content: Sendable {
        public var readings: Int
        public var bytes: Int
    }

    public var name: String
    /// Of one round.
    public var items: Int
    /// What an item is: `reading`, `message`.
    public var itemName: String
    public var figures: BenchmarkFigures
    public var reference: Reference?
    public var content: Content?
    /// What else the machine was doing: its load average over the last minute, taken at the end.
    public var loadAverage: Double

    /// The median of several rounds.
    ///
    /// - Parameters:
    ///   - items: of one round, at least 1.
    ///   - rounds: at least one.
    ///   - reference: its name and its rounds.
    ///   - content: of one round.
    public init(
        name: String,
        items: Int,
        itemName: String,
        rounds: [BenchmarkFigures],
        reference: (name: String, rounds: [BenchmarkFigures])? = nil,
        content: Content? = nil
    ) {
        self.name = name
        self.items = max(1, items)
        self.itemName = itemName
        self.figures = BenchmarkFigures.median(of: rounds)
        self.reference = reference.map { Reference(name: $0.name, figures: .median(of: $0.rounds)) }
        self.content = content
        self.loadAverage = Machine.loadAverage
    }

    /// Items a second.
    public func rate(of figures: BenchmarkFigures) -> Double {
        figures.seconds > 0 ? Double(items) / figures.seconds : 0
    }

    /// Nanoseconds an item.
    public func nanosecondsPerItem(of figures: BenchmarkFigures) -> Double {
        figures.seconds * 1e9 / Double(items)
    }

    /// Nanoseconds an item where a round took so long; nil for nil.
    public func nanoseconds(_ seconds: Double?) -> Double? {
        seconds.map { $0 * 1e9 / Double(items) }
    }

    /// Nanoseconds a reading; nil where the items hold none.
    public func nanosecondsPerReading(of figures: BenchmarkFigures) -> Double? {
        content.flatMap { $0.readings > 0 ? figures.seconds * 1e9 / Double($0.readings) : nil }
    }

    /// Nanoseconds for 100 bytes; nil where the items hold none.
    public func nanosecondsPer100Bytes(of figures: BenchmarkFigures) -> Double? {
        content.flatMap { $0.bytes > 0 ? figures.seconds * 1e11 / Double($0.bytes) : nil }
    }
}
