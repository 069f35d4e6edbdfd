public import BelfryModel

/// An incident on a corridor of the configuration: `for`, `wave`, `clear_after`.
///
/// Looks at the speed, the occupancy and the flow or count of the corridor's stations together, whichever of them there are; see
/// ``CorridorWatch`` for how it tells an incident from every day's congestion, and its limits. A sensor is a station where the
/// corridor names it, or the site that it stands at; several of a station add up. It belongs to the first corridor that names it.
///
/// The defaults serve every freeway; a street without waves of braking may be told of sooner. What counts as a loss is no parameter,
/// since it is a share of what each station shows itself.
public struct TrafficIncidentParameters: Sendable, Hashable {
    /// How long a great loss of capacity has to last; at least a second.
    public var forNanoseconds: Int64
    /// How long a loss has to last that a wave of braking may bring about: longer than such a wave; at least `for`.
    public var waveNanoseconds: Int64
    /// How long the queue's head has to be gone.
    public var clearAfterNanoseconds: Int64

    public init(
        forNanoseconds: Int64 = 45 * Nanoseconds.perSecond,
        waveNanoseconds: Int64 = 205 * Nanoseconds.perSecond,
        clearAfterNanoseconds: Int64 = 3 * Nanoseconds.perMinute
    ) {
        self.forNanoseconds = forNanoseconds
        self.waveNanoseconds = waveNanoseconds
        self.clearAfterNanoseconds = clearAfterNanoseconds
    }

    /// The same for the watch itself.
    var watch: CorridorParameters {
        var watch = CorridorParameters()
        watch.persistenceSeconds = Double(forNanoseconds) / 1e9
        watch.waveSeconds = Double(waveNanoseconds) / 1e9
        watch.clearSeconds = Double(clearAfterNanoseconds) / 1e9
        return watch
    }
}
