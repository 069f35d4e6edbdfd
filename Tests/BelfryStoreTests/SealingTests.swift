import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// Readings move from the journal into the history: whatever happens meanwhile, each is there once and the same.
@Suite struct SealingTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("What is asked for is the same before, during and after sealing, through restarts", arguments: 1...12)
    func life(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var history = RememberedHistory()
        var store = try Store(folder.configuration)
        var clock = start.after(seconds: Int64.random(in: 0..<3_600, using: &random))
        for _ in 0..<160 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<12:
                clock = clock.after(seconds: Int64.random(in: 1...400, using: &random))
                let readings = history.readings(at: clock, using: &random)
                try store.commit(batch(readings, at: clock))
            case 12..<16:
                _ = try store.seal(now: clock)
            case 16:
                while try store.seal(now: clock) {}
            case 17:
                // Some hours without any reading, or a clock that is set back.
                clock = clock.after(seconds: Int64.random(in: -7_200...40_000, using: &random))
            case 18:
                _ = try store.prune(now: clock, monotonicNanoseconds: 0)
            default:
                // Cut off wherever it stands, and opened again.
                if Bool.random(using: &random) { try store.close() }
                store = try reopened(store)
            }
            if Int.random(in: 0..<8, using: &random) == 0 { try history.expect(store, seed: seed, using: &random) }
        }
        clock = clock.after(seconds: 90_000)
        while try store.seal(now: clock) {}
        try history.expectAll(store, seed: seed)
        try history.expectRollups(store, through: clock, seed: seed)
    }

    /// Another opening of the same files; the lock of the one before goes with it.
    private func reopened(_ store: Store) throws -> Store {
        try? store.close()
        return try Store(folder.configuration)
    }

    @Test("Memory that runs short has the hour packed before it is over, and nothing is missing")
    func shortOfMemory() throws {
        var open = OpenReadings(through: 0, total: 0, limitBytes: 1 << 20)
        var row: Int64 = 0
        while !open.isFull {
            row += 1
            let at = start.after(seconds: row)
            open.append(
                (0..<100).map { reading(series: Int32($0), Double(row), event: at) },
                row: row,
                total: row * 100,
                latenessNanoseconds: 0
            )
        }
        let step = SealingStep.next(
            SealingProgress(),
            open,
            now: start,
            isCurrent: true,
            delayNanoseconds: 0
        )
        #expect(step == SealingStep(row: row, heldHour: nil, epoch: start.after(seconds: row).hour))
        let progress = SealingProgress().advanced(to: row, holding: nil, epoch: start.hour)
        #expect(progress.through == row)
        for series in 0..<100 { try open.remove(first: Int(row), of: SeriesID(Int32(series)), holding: []) }
        #expect(open.isEmpty)
        #expect(open.byteCount == 0)
    }

    @Test("A reading that comes after its hour and its day were summed up revises both")
    func late() throws {
        let store = try Store(folder.configuration)
        let day = Timestamp(hour: start.hour / 24 * 24)
        for hour in 0..<30 {
            let at = day.after(seconds: Int64(hour) * 3_600)
            try store.commit(batch([reading(Double(hour), event: at)], at: at))
            while try store.seal(now: at) {}
        }
        #expect(try store.sums("rollup_1d") == ["0 \(day.milliseconds) 24 0.0 23.0 0.0 23.0"])
        let now = day.after(seconds: 30 * 3_600)
        try store.commit(batch([reading(100, event: day.after(seconds: 5), arrival: now)], at: now))
        while try store.seal(now: now.after(seconds: 7_200)) {}
        #expect(try store.sums("rollup_1h").first == "0 \(day.milliseconds) 2 0.0 100.0 0.0 100.0")
        #expect(try store.sums("rollup_1d") == ["0 \(day.milliseconds) 25 0.0 100.0 0.0 23.0"])
        let readings = try store.readings(of: SeriesID(0), from: day, to: day.after(seconds: 60))
        #expect(readings.map(\.flags) == [[], .late])
    }

    @Test("An hour that cannot be read is put aside and named; the readings that come later are kept")
    func damagedChunk() throws {
        let store = try Store(folder.configuration)
        try store.commit(batch([reading(1, event: start)], at: start))
        while try store.seal(now: start.after(seconds: 7_200)) {}
        try store.history.write("damage") { try $0.execute(sql: "UPDATE chunk SET data = x'0102030405060708'") }
        let error = #expect(throws: StoreError.self) {
            try store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture)
        }
        #expect(error?.description.contains("the hour from 2026-11-23T05:00:00Z on of series 0 is damaged") == true)
        let late = reading(2, event: start.after(seconds: 1), arrival: start.after(seconds: 8_000))
        try store.commit(batch([late], at: late.arrivalTime))
        while try store.seal(now: start.after(seconds: 20_000)) {}
        #expect(try store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).map(\.value) == [2])
        let kept = try store.history.read("look") {
            try String.fetchAll($0, sql: "SELECT what || ' ' || hex(data) FROM damaged")
        }
        #expect(kept == ["chunk 0102030405060708"])
    }

    @Test("The latest reading of every series, of those before the start as their hour has it")
    func latest() throws {
        var store = try Store(folder.configuration)
        let series = (0..<4).map { descriptor($0, sensor: "s\($0)") }
        try store.commit(CommitBatch(newSeries: series, committedAt: start))
        try store.commit(batch([reading(series: 0, 1, event: start), reading(series: 2, 7, event: start)], at: start))
        let later = start.after(seconds: 3 * 3_600)
        try store.commit(batch([reading(series: 0, 2, event: later)], at: later))
        while try store.seal(now: later) {}
        #expect(try store.latestReadings().map(\.value) == [2, 7])
        _ = try store.prune(now: later, monotonicNanoseconds: 0)
        try store.close()
        store = try Store(folder.configuration)
        while try store.seal(now: later) {}
        let latest = try store.latestReadings()
        #expect(latest.map(\.value) == [2, 7])
        #expect(latest.map(\.series.index) == [0, 2])
    }
}

extension Store {
    /// What a table of rollups has, a line a row.
    func sums(_ table: String) throws -> [String] {
        try history.read("look") { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT series || ' ' || t || ' ' || count || ' ' || min || ' ' || max || ' ' || first || ' ' || last
                    FROM \(table) WHERE count > 0 ORDER BY t, series
                    """
            )
        }
    }
}
