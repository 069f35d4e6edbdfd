public import BelfryModel

/// A message decoded and nothing more: no catalog, no duplicates, nothing remembered.
///
/// What `belfry decode` prints.
public struct DecodedMessage: Sendable, Equatable {
    public var outcome: Outcome
    public var reason: Reason
    /// What exactly, where there is more to say than the reason.
    public var detail: String
    /// The format that was read; under `auto` the one that was recognised.
    public var format: PayloadFormat
    /// On what grounds `auto` took the format; empty where it was declared.
    public var grounds: String
    public var readings: [DecodedReading]

    /// The reason in words, with its detail; empty only for readings.
    public var explanation: String {
        detail.isEmpty ? reason.text : "\(reason.text): \(detail)"
    }
}

/// A reading by its names.
public struct DecodedReading: Sendable, Equatable {
    public var key: SeriesKey
    public var value: Double
    /// ``BelfryModel/Unit/unknown`` where it is.
    public var unit: Unit
    public var eventTime: Timestamp
    public var timeSource: TimeSource
    public var quality: Quality
    public var flags: QualityFlags
}
