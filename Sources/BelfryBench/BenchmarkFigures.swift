/// What one round of a benchmark measured, or the median of several.
///
/// Every figure but the time is nil where a benchmark does not take it.
public struct BenchmarkFigures: Sendable, Hashable {
    /// From the first item to the last.
    public var seconds: Double
    /// Of several rounds the fastest and the slowest.
    public var fastestSeconds: Double?
    public var slowestSeconds: Double?
    /// Of the measured process, in user and kernel mode, for a million items.
    public var cpuSecondsPerMillion: Double?
    /// Put on the device for one item.
    public var bytesPerItem: Double?
    /// Written to the device below, by whomever, for one item.
    public var deviceBytesPerItem: Double?
    /// Memory of one series in the engine.
    public var stateBytesPerSeries: Double?
    /// Objects allocated, and references counted up or down, by the Swift runtime for one item in the steady state.
    public var objectsPerItem: Double?
    public var referenceCountsPerItem: Double?
    /// Arrival to finding.
    public var latencyMedianSeconds: Double?
    public var latency99thSeconds: Double?
    /// What a commit, or a slice of other work that a commit may have to wait for, takes.
    public var stallMedianSeconds: Double?
    public var stall99thSeconds: Double?
    /// Of all items, in 0...100: shed for overload.
    public var shedPercent: Double?
    /// Of public safety, shed for overload.
    public var safetyShed: Double?
    /// From the end of an overload until everything is taken again.
    public var recoverySeconds: Double?
    /// Resident memory of the process (VmRSS).
    public var residentBytes: Double?
    /// By how much that grew under an overload, once all was shed that is.
    public var residentGrowthBytes: Double?
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
        if rounds.count > 1 {
            figures.fastestSeconds = rounds.map(\.seconds).min()
            figures.slowestSeconds = rounds.map(\.seconds).max()
        }
        figures.cpuSecondsPerMillion = median(\.cpuSecondsPerMillion)
        figures.bytesPerItem = median(\.bytesPerItem)
        figures.deviceBytesPerItem = median(\.deviceBytesPerItem)
        figures.stateBytesPerSeries = median(\.stateBytesPerSeries)
        figures.objectsPerItem = median(\.objectsPerItem)
        figures.referenceCountsPerItem = median(\.referenceCountsPerItem)
        figures.latencyMedianSeconds = median(\.latencyMedianSeconds)
        figures.latency99thSeconds = median(\.latency99thSeconds)
        figures.stallMedianSeconds = median(\.stallMedianSeconds)
        figures.stall99thSeconds = median(\.stall99thSeconds)
        figures.shedPercent = median(\.shedPercent)
        figures.safetyShed = median(\.safetyShed)
        figures.recoverySeconds = median(\.recoverySeconds)
        figures.residentBytes = median(\.residentBytes)
        figures.residentGrowthBytes = median(\.residentGrowthBytes)
        figures.proportionalBytes = median(\.proportionalBytes)
        figures.threads = median(\.threads)
        figures.corePercent = median(\.corePercent)
        return figures
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
