public import BelfryModel
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
    /// What windows need that depend on the order of readings.
    public var order: Order

    /// What a window says of its sensor, or asks of it, where it depends on the order of readings.
    public struct Order: Sendable, Hashable {
        /// For how long a value holds when nothing newer comes; nil: what other rules say of the sensor, else an hour.
        public var holdNanoseconds: Int64?
        /// One more than the largest value of a counter that begins again at 0; nil: what other rules say, else none.
        public var counterModulus: Double?
        /// The values of which the window tells the share of time, or whose runs are the windows.
        public var band: ValueBand?
        /// The unit of the band; unknown: that of each series.
        public var unit: Unit

        public init(
            holdNanoseconds: Int64? = nil,
            counterModulus: Double? = nil,
            band: ValueBand? = nil,
            unit: Unit = .unknown
        ) {
            self.holdNanoseconds = holdNanoseconds
            self.counterModulus = counterModulus
            self.band = band
            self.unit = unit
        }
    }

    public init(
        _ shape: WindowDefinition.Shape,
        aggregate: WindowAggregate,
        minimumCount: Int? = nil,
        minimumCoverage: Double? = nil,
        latenessNanoseconds: Int64 = 0,
        order: Order = Order()
    ) {
        self.shape = shape
        self.aggregate = aggregate
        self.minimumCount = minimumCount ?? aggregate.usualMinimumCount
        self.minimumCoverage = minimumCoverage ?? aggregate.usualMinimumCoverage
        self.latenessNanoseconds = latenessNanoseconds
        self.order = order
    }

    /// A tumbling window.
    public init(lengthNanoseconds: Int64, aggregate: WindowAggregate, minimumCount: Int? = nil) {
        self.init(.tumbling(lengthNanoseconds: lengthNanoseconds), aggregate: aggregate, minimumCount: minimumCount)
    }

    /// The same window over a series of this unit.
    ///
    /// - Throws: ``RuleMismatch`` where the band cannot be expressed in it.
    func fitted(to unit: Unit) throws(RuleMismatch) -> RuleWindow {
        var window = self
        window.aggregate = aggregate.fitted(to: unit)
        if var band = order.band {
            let limits = LimitConversion(from: order.unit, to: unit)
            if band.low.isFinite { band.low = try limits.level(band.low) }
            if band.high.isFinite { band.high = try limits.level(band.high) }
            window.order.band = band
            window.order.unit = unit
            if case .state(_?, let maximum) = shape { window.shape = .state(band, maximumNanoseconds: maximum) }
        }
        return window
    }

    /// How the length is said in a sentence: `1h`, `20 readings`, `a session`.
    var lengthText: String {
        switch shape {
        case .tumbling, .sliding, .days: DurationText.text(ofNanoseconds: lengthNanoseconds)
        case .session: "a session"
        case .count(let count): "\(count) readings"
        case .state: "a state"
        }
    }

    public var lengthNanoseconds: Int64 { definition.lengthNanoseconds }

    /// What the series has to keep for it.
    public var definition: WindowDefinition {
        WindowDefinition(shape, latenessNanoseconds: latenessNanoseconds, components: aggregate.components)
    }
}

extension WindowAggregate {
    /// Of most aggregates an empty window has nothing to say.
    fileprivate var usualMinimumCount: Int {
        switch self {
        // What held before goes on, and that nothing came is what these are asked for.
        case .count, .dataCapture, .timeMean, .integral, .share, .increase, .resets: 0
        default: 1
        }
    }

    /// What a few readings say of a whole window.
    ///
    /// A value above a limit is above it however many are missing; a mean or a sum of half the readings may be anything.
    fileprivate var usualMinimumCoverage: Double {
        switch self {
        case .basic(.count), .basic(.minimum), .basic(.maximum), .basic(.first), .basic(.last), .distinct,
            .increase, .rate, .resets, .duration, .dataCapture:
            0
        case .basic(.sum), .basic(.mean), .basic(.standardDeviation), .quantile, .exceeded, .energyMean, .harmonicMean,
            .direction, .delta, .slope, .timeMean, .integral, .share:
            Double(WindowStanding.leastCoverage)
        }
    }
}
