/// What one round of a benchmark measured, or the median of several.
///
/// Every figure but the time is nil where a benchmark does not take it.
public struct BenchmarkFigures: Sendable, Hashable {
    /// From the first item to the last.
    public var seconds: Double
    /// Of the measured process, in user and kernel mode, for a million items.
    public var cpuSecondsPerMillion: Double?
    /// Put on the device for one item.
    public var bytesPerItem: Double?
    /// Arrival to finding.
    public var latencyMedianSeconds: Double?
    public var latency99thSeconds: Double?
    /// Resident memory of the process (VmRSS).
    public var residentBytes: Double?
    /// Resident memory with shared pages divided among their sharers (Pss).
    public var proportionalBytes: Double?
    public var threads: Double?
    /// Of one core, in 0...100.
    public var corePercent: Double?

    public init(seconds: Double) {
        self.seconds = seconds
    }

    /// The median of each figure; of rounds that lack a figure it is nil.
    ///
    /// - Parameter rounds: at least one.
    public static func median(of rounds: [BenchmarkFigures]) -> BenchmarkFigures {
        func median(_ figure: KeyPath<BenchmarkFigures, Double?>) -> Double? {
            Self.median(rounds.compactMap { $0[keyPath: figure] })
        }
        var figures = BenchmarkFigures(seconds: Self.median(rounds.map(\.seconds)) ?? 0)
        figures.cpuSecondsPerMillion = median(\.cpuSecondsPerMillion)
        figures.bytesPerItem = median(\.bytesPerItem)
        figures.latencyMedianSeconds = median(\.latencyMedianSeconds)
        figures.latency99thSeconds = median(\.latency99thSeconds)
        figures.residentBytes = median(\.residentBytes)
        figures.proportionalBytes = median(\.proportionalBytes)
        figures.threads = median(\.threads)
        figures.corePercent = median(\.corePercent)
        return figures
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
