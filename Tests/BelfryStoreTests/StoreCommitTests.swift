import BelfryModel
import Foundation
import GRDB
import Testing

@testable import BelfryStore

/// What is committed is there, exactly, after opening again.
@Suite struct StoreCommitTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Every commit is synced: synchronous is FULL on the connection that writes")
    func synchronousIsFull() throws {
        let store = try Store(folder.configuration)
        #expect(try store.pragma("synchronous") == "2")
        #expect(try store.pragma("journal_mode") == "wal")
        #expect(try store.pragma("secure_delete") == "0")
        try store.reopen()
        #expect(try store.pragma("synchronous") == "2")
    }

    @Test("Readings come back in order of arrival after a restart")
    func replay() throws {
        var random = SeededRandom(seed: 21)
        let readings = cityReadings(5_000, using: &random)
        do {
            let store = try Store(folder.configuration)
            for first in stride(from: 0, to: readings.count, by: 500) {
                try store.commit(batch(Array(readings[first..<first + 500])))
            }
            try store.close()
        }
        let store = try Store(folder.configuration)
        var replayed: [Reading] = []
        try store.replayJournal(since: .distantPast) { replayed.append($0) }
        #expect(replayed == readings)
        #expect(store.lastBatch == 10)
        #expect(store.statistics().readings == 5_000)

        var late: [Reading] = []
        let since = readings[3_210].arrivalTime
        let report = try store.replayJournal(since: since) { late.append($0) }
        #expect(late == Array(readings[3_210...]))
        #expect(report.readings == 1_790)
    }

    @Test("A replay ends with the error of its reader")
    func replayStops() throws {
        struct Enough: Error {}
        let store = try Store(folder.configuration)
        try store.commit(batch([reading(1, event: start), reading(2, event: start.after(seconds: 1))]))
        var seen = 0
        #expect(throws: Enough.self) {
            try store.replayJournal(since: .distantPast) { _ in
                seen += 1
                throw Enough()
            }
        }
        #expect(seen == 1)
    }

    @Test("A damaged row is reported by its number; the others are replayed")
    func damagedRow() throws {
        var store = try Store(folder.configuration)
        for second in 0..<3 { try store.commit(batch([reading(1, event: start.after(seconds: Int64(second)))])) }
        try store.journal.writeWithoutTransaction("damage") { db in
            try db.execute(sql: "UPDATE journal SET data = x'01ff00' WHERE id = 2")
        }
        try store.close()
        store = try Store(folder.configuration)
        var replayed = 0
        let report = try store.replayJournal(since: .distantPast) { _ in replayed += 1 }
        #expect(replayed == 2)
        #expect(report.damagedRows == [2])
        let error = #expect(throws: StoreError.self) {
            try store.readings(of: SeriesID(0), from: start, to: start.after(seconds: 10))
        }
        #expect(error?.kind == .corrupt)
        #expect(error?.description.contains("row 2") == true)
        #expect(try store.readings(of: SeriesID(0), from: start.after(seconds: 2), to: .distantFuture).count == 1)
        // Sealing puts it aside as it is, before the journal lets go of it.
        while try store.seal(now: start) {}
        #expect(try store.readings(of: SeriesID(0), from: start, to: .distantFuture).count == 2)
        let aside = try store.history.read("look") { db in
            try String.fetchAll(db, sql: "SELECT what || ' ' || id || ' ' || hex(data) FROM damaged")
        }
        #expect(aside == ["journal 2 01FF00"])
    }

    @Test("Series come back exactly, and take on what changed")
    func series() throws {
        var second = descriptor(1, sensor: "aq-7", quantity: "no2")
        second.place = Place(kind: .sensor, name: "aq-7")
        second.location = nil
        second.cadenceNanoseconds = nil
        let store = try Store(folder.configuration)
        try store.commit(CommitBatch(newSeries: [descriptor(0), second], committedAt: start))
        #expect(try store.series() == [descriptor(0), second])
        second.zone = "south"
        try store.commit(CommitBatch(newSeries: [second], committedAt: start.after(seconds: 9)))
        #expect(try store.series() == [descriptor(0), second])
        let sensors = try store.history.read("test") { try Row.fetchAll($0, sql: "SELECT sensor, zone FROM sensor") }
        #expect(sensors.map { $0["zone"] as String }.sorted() == ["north", "south"])
    }

    @Test("A series under two numbers is a conflict that no retry heals, and stores nothing")
    func conflict() throws {
        let store = try Store(folder.configuration)
        try store.commit(CommitBatch(newSeries: [descriptor(0)], committedAt: start))
        let error = #expect(throws: StoreError.self) {
            try store.commit(
                CommitBatch(readings: [reading(1, event: start)], newSeries: [descriptor(5)], committedAt: start)
            )
        }
        #expect(error?.kind == .conflict)
        #expect(error?.isWorthRetrying == false)
        #expect(store.lastBatch == 0)
        try store.commit(batch([reading(1, event: start)]))
        #expect(store.lastBatch == 1)
    }

    @Test("The deliveries of the last batches come back, oldest first; older ones are overwritten")
    func deliveries() throws {
        let store = try Store(folder.configuration)
        for number in 0..<40 {
            let delivery = StoredDelivery(source: 1, messageID: UInt16(number), hash: UInt64(number) << 40)
            try store.commit(CommitBatch(deliveries: [delivery], committedAt: start))
        }
        #expect(try store.recentDeliveries(batches: 3).map(\.messageID) == [37, 38, 39])
        #expect(try store.recentDeliveries(batches: 1_000).count == StoreLimits.deliveryBatches)
        try store.reopen()
        try store.commit(
            CommitBatch(deliveries: [StoredDelivery(source: 1, messageID: 40, hash: 7)], committedAt: start)
        )
        #expect(try store.recentDeliveries(batches: 2).map(\.messageID) == [39, 40])
    }

    @Test("The quarantine keeps the last messages and no more")
    func quarantine() throws {
        var configuration = folder.configuration
        configuration.quarantineLimit = 10
        let store = try Store(configuration)
        for number in 0..<25 {
            try store.commit(CommitBatch(quarantine: [record(number)], committedAt: start))
        }
        #expect(try store.quarantine(limit: 100).map(\.reason) == (15..<25).reversed().map { "reason \($0)" })
        var newest = record(24)
        newest.number = 24
        #expect(try store.quarantine(limit: 1).first == newest)
        #expect(try store.quarantine(number: 24) == newest)
        #expect(try store.quarantine(number: 14) == nil)
    }

    @Test("A flood of bad messages writes a few samples, the last ones")
    func quarantineFlood() throws {
        let store = try Store(folder.configuration)
        try store.commit(CommitBatch(quarantine: (0..<5_000).map(record), committedAt: start))
        let kept = try store.quarantine(limit: 5_000)
        #expect(kept.count == StoreLimits.quarantinePerCommit)
        #expect(kept.first?.reason == "reason 4999")
        #expect(kept.map(\.number) == (0..<Int64(StoreLimits.quarantinePerCommit)).reversed())
    }

    @Test("After closing, every call says so")
    func closed() throws {
        let store = try Store(folder.configuration)
        try store.close()
        #expect(throws: StoreError.self) { try store.commit(batch([reading(1, event: start)])) }
        #expect(throws: StoreError.self) { try store.series() }
        #expect(throws: StoreError.self) { try store.reopen() }
        #expect(try folder.contents()["belfry.db-wal"] == Data(), "a clean stop leaves no log to recover")
    }

    @Test("A reader sees what the daemon commits, and may not write")
    func readOnly() throws {
        let store = try Store(folder.configuration)
        try store.commit(batch([reading(1, event: start)]))
        var configuration = folder.configuration
        configuration.isReadOnly = true
        let reader = try Store(configuration)
        #expect(try reader.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).count == 1)
        let error = #expect(throws: StoreError.self) { try reader.commit(batch([reading(1, event: start)])) }
        #expect(error?.kind == .readOnly)
        try store.commit(batch([reading(2, event: start.after(seconds: 1))]))
        #expect(try reader.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).count == 2)
    }

    private func record(_ number: Int) -> QuarantineRecord {
        QuarantineRecord(
            at: start.after(milliseconds: Int64(number)),
            source: "city",
            topic: "city/north/x",
            outcome: "malformed",
            reason: "reason \(number)",
            format: "json",
            sample: "{\"a\":**"
        )
    }
}
