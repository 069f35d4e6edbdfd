import BelfryModel

/// One reading in a sealed chunk: all of it but when it arrived, of which only whether that was late is kept.
struct ChunkPoint: Equatable {
    var eventTime: Timestamp
    var value: Double
    var stamp: ChunkStamp
}

/// What readings of a series mostly have in common.
struct ChunkStamp: Equatable {
    var quality: Quality
    var timeSource: TimeSource
    var flags: QualityFlags
    var isLate: Bool

    /// Good, in time, with a time of the payload's.
    static let usual = ChunkStamp(quality: .good, timeSource: .payload, flags: [], isLate: false)
}
