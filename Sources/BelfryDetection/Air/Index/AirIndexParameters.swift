/// An air quality index that is reached: `index`, `at_least`, `time_zone`.
///
/// ```
///   index      ────────╭───╮──────────       raised with the first hour at `at_least`,
///   at_least ─────────╱─────╲─────────       cleared by the second hour in a row below
///              ──────╱       ╲──▪──▪──
/// ```
/// Without a `window` it sits on the hours of local standard time, each with three quarters of its readings.
public struct AirIndexParameters: Sendable, Hashable {
    public var index: AirIndexKind
    /// On the scale of the index: 151 of the AQI, 4 of the EAQI, 7 of the DAQI.
    public var atLeast: Int
    /// Local standard time, seconds east of Greenwich, a multiple of a quarter of an hour.
    public var standardOffsetSeconds: Int

    public init(index: AirIndexKind, atLeast: Int, standardOffsetSeconds: Int = 0) {
        self.index = index
        self.atLeast = atLeast
        self.standardOffsetSeconds = standardOffsetSeconds
    }
}
