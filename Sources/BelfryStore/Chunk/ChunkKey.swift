import BelfryModel

/// Which hour of which series, and its place in the table: hours behind one another, within an hour by series.
///
/// ```
///   id   ┌──────────────────────────────┬──────────────────┐
///        │ hours since 1970-01-01 00:00 │ series, 20 bits  │
///        └──────────────────────────────┴──────────────────┘
/// ```
///
/// Sealing an hour appends to the end of the table; retention takes whole pages from its beginning.
struct ChunkKey: Hashable {
    /// Hours since 1970 began, UTC.
    var hour: Int64
    var series: SeriesID

    static let seriesBits: Int64 = 20
    /// Series that the key has room for; numbers beyond it cannot be sealed.
    static let seriesLimit = 1 << seriesBits

    init(hour: Int64, series: SeriesID) {
        self.hour = hour
        self.series = series
    }

    init(id: Int64) {
        hour = id >> Self.seriesBits
        series = SeriesID(Int32(truncatingIfNeeded: id & (1 << Self.seriesBits - 1)))
    }

    var id: Int64 { hour << Self.seriesBits | Int64(series.index) }
}

extension Timestamp {
    /// The hour since 1970 that it lies in.
    var hour: Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: Nanoseconds.perHour)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// When an hour begins; at the ends of time, the end.
    init(hour: Int64) {
        let (nanoseconds, isTooFar) = hour.multipliedReportingOverflow(by: Nanoseconds.perHour)
        self.init(nanoseconds: isTooFar ? (hour < 0 ? .min : .max) : nanoseconds)
    }
}

extension Int64 {
    /// The day since 1970 of an hour since 1970.
    var dayOfHour: Int64 { self >= 0 ? self / 24 : (self - 23) / 24 }
}
