/// What a pane keeps besides count, sums and extremes, because somebody asks for it.
///
/// All panes of a series have the same: a longer window is composed from them.
public struct PaneComponents: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The first and the last value by event time.
    public static var edges: PaneComponents { PaneComponents(rawValue: 1 << 0) }
    /// Quantiles to within a share of themselves.
    public static var quantiles: PaneComponents { PaneComponents(rawValue: 1 << 1) }
    /// Quantiles of levels, to within a difference.
    public static var levels: PaneComponents { PaneComponents(rawValue: 1 << 2) }
    /// How many different values.
    public static var distinct: PaneComponents { PaneComponents(rawValue: 1 << 3) }
    /// The harmonic mean.
    public static var reciprocal: PaneComponents { PaneComponents(rawValue: 1 << 4) }
    /// The energy mean.
    public static var energy: PaneComponents { PaneComponents(rawValue: 1 << 5) }
    /// The mean direction.
    public static var direction: PaneComponents { PaneComponents(rawValue: 1 << 6) }
    /// The mean over time; ordered.
    public static var timeWeighted: PaneComponents { PaneComponents(rawValue: 1 << 7) }
    /// The increase of a counter; ordered.
    public static var counter: PaneComponents { PaneComponents(rawValue: 1 << 8) }

    /// The share of time in a band of ``OrderedTerms``; ordered.
    public static func share(_ band: Int) -> PaneComponents {
        PaneComponents(rawValue: 1 << (9 + UInt16(clamping: min(max(band, 0), OrderedTerms.mostBands - 1))))
    }

    /// What can be kept of readings that come in the order of time only.
    static let ordered: PaneComponents = (0..<OrderedTerms.mostBands).reduce([.timeWeighted, .counter]) {
        $0.union(.share($1))
    }

    /// Whether readings have to be put in order first.
    public var isOrdered: Bool { !isDisjoint(with: Self.ordered) }
}

/// Where the components of a pane lie, in bytes behind its span.
struct PaneShape: BitwiseCopyable, Equatable {
    let components: PaneComponents
    let edges: Int
    let quantiles: Int
    let levels: Int
    let distinct: Int
    let reciprocal: Int
    let energy: Int
    let direction: Int
    let timeWeighted: Int
    let counter: Int
    /// Of the first share; the others follow it.
    let shares: Int
    let terms: OrderedTerms
    /// Bytes of all components, a multiple of 8.
    let componentBytes: Int

    /// Whether any of them says what holds between readings.
    var holdsOverTime: Bool { !components.isDisjoint(with: .ordered.subtracting(.counter)) }

    /// Bytes of a pane: its span and its components.
    var stride: Int { MemoryLayout<Span>.stride + componentBytes }

    init(_ components: PaneComponents, terms: OrderedTerms = OrderedTerms()) {
        var next = 0
        func place(_ component: PaneComponents, bytes: Int) -> Int {
            defer { if components.contains(component) { next += (bytes + 15) & ~15 } }
            return next
        }
        self.components = components
        self.reciprocal = place(.reciprocal, bytes: MemoryLayout<ReciprocalSum>.stride)
        self.energy = place(.energy, bytes: MemoryLayout<EnergySum>.stride)
        self.direction = place(.direction, bytes: MemoryLayout<DirectionSum>.stride)
        self.edges = place(.edges, bytes: MemoryLayout<SpanEdges>.stride)
        self.timeWeighted = place(.timeWeighted, bytes: MemoryLayout<TimeWeightedSum>.stride)
        self.counter = place(.counter, bytes: MemoryLayout<CounterIncrease>.stride)
        self.shares = next
        let shares = (0..<OrderedTerms.mostBands).last { components.contains(.share($0)) }.map { $0 + 1 } ?? 0
        next += shares * MemoryLayout<StateShare>.stride
        self.terms = terms
        self.quantiles = place(.quantiles, bytes: QuantileSketch.byteCount)
        self.levels = place(.levels, bytes: QuantileSketch.byteCount)
        self.distinct = place(.distinct, bytes: DistinctSketch.byteCount)
        self.componentBytes = next
    }
}
