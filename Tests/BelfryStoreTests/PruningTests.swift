import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// Old readings go, in small steps; a clock that jumps takes nothing with it.
@Suite struct PruningTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func store(retentionDays: Int64 = 1) throws -> Store {
        var configuration = folder.configuration
        configuration.rawRetentionNanoseconds = retentionDays * Nanoseconds.perDay
        return try Store(configuration)
    }

    /// One batch of two readings each hour.
    private func fill(_ store: Store, hours: Range<Int64>) throws {
        for hour in hours {
            let at = start.after(seconds: hour * 3_600)
            try store.append(batch([reading(1, event: at), reading(2, event: at.after(seconds: 1))]))
        }
    }

    @Test("What is older than the retention goes, the rest stays, counts follow")
    func byAge() throws {
        let store = try store()
        try fill(store, hours: 0..<72)
        let report = try store.prune(now: start.after(seconds: 72 * 3_600))
        // The newest row is of hour 71; a day before it, hour 47, is the first to stay.
        #expect(report == PruneReport(batches: 47, readings: 94, isMoreDue: false))
        #expect(store.statistics().readings == 144 - 94)
        #expect(try store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).count == 50)
        try store.reopen()
        #expect(store.statistics().readings == 50)
        #expect(store.lastBatch == 72)
    }

    @Test("One call deletes a bounded number of rows and says that more is due")
    func bounded() throws {
        let store = try store()
        try fill(store, hours: 0..<1_000)
        var reports: [PruneReport] = []
        repeat {
            reports.append(try store.prune(now: start.after(seconds: 1_000 * 3_600)))
        } while reports.last?.isMoreDue == true
        #expect(reports.map(\.batches) == [256, 256, 256, 207])
    }

    @Test("A wall clock that jumps a century ahead deletes nothing, also once it has stamped readings")
    func jumpAhead() throws {
        let store = try store(retentionDays: 30)
        try fill(store, hours: 0..<48)
        let century = start.after(seconds: 100 * 365 * 86_400)
        _ = try store.prune(now: start.after(seconds: 48 * 3_600))
        #expect(try store.prune(now: century).batches == 0)
        try store.append(batch([reading(3, event: century)]))
        // A full day of pruning every hour, with a restart, before somebody sets the clock right.
        for hour in 0..<24 {
            #expect(try store.prune(now: century.after(seconds: Int64(hour) * 3_600)).batches == 0)
        }
        try store.reopen()
        #expect(try store.prune(now: century).batches == 0)
        try fill(store, hours: 48..<60)
        #expect(try store.prune(now: start.after(seconds: 60 * 3_600)).batches == 0)
    }

    @Test("Readings stamped 1970 by a gateway without a clock are kept when the clock is set")
    func bootIn1970() throws {
        let store = try store(retentionDays: 30)
        try fill(store, hours: 0..<24)
        try store.append(batch([reading(4, event: Timestamp(seconds: 100))]))
        #expect(try store.prune(now: Timestamp(seconds: 200)).batches == 0)
        try fill(store, hours: 24..<48)
        #expect(try store.prune(now: start.after(seconds: 48 * 3_600)).batches == 0)
    }

    @Test("An empty store, and one with a single batch, are left as they are")
    func nothingToDo() throws {
        let store = try store()
        #expect(try store.prune(now: .distantFuture).batches == 0)
        try fill(store, hours: 0..<1)
        #expect(try store.prune(now: .distantFuture).batches == 0)
    }

    @Test("Pages of pruned rows are used again: the file does not grow")
    func reuse() throws {
        let store = try store()
        var random = SeededRandom(seed: 71)
        var sizes: [Int64] = []
        for day in 0..<12 {
            for hour in 0..<24 {
                let at = start.after(seconds: Int64(day * 24 + hour) * 3_600)
                try store.commit(batch(cityReadings(500, from: at, using: &random)))
                _ = try store.prune(now: at.after(seconds: 600))
            }
            try store.checkpointNow()
            sizes.append(store.statistics().bytesOnDisk)
        }
        #expect(sizes[11] <= sizes[3] + 32_768, "\(sizes)")
    }

    @Test("The clock of ages follows at once backwards and by an hour a step forwards")
    func clock() {
        var clock = RetentionClock()
        clock.advance(wallClock: start.after(seconds: 5), newestArrival: start)
        #expect(clock.now == start)
        #expect(clock.isWorthStoring)
        clock.didStore()
        clock.advance(wallClock: start.after(seconds: 1_800), newestArrival: start.after(seconds: 1_800))
        #expect(clock.now == start.after(seconds: 1_800))
        #expect(!clock.isWorthStoring)
        clock.advance(wallClock: .distantFuture, newestArrival: .distantFuture)
        #expect(clock.now == start.after(seconds: 1_800 + 3_600))
        #expect(clock.isWorthStoring)
        clock.advance(wallClock: start.after(seconds: -86_400), newestArrival: .distantFuture)
        #expect(clock.now == start.after(seconds: -86_400))
    }
}

extension Store {
    fileprivate func checkpointNow() throws {
        try writeWithoutTransaction("empty the log of") { _ = try $0.checkpoint(.truncate) }
    }
}
