import BelfryModel

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
    }

    public var kind: Kind
    /// After the start of the city.
    public var startNanoseconds: Int64
    /// How long it lasts before things go back to normal.
    public var durationNanoseconds: Int64
    /// The sensor it happens to, or for a crash the corridor; nil for one that the seed chooses.
    public var target: String?

    public init(kind: Kind, startNanoseconds: Int64, durationNanoseconds: Int64, target: String? = nil) {
        self.kind = kind
        self.startNanoseconds = startNanoseconds
        self.durationNanoseconds = durationNanoseconds
        self.target = target
    }

    /// One of each, ten seconds apart, beginning `firstSeconds` after the start.
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
}
