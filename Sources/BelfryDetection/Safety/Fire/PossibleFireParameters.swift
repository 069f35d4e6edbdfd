public import BelfryModel

/// A joint rise of smoke or particles, carbon monoxide and temperature at one place: `within`, `clear_after`.
///
/// Looks at whatever of smoke, `co`, `temperature`, `pm2_5` and `pm10` the sensors of a place measure; see ``FireWatch`` for what
/// counts, and its limits. It is Possible or Likely and calls nobody by itself.
public struct PossibleFireParameters: Sendable, Hashable {
    /// Rises this far apart are one.
    public var withinNanoseconds: Int64
    /// How long all has to be usual again.
    public var clearAfterNanoseconds: Int64

    public init(
        withinNanoseconds: Int64 = 5 * Nanoseconds.perMinute,
        clearAfterNanoseconds: Int64 = 10 * Nanoseconds.perMinute
    ) {
        self.withinNanoseconds = withinNanoseconds
        self.clearAfterNanoseconds = clearAfterNanoseconds
    }

    /// The same for the watch itself.
    var watch: FireParameters {
        var watch = FireParameters()
        watch.withinNanoseconds = withinNanoseconds
        watch.clearAfterNanoseconds = clearAfterNanoseconds
        return watch
    }
}
