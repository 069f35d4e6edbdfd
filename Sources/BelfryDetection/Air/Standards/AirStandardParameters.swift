/// The criteria of an air law, chosen by date: `standard`, `level`, `averaging`, `time_zone`; no number is written.
///
/// ```
///   series   no2 ───┐                     ┌─ 200 µg/m³           until 11 Dec 2026   400
///   rule     eu ────┼─► law of the day ───┼─ mean of an hour
///            alert ─┘                     └─ three in a row      raised with the third, cleared by an hour below
/// ```
/// Without a `window` it sits on the hours of local standard time, each with three quarters of its readings.
public struct AirStandardParameters: Sendable, Hashable {
    /// Whose law.
    public var standard: AirRegime
    /// What of it.
    public var level: AirLevel
    /// Of several limits for one pollutant, that of this mean; nil: that of the shortest.
    public var averaging: Averaging?
    /// Local standard time, seconds east of Greenwich, a multiple of a quarter of an hour.
    public var standardOffsetSeconds: Int

    /// The means that a limit may be of.
    public enum Averaging: String, CaseIterable, Sendable, Hashable {
        case hour
        /// The greatest running mean of eight hours in a day.
        case eightHours = "eight_hours"
        case day
    }

    public init(
        standard: AirRegime,
        level: AirLevel,
        averaging: Averaging? = nil,
        standardOffsetSeconds: Int = 0
    ) {
        self.standard = standard
        self.level = level
        self.averaging = averaging
        self.standardOffsetSeconds = standardOffsetSeconds
    }
}
