// Whether a vehicle stands on a loop, or the loop is stuck.
//
// Both look the same on the loop itself: covered, and nobody is counted. What differs is where the vehicles of its lane are.
//
//   a vehicle stands          the loop is stuck
//   ┌────────┬──────┐         ┌────────┬──────┐
//   │   ▪ ▪ ▪│▪     │ more    │   ▪  ▪ │ ▪  ▪ │ as before
//   │        │▓     │ none    │   ▪ ▪  │▓▪ ▪ ▪│ pass uncounted
//   └────────┴──────┘         └────────┴──────┘
//
// Intuition: vehicles do not vanish. Those of a blocked lane drive beside it, so that its neighbours count more, or they queue, so
// that its neighbours are covered longer or count less. Where so many would have passed that it had to show, and the neighbours are
// as they always are, they pass over the loop: it is stuck. The loop speaks too: one that was never seen free had no vehicle arrive
// on it, and one that is covered for half an hour without a break is rather broken than parked on. Where all lanes stand it is a
// queue, and one is told only if it still stands when the others move.
//
// Limits: a loop without neighbours, or with few vehicles, is told after `for`, since a standing vehicle is worse than a wrong
// alarm, and is withdrawn after half an hour at the latest, if anybody of the site still speaks; its certainty says so. Until enough
// vehicles would have passed, a stuck loop is told as well. Neighbours are the sensors of the same site: where one sensor tells a whole carriageway there are none.
// Refused: the time alone, since a stuck loop looks the same for as long; the length of the pause before, which a queue has too.
// Source: conservation of vehicles between detectors, as in the consistency checks of Turochy and Smith (TRR 1727, 2000) and of
// Chen, Kwon, Rice, Skabardonis and Varaiya (2003), turned to one loop against its neighbours: our own.

import BelfryModel

/// What is known of one loop of a station.
struct LoopState: BitwiseCopyable {
    /// How slowly its usual flow and occupancy are learnt.
    private static let usualSeconds = 900.0
    /// A difference of the neighbours' counts is noise before so many vehicles would have passed.
    private static let leastExpected = 24.0
    /// Neighbours that count so much of them more, or less, have taken them up.
    private static let divertedShare = 0.25
    /// Points of occupancy beyond the usual that are a queue beside the loop.
    private static let crowdedPercent = 5.0

    /// Of the series that it tells its occupancy by, and that is spoken of.
    let series: Int32
    private(set) var watch = StoppedVehicle()
    /// In vehicles an hour and per cent, while nothing stands; NaN before it is known.
    private(set) var usualFlow = Double.nan
    private(set) var usualOccupancy = Double.nan
    /// Vehicles that would have passed since it is covered.
    private(set) var expected = 0.0
    /// What its neighbours counted beyond their usual since then; negative where they counted less.
    private(set) var diverted = 0.0
    /// Their occupancy beyond the usual, and for how long it was told.
    private var crowding = (percentSeconds: 0.0, seconds: 0.0)
    private var lastSeen = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private(set) var isRaised = false
    private var hasBeenFree = false
    /// Stays until it is free again.
    private(set) var isStuck = false

    init(series: Int32) { self.series = series }

    /// Takes in what it tells of an interval, and what its neighbours do.
    mutating func observe(
        _ measures: StationMeasures,
        _ neighbours: LoopNeighbours,
        from start: Timestamp,
        to end: Timestamp,
        _ parameters: StoppedVehicleParameters
    ) -> Transition {
        guard !measures.occupancyPercent.isNaN else { return miss(at: end, parameters) }
        lastSeen = end
        if measures.occupancyPercent < parameters.watch.clearOccupancyPercent {
            hasBeenFree = true
            isStuck = false
        }
        let isStanding = watch.observe(
            from: start,
            to: end,
            occupancyPercent: measures.occupancyPercent,
            flowVehiclesPerHour: measures.flowVehiclesPerHour,
            parameters.watch
        )
        guard watch.isCovered else { return uncover() }
        count(neighbours, seconds: Double(end.nanosecondsSince(start)) / 1e9)
        if !hasBeenFree || passesOver || end.nanosecondsSince(watch.since) >= parameters.stuckAfterNanoseconds {
            isStuck = true
        }
        return judge(isStanding, neighbours)
    }

    private mutating func judge(_ isStanding: Bool, _ neighbours: LoopNeighbours) -> Transition {
        if isRaised {
            guard isStuck else { return .none }
            isRaised = false
            return .cleared
        }
        let isQueue = neighbours.count > 0 && !neighbours.anyMoves
        guard isStanding, !isStuck, !isQueue else { return .none }
        since = watch.since.later(than: since)
        isRaised = true
        return .raised
    }

    /// Nothing stands on it.
    private mutating func uncover() -> Transition {
        (expected, diverted, crowding) = (0, 0, (0, 0))
        guard isRaised else { return .none }
        isRaised = false
        return .cleared
    }

    /// It tells no occupancy.
    private mutating func miss(at end: Timestamp, _ parameters: StoppedVehicleParameters) -> Transition {
        guard isRaised, end.nanosecondsSince(lastSeen) >= parameters.stuckAfterNanoseconds else { return .none }
        watch = StoppedVehicle()
        return uncover()
    }

    private mutating func count(_ neighbours: LoopNeighbours, seconds: Double) {
        // Where all stand nobody drives elsewhere.
        guard neighbours.anyMoves else { return }
        if !usualFlow.isNaN, !neighbours.extraFlow.isNaN {
            expected += usualFlow * seconds / 3_600
            diverted += neighbours.extraFlow * seconds / 3_600
        }
        guard !neighbours.extraOccupancy.isNaN else { return }
        crowding.percentSeconds += neighbours.extraOccupancy * seconds
        crowding.seconds += seconds
    }

    /// Whether the vehicles of its lane go on as if nothing stood there.
    private var passesOver: Bool {
        guard expected >= Self.leastExpected, diverted.magnitude < Self.divertedShare * expected else { return false }
        return crowding.seconds == 0 || crowding.percentSeconds < Self.crowdedPercent * crowding.seconds
    }

    /// How sure it is that a vehicle stands there: its neighbours have taken up half of its lane's vehicles, or nobody says.
    var certainty: Double { expected > 0 && diverted.magnitude >= expected / 2 ? 0.8 : 0.5 }

    /// Learns what is usual, of an interval in which nothing stands at the station.
    mutating func learn(_ measures: StationMeasures, seconds: Double) {
        Self.smooth(&usualFlow, measures.flowVehiclesPerHour, seconds)
        Self.smooth(&usualOccupancy, measures.occupancyPercent, seconds)
    }

    private static func smooth(_ usual: inout Double, _ value: Double, _ seconds: Double) {
        guard !value.isNaN else { return }
        usual = usual.isNaN ? value : usual + seconds / (seconds + usualSeconds) * (value - usual)
    }

    /// After a restart: it is raised already.
    mutating func restore(activeSince: Timestamp) {
        watch.restore(activeSince: activeSince)
        (isRaised, since, hasBeenFree, lastSeen) = (true, activeSince, true, activeSince)
    }
}
