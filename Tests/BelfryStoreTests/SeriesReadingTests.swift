import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// Reading a series back: by event time, the last arrival wins, whatever the order of arrival was.
@Suite struct SeriesReadingTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Late and corrected readings take their place")
    func story() throws {
        let store = try Store(folder.configuration)
        try store.commit(
            batch([
                reading(1, event: start.after(seconds: 10)),
                reading(2, event: start.after(seconds: 20)),
                reading(series: 9, 99, event: start.after(seconds: 15)),
            ])
        )
        try store.commit(
            batch([
                // Late by a quarter of a minute, and a correction of the first.
                reading(3, event: start.after(seconds: 5), arrival: start.after(seconds: 21)),
                reading(4, event: start.after(seconds: 10), arrival: start.after(seconds: 22)),
            ])
        )
        let all = try store.readings(of: SeriesID(0), from: start, to: start.after(seconds: 60))
        #expect(all.map(\.value) == [3, 4, 2])
        // The range is half open.
        let some = try store.readings(
            of: SeriesID(0),
            from: start.after(seconds: 10),
            to: start.after(seconds: 20)
        )
        #expect(some.map(\.value) == [4])
        #expect(try store.readings(of: SeriesID(5), from: .distantPast, to: .distantFuture).isEmpty)
    }

    @Test("Any order of arrival reads as a sorted list without repeats", arguments: [UInt64(31), 32, 33])
    func model(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let store = try Store(folder.configuration)
        var stored: [Reading] = []
        for number in 0..<60 {
            let readings = (0..<50).map { _ in
                reading(
                    series: .random(in: 0..<3, using: &random),
                    Double(stored.count),
                    event: start.after(seconds: .random(in: 0...400, using: &random)),
                    arrival: start.after(seconds: Int64(number))
                )
            }
            stored += readings
            try store.commit(batch(readings))
        }
        for _ in 0..<40 {
            let series = SeriesID(.random(in: 0..<3, using: &random))
            let from = start.after(seconds: .random(in: -10...410, using: &random))
            let to = from.after(seconds: .random(in: 0...300, using: &random))
            let limit = Int.random(in: 0...120, using: &random)
            var expected: [Timestamp: Reading] = [:]
            for reading in stored where reading.series == series && reading.eventTime >= from && reading.eventTime < to
            {
                expected[reading.eventTime] = reading
            }
            let sorted = expected.values.sorted { $0.eventTime < $1.eventTime }
            let answer = try store.readings(of: series, from: from, to: to, limit: limit)
            let lateness = folder.configuration.allowedLatenessNanoseconds
            let whole = sorted.prefix(limit).map { ChunkPoint($0, latenessNanoseconds: lateness).reading(of: series) }
            #expect(answer == whole, "seed \(seed), limit \(limit)")
        }
    }

    @Test("Paging through a long range misses nothing and repeats nothing")
    func paging() throws {
        let store = try Store(folder.configuration)
        for hour in 0..<20 {
            try store.commit(batch((0..<50).map { reading(1, event: start.after(seconds: Int64(hour * 50 + $0))) }))
        }
        var seen: [Timestamp] = []
        var from = start
        while true {
            let page = try store.readings(of: SeriesID(0), from: from, to: .distantFuture, limit: 33)
            seen += page.map(\.eventTime)
            guard page.count == 33, let last = page.last else { break }
            from = last.eventTime.advanced(byNanoseconds: 1)
        }
        #expect(seen == (0..<1_000).map { start.after(seconds: Int64($0)) })
    }

    @Test("Spans of old rows are skipped, and nothing is missed across their borders and a restart")
    func spans() throws {
        let rows = Int(StoreLimits.rowsPerSpan) * 2 + 300
        do {
            let store = try Store(folder.configuration)
            try store.appendRows(rows / 2)
            try store.close()
        }
        let store = try Store(folder.configuration)
        try store.appendRows(rows - rows / 2)
        let spans = try JournalEnd(store.journal, after: 0)
        #expect(spans.lastRow == Int64(rows))
        for second in [0, 1, 1_020, 1_021, 1_022, 1_023, 1_024, 2_046, 2_047, 2_048, rows - 2, rows - 1] {
            let from = start.after(seconds: Int64(second))
            let found = try store.readings(of: SeriesID(0), from: from, to: from.after(seconds: 2))
            #expect(found.map(\.value) == [Double(second), Double(second + 1)].filter { $0 < Double(rows) })
        }
        var replayed: [Double] = []
        try store.replayJournal(since: start.after(seconds: 1_500)) { replayed.append($0.value) }
        #expect(replayed == (1_500..<rows).map(Double.init))
    }

    @Test("Memory for an answer is bounded by its limit")
    func bounded() {
        var earliest = EarliestReadings(limit: 100)
        for second in (0..<10_000).reversed() {
            earliest.insert(reading(Double(second), event: start.after(seconds: Int64(second))))
        }
        #expect(earliest.cutoff < start.after(seconds: 300))
        #expect(earliest.sorted().map(\.value) == (0..<100).map(Double.init))
    }
}

extension Store {
    /// Appends rows of one reading, one a second, whose value is the number of its second.
    fileprivate func appendRows(_ count: Int) throws {
        // Thousands of commits; what is looked at is the border between spans, not the disk.
        try journal.writeWithoutTransaction("test") { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        let first = lastBatch
        for row in first..<first + Int64(count) {
            try append(batch([reading(Double(row), event: start.after(seconds: row))]))
        }
    }
}
