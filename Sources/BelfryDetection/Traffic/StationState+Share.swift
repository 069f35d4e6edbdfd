// From what a station tells to its share of the free speed, and what is not to be believed.

extension StationState {
    /// So many equal intervals after the first are no chance: fewer, the more numbers agree.
    static func stuckRepeats(numbers: Int) -> UInt16 { numbers > 2 ? 1 : numbers > 1 ? 3 : 12 }

    /// Occupancy from which on a loop is in a queue, whatever else it says.
    static let queueOccupancyPercent = 35.0
    /// Below it, without a vehicle counted, the road is empty.
    static let emptyOccupancyPercent = 1.5
    /// Below it, flow over occupancy is noise.
    static let leastTellingPercent = 4.0
    /// Occupancy at capacity, where nothing but occupancy is told.
    static let criticalOccupancyPercent = 14.0

    /// Whether the station repeats itself to the last digit, which traffic does not.
    mutating func isStuck(_ measures: StationMeasures) -> Bool {
        let numbers = [measures.occupancyPercent, measures.speedKilometresPerHour, measures.flowVehiclesPerHour]
        let before = [last.occupancyPercent, last.speedKilometresPerHour, last.flowVehiclesPerHour]
        last = measures
        let isEqual = zip(numbers, before).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
        guard isEqual, numbers.contains(where: { $0 > 0 }) else {
            repeats = 0
            return false
        }
        repeats = min(repeats + 1, 1_000)
        return repeats >= Self.stuckRepeats(numbers: numbers.count { !$0.isNaN })
    }

    /// The speed as a share of the free speed: measured, else from flow over occupancy, else from occupancy alone.
    mutating func share(of measures: StationMeasures) -> Double? {
        let (occupancy, flow) = (measures.occupancyPercent, measures.flowVehiclesPerHour)
        let speed = measures.speedKilometresPerHour
        if !speed.isNaN {
            if freeSpeed.isNaN { freeSpeed = speed }
            noteContradiction(speedShare: speed / freeSpeed, measures)
            noteFlicker(speedShare: speed / freeSpeed)
            return speed / freeSpeed
        }
        if occupancy.isNaN { return nil }
        if occupancy < Self.emptyOccupancyPercent, !(flow > 0) { return 1 }
        if flow > 0 { return share(flow: flow, occupancy: occupancy) }
        if flow == 0 { return occupancy > Self.queueOccupancyPercent ? 0.02 : nil }
        return FundamentalDiagram.speedShare(atDensityShare: occupancy / Self.criticalOccupancyPercent)
    }

    /// Speed goes as flow over occupancy; both stray, so they are smoothed first, and few vehicles tell nothing.
    private mutating func share(flow: Double, occupancy: Double) -> Double? {
        smooth(&pairFlow, flow, intervalSeconds, over: 30)
        smooth(&pairOccupancy, occupancy, intervalSeconds, over: 30)
        if pairOccupancy < Self.leastTellingPercent { return 1 }
        let ratio = pairFlow / pairOccupancy
        if freeFlowPerPercent.isNaN {
            guard pairOccupancy < Self.criticalOccupancyPercent else { return nil }
            freeFlowPerPercent = ratio
        }
        if ratio > 0.75 * freeFlowPerPercent { Self.followMedian(&freeFlowPerPercent, ratio, intervalSeconds) }
        return ratio / freeFlowPerPercent
    }

    /// Speed, flow and occupancy hang together; where they often do not, the station is not to be believed.
    private mutating func noteContradiction(speedShare: Double, _ measures: StationMeasures) {
        if Self.isImpossible(speedShare: speedShare, measures) { doubt += 0.1 * (1 - doubt) }
        guard speedShare > 0.3, measures.occupancyPercent > 4, measures.flowVehiclesPerHour > 0 else { return }
        let expected = freeFlowPerPercent * speedShare * measures.occupancyPercent
        guard expected > 0 else { return }
        let ratio = measures.flowVehiclesPerHour / expected
        let contradicts = ratio < 0.4 || ratio > 2.5
        doubt += 0.1 * ((contradicts ? 1 : 0) - doubt)
    }

    /// A queue does not leave for half a minute and come back.
    private mutating func noteFlicker(speedShare: Double) {
        let (low, high) = (min(speedShare, lastSpeedShare), max(speedShare, lastSpeedShare))
        let flickers = low < 0.7 && high > 0.9
        flicker += 0.1 * ((flickers ? 1 : 0) - flicker)
        lastSpeedShare = speedShare
    }

    /// Flow as counted, else what occupancy and speed let guess, up to a factor.
    mutating func flow(of measures: StationMeasures) -> Double {
        if !measures.flowVehiclesPerHour.isNaN {
            if !isFlowCounted { (capacity, quarterSeconds, self.flow, isFlowCounted) = (0, 0, .nan, true) }
            return measures.flowVehiclesPerHour
        }
        let share = measures.speedKilometresPerHour / freeSpeed
        guard !isFlowCounted, !Self.isImpossible(speedShare: share, measures) else { return .nan }
        return measures.occupancyPercent * measures.speedKilometresPerHour
    }

    /// A loop covered as in a queue, by vehicles that are fast.
    private static func isImpossible(speedShare: Double, _ measures: StationMeasures) -> Bool {
        measures.occupancyPercent > queueOccupancyPercent && speedShare > 0.5
    }
}

extension StationState {
    private static let hour = 3_600.0

    /// Takes into the long memory what the interval shows of the road.
    mutating func learn(_ measures: StationMeasures, flow: Double, seconds: Double) {
        // A doubted speed teaches nothing; the rest is learnt so that no doubt can last for good.
        let isBusy = doubt >= Self.doubtLimit ? false : flow.isNaN || !isFlowCounted || flow * seconds / Self.hour >= 3
        if isBusy, !measures.speedKilometresPerHour.isNaN {
            smooth(&steadySpeed, measures.speedKilometresPerHour, seconds, over: 300)
            Self.follow(&freeSpeed, steadySpeed, seconds, isFree: speedShare > 0.8)
        }
        learnFlowPerPercent(measures, seconds)
        guard !flow.isNaN else { return }
        smooth(&quarterFlow, flow, seconds, over: 450)
        quarterSeconds += seconds
        capacity *= 1 - seconds / (60 * 24 * Self.hour)
        if quarterSeconds > 600 { capacity = max(capacity, quarterFlow) }
    }

    private mutating func learnFlowPerPercent(_ measures: StationMeasures, _ seconds: Double) {
        guard isFlowCounted, speedShare > 0.85, !measures.speedKilometresPerHour.isNaN else { return }
        guard measures.occupancyPercent > 3, measures.flowVehiclesPerHour > 0 else { return }
        Self.followMedian(&freeFlowPerPercent, measures.flowVehiclesPerHour / measures.occupancyPercent, seconds)
    }

    /// What is best at free speed: rises within minutes, sinks within hours and days where traffic is not free.
    private static func follow(_ value: inout Double, _ new: Double, _ seconds: Double, isFree: Bool) {
        if value.isNaN {
            value = new
        } else if new > value {
            value += seconds / (seconds + 600) * (new - value)
        } else {
            value += seconds / (seconds + (isFree ? 6 : 96) * hour) * (new - value)
        }
    }

    /// Half of the values lie above: steps of a fixed size, which a few wild ones cannot drag along.
    private static func followMedian(_ value: inout Double, _ new: Double, _ seconds: Double) {
        if value.isNaN {
            value = new
        } else {
            value *= 1 + (new > value ? 1 : -1) * min(0.05, seconds / 3_000)
        }
    }
}
