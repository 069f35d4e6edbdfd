public import BelfryModel

// How a detector is spared the readings that say nothing to it.

extension Detector {
    /// The values of good readings that change nothing but ``follow(eventTime:arrival:)``, if they come in order and with a
    /// delay in ``RuleSet/quietDelays``.
    public var quietBand: QuietBand {
        switch terms.pointee.kind {
        case .threshold(let terms): state.threshold.pointee.quietBand(terms)
        case .grossRange(let terms): state.grossRange.pointee.quietBand(terms)
        case .clock: state.clock.pointee.quietBand
        case .silence, .flatLine, .rateOfChange, .anomaly: .nothing
        }
    }

    /// Takes note of the newest of the good readings that were not shown, since they came in order and in ``quietBand``.
    public func follow(eventTime: Timestamp, arrival: Timestamp) {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.follow(eventTime: eventTime, arrival: arrival)
        case .clock: state.clock.pointee.follow(eventTime: eventTime)
        case .silence, .flatLine, .rateOfChange, .grossRange, .anomaly: return
        }
    }
}
