// What a reading costs on its way to the disk, in time and in flash, beside the table that one would write first.

import BelfryModel
import BelfryStore
import FoundationEssentials
import GRDB

/// Journal ingest through a real ``Store``, and a plain table with a row a reading as the reference.
public enum StoreBenchmark {
    private static let rounds = 3

    /// Measures the journal and, in turns with it, a table with a row a reading, each in a file of its own that is
    /// removed afterwards.
    ///
    /// - Parameters:
    ///   - commits: of one round; every one is synced (`synchronous = FULL`) by both.
    ///   - readingsPerCommit: 1,000 is what a gateway with 1,000 readings/s commits once a second.
    ///   - series: how many series the readings belong to, in random order.
    ///   - folder: an existing folder on the device to be measured.
    public static func run(
        commits: Int = 300,
        readingsPerCommit: Int = 1_000,
        series: Int32 = 10_000,
        folder: String
    ) throws -> BenchmarkResult {
        let batches = self.batches(min(commits, 64), of: readingsPerCommit, series: series)
        var journalRounds: [BenchmarkFigures] = []
        var referenceRounds: [BenchmarkFigures] = []
        for _ in 0..<rounds {
            journalRounds.append(try journal(batches, commits: commits, folder: folder))
            referenceRounds.append(try plainRows(batches, commits: commits, folder: folder))
        }
        return BenchmarkResult(
            name: "store",
            items: readings(batches, commits: commits),
            itemName: "reading",
            rounds: journalRounds,
            reference: ("a table with a row a reading", referenceRounds)
        )
    }

    /// A second's readings a batch: short decimals, payload times in milliseconds, arriving in random order of series.
    private static func batches(_ count: Int, of size: Int, series: Int32) -> [[Reading]] {
        var seed: UInt64 = 42
        func random(below limit: UInt64) -> Int64 {
            // Knuth's MMIX generator; the upper bits are the random ones.
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64((seed >> 33) % limit)
        }
        var arrival = Timestamp(seconds: 1_795_410_000)
        let gap = UInt64(2 * Nanoseconds.perSecond / Int64(max(1, size)))
        return (0..<count).map { _ in
            (0..<size).map { _ in
                arrival.nanoseconds += random(below: gap)
                let event = arrival.advanced(byNanoseconds: -random(below: 1_500_000_000))
                return Reading(
                    series: SeriesID(Int32(random(below: UInt64(series)))),
                    value: Double(random(below: 10_000)) / 10,
                    eventTime: event.alignedDown(toMultipleOf: Nanoseconds.perMillisecond),
                    arrivalTime: arrival
                )
            }
        }
    }

    private static func journal(_ batches: [[Reading]], commits: Int, folder: String) throws -> BenchmarkFigures {
        let path = folder + "/bench-journal.db"
        defer { remove(path) }
        let store = try Store(StoreConfiguration(path: path))
        let clock = ContinuousClock()
        let begin = clock.now
        for number in 0..<commits {
            let readings = batches[number % batches.count]
            try store.commit(CommitBatch(readings: readings, committedAt: readings.last?.arrivalTime ?? .distantPast))
        }
        let elapsed = clock.now - begin
        let bytes = store.statistics().bytesWrittenPerReading ?? 0
        try store.close()
        return figures(elapsed, bytesPerReading: bytes)
    }

    private static func plainRows(_ batches: [[Reading]], commits: Int, folder: String) throws -> BenchmarkFigures {
        let path = folder + "/bench-rows.db"
        defer { remove(path) }
        let pool = try DatabasePool(path: path)
        try pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA wal_autocheckpoint = 0;
                    CREATE TABLE reading (series INTEGER, arrival INTEGER, event INTEGER, value REAL, quality INTEGER);
                    """
            )
        }
        var logBytes = 0
        let clock = ContinuousClock()
        let begin = clock.now
        for number in 0..<commits {
            try pool.write { db in try insert(batches[number % batches.count], into: db) }
            // As often as the store copies its log into the file.
            guard number % 100 == 99 || number == commits - 1 else { continue }
            logBytes += size(of: path + "-wal")
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        let elapsed = clock.now - begin
        // Each page of a table that only grows is copied about once.
        let bytes = Double(logBytes + size(of: path)) / Double(readings(batches, commits: commits))
        try pool.close()
        return figures(elapsed, bytesPerReading: bytes)
    }

    private static func insert(_ readings: [Reading], into db: Database) throws {
        let statement = try db.cachedStatement(sql: "INSERT INTO reading VALUES (?, ?, ?, ?, ?)")
        for reading in readings {
            try statement.execute(
                arguments: [
                    reading.series.index, reading.arrivalTime.nanoseconds, reading.eventTime.nanoseconds,
                    reading.value, reading.quality.rawValue,
                ]
            )
        }
    }

    private static func figures(_ elapsed: Duration, bytesPerReading: Double) -> BenchmarkFigures {
        var figures = BenchmarkFigures(seconds: elapsed / .seconds(1))
        figures.bytesPerItem = bytesPerReading
        return figures
    }

    private static func readings(_ batches: [[Reading]], commits: Int) -> Int {
        (0..<commits).reduce(0) { $0 + batches[$1 % batches.count].count }
    }

    private static func size(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    private static func remove(_ path: String) {
        for file in [path, path + ".journal"] {
            for suffix in ["", "-wal", "-shm", "-lock"] { try? FileManager.default.removeItem(atPath: file + suffix) }
        }
    }
}
