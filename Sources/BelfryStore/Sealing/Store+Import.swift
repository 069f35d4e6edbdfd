// Readings of elsewhere, as of the gateway that stood here before, go right into the history: nobody waits for them to be
// acknowledged, and the journal holds what arrived.
//
//   readings, in any order ──► by hour and series ──► chunk, rollup_1h ──► rollup_1d
//
// The same file again changes nothing, so an import that was cut off is simply done once more.

public import BelfryModel
import GRDB
import Synchronization

extension Store {
    /// What an import has changed.
    public struct ImportedCount: Sendable, Equatable {
        /// Readings of times that the history had none of.
        public var new = 0
        /// Hours of series that were written.
        public var hours = 0

        public init() {}
    }

    /// The most readings at a time.
    public static var readingsPerImport: Int { StoreLimits.readingsPerImport }

    /// Puts readings into the history; where it has one of the same series and time they are the later word.
    ///
    /// Of what is not in a chunk yet the journal's is: ``sealEverything()`` comes before.
    ///
    /// Durable on return. Where it fails some of the hours may be in; all of them again does no harm.
    ///
    /// - Parameter readings: in any order, at most ``readingsPerImport``; their series have been committed before.
    public func add(_ readings: [Reading]) throws(StoreError) -> ImportedCount {
        precondition(readings.count <= StoreLimits.readingsPerImport, "an import comes in pieces")
        var imported = ImportedCount()
        let order = Self.order(of: readings)
        var start = 0
        while start < order.count {
            var hours: [(key: ChunkKey, points: [ChunkPoint])] = []
            let sliceEnd = start + StoreLimits.readingsPerSlice
            while start < order.count, start < sliceEnd {
                let key = order[start].key
                let end = order[start...].firstIndex { $0.key != key } ?? order.endIndex
                let points = order[start..<end].map { place in
                    ChunkPoint(readings[place.index], latenessNanoseconds: .max)
                }
                hours.append((key, ChunkPoint.settled(points)))
                start = end
            }
            let growth = try add(hours)
            // An export comes series by series, so that each piece changes pages of every hour.
            try? history.checkpointIfDue()
            imported.new += Int(growth.readings)
            imported.hours += hours.count
        }
        return imported
    }

    private func add(_ hours: [(key: ChunkKey, points: [ChunkPoint])]) throws(StoreError) -> HistoryCount {
        try historyEnd.withLock { end throws(StoreError) in
            var growth = HistoryCount()
            var next = end
            try history.write("import readings into") { db in
                let isNew = try ChunkTable.areNew(hours.map(\.key), in: db)
                var days: Set<ChunkKey> = []
                let chunks = try ChunkMerge(into: db)
                for hour in hours {
                    growth = try growth + chunks.merge(hour.points, into: hour.key, isNew: isNew)
                    days.insert(ChunkKey(hour: hour.key.hour.dayOfHour, series: hour.key.series))
                }
                // Days that no turn of the hour will come by again.
                for day in days.sorted(by: { $0.id < $1.id }) where day.hour <= next.lastDay ?? .min {
                    growth = try growth + RollupTable.sumUpDay(day.hour, series: day.series...day.series, in: db)
                }
                next.count = next.count + growth
                try next.count.store(in: db)
            }
            next.areDaysDone = false
            next.daySeries = 0
            end = next
            counters.withLock { $0.publish(next.count) }
            return growth
        }
    }

    /// Where each reading goes, in the order of the table; within an hour as they came.
    private static func order(of readings: [Reading]) -> [(key: ChunkKey, index: Int)] {
        let places = readings.indices.map { index in
            (key: ChunkKey(hour: readings[index].eventTime.hour, series: readings[index].series), index: index)
        }
        return places.sorted { ($0.key.id, $0.index) < ($1.key.id, $1.index) }
    }

    /// Visits everything in the history from a time on, by event time, an hour at a time or less where that is much.
    ///
    /// Hours that cannot be read are left out.
    public func forEachPart(from start: Timestamp, _ body: ([Reading]) throws -> Void) throws {
        func firstHour(from time: Timestamp) throws -> Timestamp? {
            try history.read("read the hours of") { try ChunkTable.firstHour(from: time, in: $0) }
        }
        var hour = try firstHour(from: start)
        while let begin = hour {
            let count = try history.read("read the hours of") { try ChunkTable.count(ofHour: begin.hour, in: $0) }
            let parts = Int64(count / StoreLimits.readingsPerImport + 1)
            func edge(_ part: Int64) -> Timestamp {
                part == parts
                    ? Timestamp(hour: begin.hour + 1)
                    : begin.advanced(byNanoseconds: Nanoseconds.perHour / parts * part)
            }
            for part in 0..<parts {
                let times = edge(part)..<edge(part + 1)
                var readings = try history.read("read the hours of") {
                    try ChunkTable.readings(ofHour: begin.hour, in: times, of: $0)
                }
                readings.sort { ($0.eventTime, $0.series) < ($1.eventTime, $1.series) }
                try body(readings)
            }
            hour = try firstHour(from: Timestamp(hour: begin.hour + 1))
        }
    }

    /// Puts all that the journal holds into chunks, the hour under way included, and ends a salvage.
    ///
    /// What is added then is the later word on all of it. For a store whose daemon does not run.
    public func sealEverything() throws(StoreError) {
        while true {
            if try load() { continue }
            let isMoreDue = try historyEnd.withLock { end throws(StoreError) in
                if try salvageSlice(&end) { return true }
                if end.step == nil {
                    let epoch = end.progress.epoch
                    end.step = openReadings.withLock { open in
                        guard !open.isEmpty, let clock = open.clock else { return nil }
                        return SealingStep(row: open.loadedThrough, heldHour: nil, epoch: epoch ?? clock.hour)
                    }
                }
                guard end.step != nil else { return false }
                try sealSlice(&end)
                return true
            }
            try? history.checkpointIfDue()
            if !isMoreDue { return }
        }
    }
}
