import BelfryAPI
import BelfryDaemon
import BelfryModel

/// The stored readings of many series in one stream, by time, in the memory of a slice of it.
struct StoredHistory {
    /// Readings in memory beyond which slices become shorter: about 130 MB.
    private static let readingsPerSlice = 4_000_000
    private static let firstSlice = Nanoseconds.perDay
    private static let slices = Nanoseconds.perMinute...31 * Nanoseconds.perDay

    let client: DeskClient
    /// What is read; numbers are those of the descriptors.
    let series: [SeriesDescriptor]

    /// Calls `body` with each reading of `start` or later and before `end`.
    func forEachReading(from start: Timestamp, to end: Timestamp, _ body: (Reading) throws -> Void) throws {
        var from = start
        var length = Self.firstSlice
        while from < end {
            let to = min(end, from.advanced(byNanoseconds: length))
            let readings = try slice(from: from, to: to)
            for reading in readings { try body(reading) }
            if readings.count > Self.readingsPerSlice { length = max(Self.slices.lowerBound, length / 2) }
            if readings.count < Self.readingsPerSlice / 4 { length = min(Self.slices.upperBound, length * 2) }
            from = to
        }
    }

    /// All readings of a time, in an order that is the same in every run.
    func slice(from start: Timestamp, to end: Timestamp) throws -> [Reading] {
        var readings: [Reading] = []
        for one in series {
            let points = SeriesPoints(client: client, series: one.identity, step: nil, aggregate: nil)
            try points.forEachPage(from: start, to: end) { page in
                readings += page.points.compactMap { Reading($0, of: one.id) }
            }
        }
        return readings.sorted { ($0.eventTime, $0.series.index) < ($1.eventTime, $1.series.index) }
    }
}

extension StoredHistory {
    /// Every series of the daemon as its engine sees it, numbered from 0.
    static func descriptors(of sensors: [SensorDocument], _ configuration: Configuration) -> [SeriesDescriptor] {
        var descriptors: [SeriesDescriptor] = []
        for sensor in sensors {
            for series in sensor.series {
                let number = SeriesID(Int32(clamping: descriptors.count))
                descriptors.append(configuration.descriptor(of: series, sensor: sensor, number: number))
            }
        }
        return descriptors
    }
}
