public import BelfryModel

/// Up to twelve numbers beside value and threshold that a verdict rests on; a thirteenth is dropped.
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
        /// By how much it differs from its fellows as a rule.
        case usualOffset
        /// How far values usually stray.
        case usualScatter
        /// A mean that is above a law's number; its time is the mean's end.
        case meanAbove
        /// How much of what should be measured was.
        case capturePercent
        /// The year of the law's text.
        case lawYear
        /// At which a gas is a mass.
        case gasReferenceCelsius
        /// Of the calendar year, this one included.
        case exceedances
        /// How many of them keep the limit.
        case permittedExceedances
        /// How much of the calendar year was measured so far.
        case yearCapturePercent
        /// An air quality index; its time is the end of the hour.
        case airIndex
        /// The number of its category or band, the best being 1.
        case airCategory
        /// How much of what may be taken is taken; 1 is the alarm.
        case dose
        /// The steady level that would have come to the same.
        case equivalentLevel
        /// How sure it is, 0...1; see ``Certainty``.
        case certainty
        /// By how much it rose over the span; its time is the beginning.
        case rise
        /// Where it is going, in its unit an hour.
        case changePerHour
        /// When it will be at the next limit, if it goes on like this.
        case secondsToLimit
        /// The limit that comes next.
        case nextLevel
        /// How many of what is counted.
        case events
        /// The share of the time that is known.
        case dataCapture
        /// Values that stood out of their neighbours; its time is the first one's.
        case spikes
        /// What the last of them stood out by; its time is its own.
        case spikeSize
        case spikeLimit
        /// How far values used to lie from the mean of their neighbours.
        case usualVariation
        /// Before the place of an incident, in driving direction.
        case upstreamSpeed
        /// Behind it.
        case downstreamSpeed
        case upstreamOccupancy
        case downstreamOccupancy
        /// Below what is usual at that time.
        case speedDrop
        /// How much of what the road carries passes no more.
        case lostCapacityPercent
        case smokeRise
        case carbonMonoxideRise
        case temperatureRise
        case fineParticlesRise
        case coarseParticlesRise
        /// OCCDF: upstream less downstream occupancy.
        case occupancyDifference
        /// OCCRDF: the same as a share of the upstream occupancy.
        case relativeOccupancyDifference
        /// DOCCTD: by how much of itself the downstream occupancy fell within two intervals.
        case downstreamOccupancyFall
        case upstreamFlow
        case downstreamFlow
        /// Where flow and occupancy lie in McMaster's template: 1 free, 2 slow, 3 queue, 4 discharge.
        case upstreamArea
        case downstreamArea
        /// From which flow on a station discharges at capacity.
        case criticalFlow
        /// Vehicles counted upstream and not downstream.
        case missingVehicles
        /// Speeds against the driving direction.
        case detections
        /// Vehicles that would have passed a covered loop meanwhile.
        case expectedVehicles
        /// What its neighbours counted beyond their usual meanwhile.
        case divertedVehicles
    }

    /// One number with its meaning and its time.
    public struct Number: Sendable, BitwiseCopyable {
        public var code: Code
        public var value: Double
        /// ``Timestamp/distantPast`` where it has none.
        public var time: Timestamp

        static let none = Number(code: .none, value: 0, time: .distantPast)
    }

    private var slots = InlineArray<12, Number>(repeating: .none)
    private var count: UInt8 = 0

    init() {}

    mutating func append(_ code: Code, _ value: Double, at time: Timestamp = .distantPast) {
        guard count < slots.count else { return }
        slots[Int(count)] = Number(code: code, value: value, time: time)
        count += 1
    }

    /// The numbers in the order in which they were given.
    public var numbers: [Number] {
        (0..<Int(count)).map { slots[$0] }
    }
}

extension VerdictEvidence.Number {
    /// The number as a finding carries it; `unit` is the series' own.
    func evidence(in unit: Unit) -> Evidence {
        let own = code == .changePerHour && unit.isKnown ? Unit("\(unit.code)/h") : code.unit ?? unit
        return Evidence(name: code.name, value: value, unit: own, time: time == .distantPast ? nil : time)
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
        case .usualOffset: "usual_offset"
        case .usualScatter: "usual_scatter"
        case .meanAbove: "mean_above"
        case .capturePercent: "capture"
        case .lawYear: "law_year"
        case .gasReferenceCelsius: "gas_reference"
        case .exceedances: "exceedances_this_year"
        case .permittedExceedances: "permitted_exceedances"
        case .yearCapturePercent: "year_capture"
        case .airIndex: "air_index"
        case .airCategory: "air_category"
        case .dose: "dose"
        case .equivalentLevel: "equivalent_level"
        case .certainty: "certainty"
        case .rise: "rise"
        case .changePerHour: "change_per_hour"
        case .secondsToLimit: "seconds_to_limit"
        case .nextLevel: "next_level"
        case .events: "events"
        case .dataCapture: "data_capture"
        case .spikes: "spikes"
        case .spikeSize: "spike_size"
        case .spikeLimit: "spike_limit"
        case .usualVariation: "usual_variation"
        case .upstreamSpeed: "upstream_speed"
        case .downstreamSpeed: "downstream_speed"
        case .upstreamOccupancy: "upstream_occupancy"
        case .downstreamOccupancy: "downstream_occupancy"
        case .speedDrop: "speed_drop"
        case .lostCapacityPercent: "lost_capacity"
        case .smokeRise: "smoke_rise"
        case .carbonMonoxideRise: "co_rise"
        case .temperatureRise: "temperature_rise"
        case .fineParticlesRise: "pm2_5_rise"
        case .coarseParticlesRise: "pm10_rise"
        case .occupancyDifference: "occupancy_difference"
        case .relativeOccupancyDifference: "relative_occupancy_difference"
        case .downstreamOccupancyFall: "downstream_occupancy_fall"
        case .upstreamFlow: "upstream_flow"
        case .downstreamFlow: "downstream_flow"
        case .upstreamArea: "upstream_area"
        case .downstreamArea: "downstream_area"
        case .criticalFlow: "critical_flow"
        case .missingVehicles: "missing_vehicles"
        case .detections: "detections"
        case .expectedVehicles: "expected_vehicles"
        case .divertedVehicles: "diverted_vehicles"
        }
    }

    /// The number's own unit; nil where it is the series' unit.
    var unit: Unit? {
        switch self {
        case .heldSeconds, .windowSeconds, .silentSeconds, .configuredCadenceSeconds, .learntCadenceSeconds,
            .timeoutSeconds, .spanSeconds, .clockAheadSeconds, .aheadLimitSeconds, .behindLimitSeconds, .secondsToLimit:
            Unit("s")
        case .windowCount, .windowRevision, .readings, .members, .strength, .dataCapture, .events, .certainty, .dose,
            .spikes, .upstreamArea, .downstreamArea, .missingVehicles, .detections, .expectedVehicles,
            .divertedVehicles,
            .none:
            Unit("1")
        case .windowMean, .windowMinimum, .windowMaximum, .lastSeen, .range, .lowLimit, .highLimit, .currentValue,
            .referenceValue, .expectedValue, .usualOffset, .usualScatter, .nextLevel, .changePerHour, .rise,
            .equivalentLevel, .spikeSize, .spikeLimit, .usualVariation:
            nil
        case .meanAbove: nil
        case .upstreamSpeed, .downstreamSpeed, .speedDrop: Unit("km/h")
        case .upstreamOccupancy, .downstreamOccupancy, .lostCapacityPercent, .occupancyDifference,
            .relativeOccupancyDifference, .downstreamOccupancyFall:
            Unit("%")
        case .upstreamFlow, .downstreamFlow, .criticalFlow: Unit("1/h")
        case .smokeRise: Unit("%/m")
        case .carbonMonoxideRise: Unit("mg/m3")
        case .temperatureRise: Unit("K")
        case .fineParticlesRise, .coarseParticlesRise: Unit("ug/m3")
        case .capturePercent, .yearCapturePercent: Unit("%")
        case .gasReferenceCelsius: Unit("Cel")
        case .lawYear, .exceedances, .permittedExceedances, .airIndex, .airCategory: Unit("1")
        }
    }
}
