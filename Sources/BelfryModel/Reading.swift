/// One value of one series: what travels from decoding to rings, windows, detectors and the journal.
///
/// A plain block of bits (32 bytes, no references), so that moving it costs no reference counting.
public struct Reading: Sendable, BitwiseCopyable, Equatable {
    /// In the unit of the series' descriptor; always finite.
    public var value: Double
    /// When it was measured.
    public var eventTime: Timestamp
    /// When it reached Belfry; never decreases along one daemon's stream.
    public var arrivalTime: Timestamp
    public var series: SeriesID
    public var flags: QualityFlags
    public var quality: Quality
    public var timeSource: TimeSource

    /// Whether its number may be aggregated and compared with limits: it is not bad, and its unit is known.
    @inlinable
    public var isComparable: Bool {
        quality != .bad && !flags.contains(.unitUnknown)
    }

    @inlinable
    public init(
        series: SeriesID,
        value: Double,
        eventTime: Timestamp,
        arrivalTime: Timestamp,
        quality: Quality = .good,
        flags: QualityFlags = [],
        timeSource: TimeSource = .payload
    ) {
        self.value = value
        self.eventTime = eventTime
        self.arrivalTime = arrivalTime
        self.series = series
        self.flags = flags
        self.quality = quality
        self.timeSource = timeSource
    }
}
