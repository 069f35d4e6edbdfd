public import BelfryModel

/// Something that is made to happen in the simulated city.
public struct Scenario: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Speed collapses and occupancy rises upstream of a blocked lane, station after station.
        case trafficCrash = "traffic_crash"
        /// NO2 rises far beyond its hourly limit at one station.
        case airExceedance = "air_exceedance"
        /// Water rises on a street, fast.
        case flood
        /// A sensor falls silent.
        case deadSensor = "dead_sensor"
        /// A sensor repeats one value for ever.
        case stuckSensor = "stuck_sensor"
        /// A square fills with people.
        case crowdSurge = "crowd_surge"
        /// Smoke, gas, heat and particles rise together at one place; where there are hazard sensors.
        case fire
        /// A bang of two seconds, whatever the duration.
        case bang
        /// Piles are driven beside an old house; where there are hazard sensors.
        case pileDriving = "pile_driving"

        /// The kinds of finding that a watcher should report, at least one of them.
        public var expectedFindings: [FindingKind] {
            switch self {
            case .trafficCrash: [.trafficIncident, .trafficQueue]
            case .airExceedance: [.airLimit]
            case .flood: [.flood]
            case .deadSensor: [.sensorSilent]
            case .stuckSensor: [.sensorStuck]
            case .crowdSurge: [.crowdDensity]
            case .fire: [.possibleFire]
            case .bang: [.acousticEvent]
            case .pileDriving: [.vibration]
            }
        }
    }

    public var kind: Kind
    /// After the start of the city.
    public var startNanoseconds: Int64
    /// How long it lasts before things go back to normal.
    public var durationNanoseconds: Int64
    /// The sensor it happens to, or for a crash the corridor; nil for one that the seed chooses.
    public var target: String?
    /// What a watcher should report, at least one of it.
    public var expect: [FindingKind]

    /// - Parameter expect: nil stands for what the kind expects.
    public init(
        kind: Kind,
        startNanoseconds: Int64,
        durationNanoseconds: Int64,
        target: String? = nil,
        expect: [FindingKind]? = nil
    ) {
        self.kind = kind
        self.startNanoseconds = startNanoseconds
        self.durationNanoseconds = durationNanoseconds
        self.target = target
        self.expect = expect ?? kind.expectedFindings
    }

    /// A crash, too much NO2, a flood and two sensors at fault, ten seconds apart, beginning `firstSeconds` after the start.
    public static func oneOfEach(firstSeconds: Int64, lastingSeconds: Int64) -> [Scenario] {
        let kinds: [Kind] = [.stuckSensor, .deadSensor, .trafficCrash, .airExceedance, .flood]
        return kinds.enumerated().map { position, kind in
            Scenario(
                kind: kind,
                startNanoseconds: (firstSeconds + 10 * Int64(position)) * Nanoseconds.perSecond,
                durationNanoseconds: lastingSeconds * Nanoseconds.perSecond
            )
        }
    }

    /// An event of each domain within a minute from `firstSeconds` after the start, those first that take longest to be told of.
    ///
    /// Of the crash the incident on the corridor is expected, a queue is not enough. Takes a city with hazard sensors.
    public static func ofEachDomain(firstSeconds: Int64, lastingSeconds: Int64) -> [Scenario] {
        let kinds: [(kind: Kind, after: Int64)] = [
            // Smoke nodes look for free air stations, so they come before those who take any.
            (.fire, 45), (.trafficCrash, 0), (.stuckSensor, 5), (.deadSensor, 10), (.airExceedance, 15), (.flood, 20),
            (.crowdSurge, 25), (.pileDriving, 30), (.bang, 40),
        ]
        return kinds.map { kind, after in
            Scenario(
                kind: kind,
                startNanoseconds: (firstSeconds + after) * Nanoseconds.perSecond,
                durationNanoseconds: lastingSeconds * Nanoseconds.perSecond,
                expect: kind == .trafficCrash ? [.trafficIncident] : nil
            )
        }
    }
}
