/// What the watch over a corridor knows of one station.
///
/// Everything is learnt from the station itself, so no unit, lane count or loop length need be configured: speeds as a
/// share of the free speed, flows as a share of the highest quarter hour.
public struct StationState: Sendable, BitwiseCopyable {
    // Learnt over days.
    var freeSpeed = Double.nan
    /// The highest flow of about a quarter of an hour, sinking slowly.
    var capacity = 0.0
    /// Vehicles an hour for each percent of occupancy at free speed.
    var freeFlowPerPercent = Double.nan
    /// What a standing queue with its head here usually loses, as a share of capacity.
    var usualLossShare = 0.0

    // The present, smoothed.
    var speedShare = Double.nan
    var flow = Double.nan
    var occupancyPercent = Double.nan
    /// The two that tell the speed where none is measured.
    var pairFlow = Double.nan
    var pairOccupancy = Double.nan
    var intervalSeconds = 30.0
    /// Of five minutes: the best of noisy speeds would be no free speed.
    var steadySpeed = Double.nan
    var quarterFlow = Double.nan
    var quarterSeconds = 0.0
    var isFlowCounted = false

    // Faults.
    var last = StationMeasures.silent
    var repeats: UInt16 = 0
    /// Seconds without anything credible.
    var unseenSeconds = Double.infinity
    /// How much of late contradicted itself, in [0, 1].
    var doubt = 0.0
    /// How often of late it was free in one interval and in a queue in the next, in [0, 1].
    var flicker = 0.0
    var lastSpeedShare = Double.nan

    /// A queue of an incident that was told already reaches here, for so long still.
    var wakeSeconds = 0.0

    init() {}

    /// Whether it can be asked.
    var isKnown: Bool {
        unseenSeconds < Self.staleSeconds && !speedShare.isNaN && doubt < Self.doubtLimit
            && flicker < Self.flickerLimit
    }
    /// Whether it spoke in the newest interval.
    var isFresh: Bool { unseenSeconds == 0 }
    /// Whether its flow can be compared with capacity.
    var knowsFlow: Bool { !flow.isNaN && capacity > 0 }
    /// Flow as a share of capacity.
    var flowShare: Double { flow / capacity }
    /// Density as a share of that at capacity; infinite where nothing moves.
    var densityShare: Double { flowShare / max(speedShare, 0.01) }
    var speedKilometresPerHour: Double { speedShare * freeSpeed }

    /// A fourth of the intervals contradicted themselves of late.
    static let doubtLimit = 0.25
    /// Twice within five intervals, or three times within ten: a queue stays, single vehicles and broken loops do not.
    static let flickerLimit = 0.15
    /// How long speed and flow are smoothed over: less than an interval's, since evidence smooths by lasting.
    static let speedSeconds = 7.0
    static let flowSeconds = 12.0
    /// A minute and a half: three intervals of 30 s.
    static let staleSeconds = 90.0
}

extension StationState {
    /// Takes in an interval of `seconds`.
    ///
    /// - Parameter pause: seconds since the last one in which nobody was asked.
    mutating func observe(_ raw: StationMeasures, seconds: Double, pause: Double) {
        wakeSeconds = max(0, wakeSeconds - seconds - pause)
        if unseenSeconds + pause > Self.staleSeconds { forgetPresent() }
        unseenSeconds += seconds + pause
        intervalSeconds = seconds
        let measures = Self.cleaned(raw)
        guard measures.readings > 0, !isStuck(measures) else { return }
        guard let share = share(of: measures) else { return }
        unseenSeconds = 0
        let flow = flow(of: measures)
        // One vehicle's speed is its driver's; that of many is the road's.
        let vehicles = flow.isNaN ? 5 : flow * seconds / 3_600
        let weight = Self.weight(seconds, over: Self.speedSeconds) * vehicles / (vehicles + 2)
        speedShare = speedShare.isNaN ? share : speedShare + weight * (min(share, 1.2) - speedShare)
        smooth(&self.flow, flow, seconds, over: Self.flowSeconds)
        smooth(&occupancyPercent, measures.occupancyPercent, seconds, over: 60)
        learn(measures, flow: flow, seconds: seconds)
    }

    /// It stands in the queue of an incident that was told already, for so long at least.
    mutating func claim(_ seconds: Double) { wakeSeconds = max(wakeSeconds, seconds) }

    private mutating func forgetPresent() {
        (speedShare, flow, occupancyPercent, quarterFlow, quarterSeconds) = (.nan, .nan, .nan, .nan, 0)
        (pairFlow, pairOccupancy, steadySpeed) = (.nan, .nan, .nan)
    }

    func smooth(_ value: inout Double, _ new: Double, _ seconds: Double, over constant: Double) {
        guard !new.isNaN else { return }
        value = value.isNaN ? new : value + Self.weight(seconds, over: constant) * (new - value)
    }

    static func weight(_ seconds: Double, over constant: Double) -> Double { seconds / (seconds + constant) }

    /// What cannot be is not known; a speed of 0 stands for no vehicle in many formats.
    private static func cleaned(_ raw: StationMeasures) -> StationMeasures {
        var measures = raw
        if !(0...100).contains(raw.occupancyPercent) { measures.occupancyPercent = .nan }
        if !(1...250).contains(raw.speedKilometresPerHour) { measures.speedKilometresPerHour = .nan }
        if !(0...40_000).contains(raw.flowVehiclesPerHour) { measures.flowVehiclesPerHour = .nan }
        return measures
    }
}
