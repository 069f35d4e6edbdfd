public import BelfryModel

/// What a rule may choose of the watch over a corridor.
///
/// The defaults serve every freeway; a street without waves of braking may be told of sooner.
public struct CorridorTimes: Sendable, Hashable {
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
