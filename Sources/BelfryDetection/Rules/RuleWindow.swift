import BelfryModel
public import BelfryWindows

/// The windows that a rule looks at in place of readings: `window: { tumbling: 1h, aggregate: mean, minimum_count: 45 }`.
public struct RuleWindow: Sendable, Hashable {
    public var shape: WindowDefinition.Shape
    public var aggregate: WindowAggregate
    /// A window with fewer readings says nothing; at least 0, where an empty window has a count and a sum of 0.
    public var minimumCount: Int
    /// A window with less data capture says nothing, 0...1; one whose series has no known interval is not asked.
    public var minimumCoverage: Double
    /// How long after its end a window still takes a reading and is judged anew, where that is longer than the configuration
    /// says for all.
    public var latenessNanoseconds: Int64

    public init(
        _ shape: WindowDefinition.Shape,
        aggregate: WindowAggregate,
        minimumCount: Int? = nil,
        minimumCoverage: Double? = nil,
        latenessNanoseconds: Int64 = 0
    ) {
        self.shape = shape
        self.aggregate = aggregate
        self.minimumCount = minimumCount ?? aggregate.usualMinimumCount
        self.minimumCoverage = minimumCoverage ?? aggregate.usualMinimumCoverage
        self.latenessNanoseconds = latenessNanoseconds
    }

    /// A tumbling window.
    public init(lengthNanoseconds: Int64, aggregate: WindowAggregate, minimumCount: Int? = nil) {
        self.init(.tumbling(lengthNanoseconds: lengthNanoseconds), aggregate: aggregate, minimumCount: minimumCount)
    }

    /// The same window over a series of this unit.
    func fitted(to unit: Unit) -> RuleWindow {
        var window = self
        window.aggregate = aggregate.fitted(to: unit)
        return window
    }

    public var lengthNanoseconds: Int64 { definition.lengthNanoseconds }

    /// What the series has to keep for it.
    public var definition: WindowDefinition {
        WindowDefinition(shape, latenessNanoseconds: latenessNanoseconds, components: aggregate.components)
    }
}

extension WindowAggregate {
    /// An empty window has a count, and nothing else worth a word.
    fileprivate var usualMinimumCount: Int { self == .count ? 0 : 1 }

    /// What a few readings say of a whole window.
    ///
    /// A value above a limit is above it however many are missing; a mean or a sum of half the readings may be anything.
    fileprivate var usualMinimumCoverage: Double {
        switch self {
        case .basic(.count), .basic(.minimum), .basic(.maximum), .basic(.first), .basic(.last), .distinct: 0
        case .basic(.sum), .basic(.mean), .basic(.standardDeviation), .quantile, .exceeded, .energyMean, .harmonicMean,
            .direction, .delta, .slope:
            Double(WindowStanding.leastCoverage)
        }
    }
}
