public import BelfryModel

// How a detector is spared the readings that say nothing to it.

extension Detector {
    /// Whether it has to see every reading: what it looks for is neither a value nor a delay beyond a limit.
    public var needsEveryReading: Bool {
        switch state.kind {
        case .threshold, .grossRange, .clock: false
        case .silence, .flatLine, .rateOfChange: true
        }
    }

    /// The values of good readings that change nothing but ``follow(eventTime:arrival:)``, if they come in order and with a
    /// delay in ``RuleSet/quietDelays``.
    public var quietBand: QuietBand {
        switch state.kind {
        case .threshold: state.threshold.quietBand
        case .grossRange: state.grossRange.quietBand
        case .clock: state.clock.quietBand
        case .silence, .flatLine, .rateOfChange: .nothing
        }
    }

    /// Takes note of the newest of the good readings that were not shown, since they came in order and in ``quietBand``.
    public mutating func follow(eventTime: Timestamp, arrival: Timestamp) {
        switch state.kind {
        case .threshold: state.withThreshold { $0.follow(eventTime: eventTime, arrival: arrival) }
        case .clock: state.withClock { $0.follow(eventTime: eventTime) }
        case .silence, .flatLine, .rateOfChange, .grossRange: return
        }
    }
}
