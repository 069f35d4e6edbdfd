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
    /// With ``QualityFlags/late`` where the reading was older than allowed when it came.
    var flags: QualityFlags

    /// Good, in time, with a time of the payload's.
    static let usual = ChunkStamp(quality: .good, timeSource: .payload, flags: [])
}

extension ChunkPoint {
    /// A reading without its arrival.
    init(_ reading: Reading, latenessNanoseconds: Int64) {
        let delay = reading.arrivalTime.nanosecondsSince(reading.eventTime)
        let flags = delay > latenessNanoseconds ? reading.flags.union(.late) : reading.flags
        self.init(
            eventTime: reading.eventTime,
            value: reading.value,
            stamp: ChunkStamp(quality: reading.quality, timeSource: reading.timeSource, flags: flags)
        )
    }

    /// As a reading again, with its event time in the place of its arrival.
    func reading(of series: SeriesID) -> Reading {
        Reading(
            series: series,
            value: value,
            eventTime: eventTime,
            arrivalTime: eventTime,
            quality: stamp.quality,
            flags: stamp.flags,
            timeSource: stamp.timeSource
        )
    }
}
