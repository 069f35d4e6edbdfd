public import BelfryModel

/// Up to eight numbers beside value and threshold that a verdict rests on; a ninth is dropped.
///
/// A fixed block of bits, so that a verdict can cross a ring between threads.
public struct VerdictEvidence: Sendable, BitwiseCopyable {
    /// What a number of evidence means.
    public enum Code: UInt8, CaseIterable, Sendable, BitwiseCopyable {
        case none
        /// How long the condition held before it was raised.
        case heldSeconds
        /// The window's length; its time is the window's start.
        case windowSeconds
        /// Readings in the window; its time is the window's end.
        case windowCount
        case windowMean
        case windowMinimum
        case windowMaximum
        /// The value of the last reading; its time is the reading's arrival.
        case lastSeen
        /// How long nothing had come.
        case silentSeconds
        case configuredCadenceSeconds
        case learntCadenceSeconds
        /// Beyond it a silence is raised.
        case timeoutSeconds
        /// Largest less smallest value of a flat run.
        case range
        /// Readings in a row that agree with the verdict.
        case readings
        case lowLimit
        case highLimit
        /// The reading at the end of the span that a rate was taken over.
        case currentValue
        /// The reading at its beginning.
        case referenceValue
        case spanSeconds
        /// How far a sensor's clock is ahead of the arrival; negative: behind.
        case clockAheadSeconds
        case aheadLimitSeconds
        case behindLimitSeconds
        /// Series of a group with a value.
        case members
        /// Of a window that was judged anew since a reading came late: the how manieth time.
        case windowRevision
        /// What would have been usual instead.
        case expectedValue
        /// How unusual it is; 1 is told.
        case strength
        /// Values that stood out of their neighbours; its time is the first one's.
        case spikes
        /// What the last of them stood out by; its time is its own.
        case spikeSize
        case spikeLimit
        /// How far values used to lie from the mean of their neighbours.
        case usualVariation
    }

    /// One number with its meaning and its time.
    public struct Number: Sendable, BitwiseCopyable {
        public var code: Code
        public var value: Double
        /// ``Timestamp/distantPast`` where it has none.
        public var time: Timestamp

        static let none = Number(code: .none, value: 0, time: .distantPast)
    }

    private var slots = (
        Number.none, Number.none, Number.none, Number.none, Number.none, Number.none, Number.none, Number.none
    )
    private var count: UInt8 = 0

    init() {}

    mutating func append(_ code: Code, _ value: Double, at time: Timestamp = .distantPast) {
        let number = Number(code: code, value: value, time: time)
        switch count {
        case 0: slots.0 = number
        case 1: slots.1 = number
        case 2: slots.2 = number
        case 3: slots.3 = number
        case 4: slots.4 = number
        case 5: slots.5 = number
        case 6: slots.6 = number
        case 7: slots.7 = number
        default: return
        }
        count += 1
    }

    /// The numbers in the order in which they were given.
    public var numbers: [Number] {
        Array([slots.0, slots.1, slots.2, slots.3, slots.4, slots.5, slots.6, slots.7].prefix(Int(count)))
    }
}

extension VerdictEvidence.Number {
    /// The number as a finding carries it; `unit` is the series' own.
    func evidence(in unit: Unit) -> Evidence {
        Evidence(name: code.name, value: value, unit: code.unit ?? unit, time: time == .distantPast ? nil : time)
    }
}

extension VerdictEvidence.Code {
    /// The name that users read.
    public var name: String {
        switch self {
        case .none: ""
        case .heldSeconds: "held_seconds"
        case .windowSeconds: "window_seconds"
        case .windowCount: "window_count"
        case .windowMean: "window_mean"
        case .windowMinimum: "window_min"
        case .windowMaximum: "window_max"
        case .lastSeen: "last_seen"
        case .silentSeconds: "silent_seconds"
        case .configuredCadenceSeconds: "configured_cadence_seconds"
        case .learntCadenceSeconds: "learnt_cadence_seconds"
        case .timeoutSeconds: "timeout_seconds"
        case .range: "range"
        case .readings: "readings"
        case .lowLimit: "low_limit"
        case .highLimit: "high_limit"
        case .currentValue: "current_value"
        case .referenceValue: "reference_value"
        case .spanSeconds: "span_seconds"
        case .clockAheadSeconds: "clock_ahead_seconds"
        case .aheadLimitSeconds: "ahead_limit_seconds"
        case .behindLimitSeconds: "behind_limit_seconds"
        case .members: "members"
        case .windowRevision: "window_revision"
        case .expectedValue: "expected_value"
        case .strength: "strength"
        case .spikes: "spikes"
        case .spikeSize: "spike_size"
        case .spikeLimit: "spike_limit"
        case .usualVariation: "usual_variation"
        }
    }

    /// The number's own unit; nil where it is the series' unit.
    var unit: Unit? {
        switch self {
        case .heldSeconds, .windowSeconds, .silentSeconds, .configuredCadenceSeconds, .learntCadenceSeconds,
            .timeoutSeconds, .spanSeconds, .clockAheadSeconds, .aheadLimitSeconds, .behindLimitSeconds:
            Unit("s")
        case .windowCount, .windowRevision, .readings, .members, .strength, .spikes, .none: Unit("1")
        case .windowMean, .windowMinimum, .windowMaximum, .lastSeen, .range, .lowLimit, .highLimit, .currentValue,
            .referenceValue, .expectedValue, .spikeSize, .spikeLimit, .usualVariation:
            nil
        }
    }
}
