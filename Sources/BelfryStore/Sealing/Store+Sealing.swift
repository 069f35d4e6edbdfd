public import BelfryModel
import FoundationEssentials
import GRDB
import Synchronization

extension Store {
    /// Does a slice of the work that turns the journal into history: reads what it must, packs some series' hours, or sums up
    /// some series' day.
    ///
    /// ```
    ///   journal ──► open readings, by series ──(at the turn of the hour)──► chunk, rollup_1h ──(of the day)──► rollup_1d
    ///               as they are committed          slice by slice                       slice by slice
    /// ```
    ///
    /// A slice takes some milliseconds, so that commits between slices do not feel it. Whatever the instant at which it is cut
    /// off, the same work done again gives the same history.
    ///
    /// - Returns: whether more is due at once.
    public func seal(now: Timestamp) throws(StoreError) -> Bool {
        if try load() { return true }
        return try historyEnd.withLock { end throws(StoreError) in
            if try salvageSlice(&end) { return true }
            if end.step == nil {
                let last = lastBatch
                end.step = openReadings.withLock { open in
                    SealingStep.next(
                        end.progress,
                        open,
                        now: now,
                        isCurrent: open.loadedThrough == last,
                        delayNanoseconds: configuration.sealingDelayNanoseconds
                    )
                }
            }
            guard end.step == nil else {
                try sealSlice(&end)
                return true
            }
            return try sumUpDay(&end)
        }
    }

    /// Packs the next series of the step under way.
    func sealSlice(_ end: inout HistoryEnd) throws(StoreError) {
        guard var step = end.step else { return }
        var slice = SealingSlice()
        let seriesCount = openReadings.withLock { $0.seriesCount }
        while step.nextSeries < seriesCount, !slice.isFull {
            let series = SeriesID(Int32(step.nextSeries))
            let points: [ChunkPoint]
            do throws(JournalFault) {
                points = try openReadings.withLock { $0.tail(of: series) }.points()
            } catch {
                // Packed in this process's memory and not as it was: the journal has it still.
                throw StoreError(kind: .conflict, path: configuration.path, operation: "seal", reason: error.reason)
            }
            slice.add(series, points, holding: step.heldHour)
            step.nextSeries += 1
        }
        let isLast = step.nextSeries >= seriesCount
        var next = end
        if isLast {
            // What came late for a day that is being summed up may be of a series that is done.
            next.daySeries = 0
            next.areDaysDone = false
            next.progress = end.progress.advanced(to: step.row, holding: step.heldHour, epoch: step.epoch)
        }
        if !slice.isEmpty || isLast {
            try history.write("seal readings in") { db in
                let isNew = try ChunkTable.areNew(slice.hours.map(\.key), in: db)
                let chunks = try ChunkMerge(into: db)
                for hour in slice.hours {
                    next.count = try next.count + chunks.merge(hour.points, into: hour.key, isNew: isNew)
                    // A late reading revises its day as well.
                    let day = hour.key.hour.dayOfHour
                    guard let lastDay = end.lastDay, day <= lastDay else { continue }
                    let series = hour.key.series
                    next.count = try next.count + RollupTable.sumUpDay(day, series: series...series, in: db)
                }
                try next.count.store(in: db)
                if isLast { try next.progress.store(in: db) }
            }
        }
        next.step = isLast ? nil : step
        end = next
        counters.withLock { $0.publish(end.count) }
        openReadings.withLock { open in
            for taken in slice.taken { try? open.remove(first: taken.count, of: taken.series, holding: taken.held) }
        }
    }

    /// Sums up some series of the oldest day that is over and has not been.
    private func sumUpDay(_ end: inout HistoryEnd) throws(StoreError) -> Bool {
        guard !end.areDaysDone, let epoch = end.progress.epoch else { return false }
        var next = end
        let lastDay = end.lastDay
        let day = try history.read("sum up a day of") { db in
            try RollupTable.firstHour(afterDay: lastDay, in: db).map { $0.dayOfHour }
        }
        guard let day, day < epoch.dayOfHour else {
            end.areDaysDone = true
            return false
        }
        let series = end.daySeries...end.daySeries + StoreLimits.seriesPerDaySlice - 1
        try history.write("sum up a day of") { db in
            let range = SeriesID(series.lowerBound)...SeriesID(series.upperBound)
            next.count = try next.count + RollupTable.sumUpDay(day, series: range, in: db)
            try next.count.store(in: db)
            if let following = try RollupTable.firstSeries(ofDay: day, after: SeriesID(series.upperBound), in: db) {
                next.daySeries = following.index
            } else {
                next.daySeries = 0
                next.lastDay = day
                try Note.lastDay.store(day, in: db)
            }
        }
        end = next
        return true
    }
}
