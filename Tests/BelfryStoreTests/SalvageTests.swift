import BelfryIncidents
import BelfryModel
import Foundation
import GRDB
import Glibc
import Synchronization
import Testing

@testable import BelfryStore

/// Damaged files: set aside, read out as far as they can be, and never a reason not to start.
@Suite struct SalvageTests {
    /// `BELFRY_DAMAGED_FILES=200` for the long run.
    static let damagedFiles = getenv("BELFRY_DAMAGED_FILES").flatMap { Int(String(cString: $0)) } ?? 24

    /// Six hours of fifty series, the last in the journal alone, and an incident; its files as a crash leaves them.
    private static func template() throws -> TemporaryFolder {
        let live = try TemporaryFolder()
        let store = try Store(live.configuration)
        var random = SeededRandom(seed: 5)
        try store.commit(
            CommitBatch(newSeries: (0..<50).map { descriptor($0, sensor: "s\($0)") }, committedAt: start)
        )
        try store.save([IncidentEvent(entry: flood().timeline[0], incident: flood())])
        for hour in 0..<6 as Range<Int64> {
            for minute in 0..<6 as Range<Int64> {
                let at = start.after(seconds: hour * 3_600 + minute * 600)
                try store.commit(batch(cityReadings(200, series: 50, from: at, using: &random), at: at))
            }
            while try store.seal(now: start.after(seconds: hour * 3_600 + 3_599)) {}
        }
        try store.history.writeWithoutTransaction("test") { _ = try $0.checkpoint(.passive) }
        try store.save([IncidentEvent(entry: flood().timeline[0], incident: flood())])
        let copy = try TemporaryFolder()
        for (name, data) in try live.contents() where !name.hasSuffix("-shm") && !name.hasSuffix("-lock") {
            try data.write(to: URL(filePath: copy.path + "/" + name))
        }
        return copy
    }

    @Test("Files with flipped bits, or cut short: every one starts, keeps its journal, and goes on")
    func damagedFiles() throws {
        let template = try Self.template()
        let files = try template.contents()
        let whole = try Store(template.configuration).series().count
        for seed in 0..<UInt64(Self.damagedFiles) {
            var random = SeededRandom(seed: seed)
            let folder = try TemporaryFolder()
            let victim = seed % 4 == 3 ? "belfry.db.journal" : "belfry.db"
            for (name, data) in files {
                let isDamaged = name == victim
                let content = isDamaged ? Self.damaged(data, seed: seed, using: &random) : data
                try content.write(to: URL(filePath: folder.path + "/" + name))
            }
            let store: Store
            do {
                store = try Store(folder.configuration)
            } catch {
                Issue.record("seed \(seed): \(error)")
                continue
            }
            #expect(try store.series().count == whole, "seed \(seed)")
            _ = try store.openIncidents()
            let now = start.after(seconds: 7 * 3_600)
            try store.commit(batch([reading(series: 3, 1, event: now)], at: now))
            var slices = 0
            while try store.seal(now: now.after(seconds: 7_200)), slices < 10_000 { slices += 1 }
            #expect(slices < 10_000, "seed \(seed)")
            let last = try store.readings(of: SeriesID(3), from: now, to: .distantFuture)
            #expect(last.map(\.value) == [1], "seed \(seed)")
            if victim == "belfry.db" {
                // The journal has the last hours, whatever became of the history.
                let recent = start.after(seconds: 4 * 3_600)
                #expect(try store.readings(of: SeriesID(3), from: recent, to: now).count >= 12, "seed \(seed)")
            }
            try store.close()
            try Store(folder.configuration).close()
        }
    }

    /// Between one and 64 bits of a random page flipped, or the end cut off.
    private static func damaged(_ data: Data, seed: UInt64, using random: inout SeededRandom) -> Data {
        var bytes = [UInt8](data)
        if seed % 5 == 4 { return Data(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))) }
        let page = Int.random(in: 0..<max(1, bytes.count / 4_096), using: &random)
        for _ in 0..<Int.random(in: 1...64, using: &random) {
            let offset = page * 4_096 + Int.random(in: 0..<4_096, using: &random)
            if offset < bytes.count { bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
        }
        return Data(bytes)
    }

    @Test("Of a history with one unreadable page all other hours come over, and the file itself is kept")
    func onePage() throws {
        let folder = try Self.template()
        let sound = try Self.template()
        let expected = try readings(sound)
        // The header of a page in the middle: that is no page of a tree any more.
        let damaged = try Data(contentsOf: URL(filePath: folder.database))
        var bytes = [UInt8](damaged)
        let page = bytes.count / 4_096 / 2
        for offset in 0..<16 { bytes[page * 4_096 + offset] = 0xff }
        try Data(bytes).write(to: URL(filePath: folder.database))
        let store = try Store(folder.configuration)
        let aside = try #require(store.setAside.withLock { $0.first })
        #expect(FileManager.default.contents(atPath: aside)?.count == bytes.count)
        #expect(try store.openIncidents() == [flood()])
        while try store.seal(now: start.after(seconds: 6 * 3_600)) {}
        let salvaged = try (0..<50).map { try store.readings(of: SeriesID($0), from: .distantPast, to: .distantFuture) }
        let count = salvaged.map(\.count).reduce(0, +)
        #expect(count > expected * 9 / 10, "\(count) of \(expected)")
        // A correction within the hour under way counts until it is sealed.
        #expect(abs(store.statistics().readings - Int64(count)) < 5)
        #expect(try store.pragma("quick_check") == "ok")
    }

    private func readings(_ folder: TemporaryFolder) throws -> Int {
        let store = try Store(folder.configuration)
        return try (0..<50).map { try store.readings(of: SeriesID($0), from: .distantPast, to: .distantFuture).count }
            .reduce(0, +)
    }

    @Test("A history that was deleted begins anew with what the journal knows")
    func deletedHistory() throws {
        let folder = try Self.template()
        for suffix in ["", "-wal"] { try? FileManager.default.removeItem(atPath: folder.database + suffix) }
        let store = try Store(folder.configuration)
        #expect(try store.series().count == 50)
        #expect(try !store.readings(of: SeriesID(3), from: start.after(seconds: 4 * 3_600), to: .distantFuture).isEmpty)
        let mirrored = try store.history.read("look") { try Int.fetchOne($0, sql: "SELECT count(*) FROM series") }
        #expect(mirrored == 50)
    }

    @Test("A journal that was deleted begins anew, and nothing that was sealed is missing")
    func deletedJournal() throws {
        let folder = try Self.template()
        for suffix in ["", "-wal"] {
            try? FileManager.default.removeItem(atPath: folder.configuration.journalPath + suffix)
        }
        let store = try Store(folder.configuration)
        #expect(try store.series().count == 50)
        let now = start.after(seconds: 7 * 3_600)
        try store.commit(batch([reading(series: 3, 1, event: now)], at: now))
        // Its rows go on behind those that the history has seen.
        #expect(store.lastBatch > 30)
        while try store.seal(now: now.after(seconds: 7_200)) {}
        let readings = try store.readings(of: SeriesID(3), from: .distantPast, to: .distantFuture)
        #expect(readings.last?.value == 1)
        #expect(readings.count > 50)
    }

    @Test("A file that was set aside in the moment of a power cut is not forgotten", arguments: ["", ".journal"])
    func forgotten(file: String) throws {
        let folder = try Self.template()
        let expected = try readings(folder)
        // Renamed, and nothing more was done.
        for suffix in ["", "-wal"] {
            let path = folder.database + file
            let aside = path + ".damaged-1795400000" + suffix
            try? FileManager.default.moveItem(atPath: path + suffix, toPath: aside)
        }
        for _ in 0..<2 {
            let store = try Store(folder.configuration)
            while try store.seal(now: start.after(seconds: 6 * 3_600)) {}
            let found = try (0..<50).map {
                try store.readings(of: SeriesID($0), from: .distantPast, to: .distantFuture).count
            }
            #expect(found.reduce(0, +) == expected)
            #expect(try store.openIncidents() == [flood()])
            #expect(!store.counters.withLock { $0.isSalvaging })
            try store.close()
        }
    }

    @Test("Damage that is met while running is salvaged while running, and a restart goes on with it")
    func running() throws {
        let folder = try Self.template()
        let store = try Store(folder.configuration)
        let before = try store.readings(of: SeriesID(7), from: .distantPast, to: .distantFuture).count
        let writer = StoreWriter(store: store)
        try store.replaceHistory()
        writer.start()
        #expect(writer.status().state == .recovering)
        #expect(writer.status().reason.contains("was set aside as \(folder.database).damaged-"))
        #expect(writer.status().isJournalWell)
        writer.requestSeal(now: start)
        while store.counters.withLock({ $0.isSalvaging }) { usleep(1_000) }
        #expect(try store.openIncidents() == [flood()])
        #expect(writer.stop(timeoutNanoseconds: 10_000_000_000))
        #expect(try store.readings(of: SeriesID(7), from: .distantPast, to: .distantFuture).count == before)
        try store.replaceHistory()
        _ = try store.seal(now: start)
        try store.close()
        let next = try Store(folder.configuration)
        #expect(next.counters.withLock { $0.isSalvaging })
        while try next.seal(now: start) {}
        #expect(try next.readings(of: SeriesID(7), from: .distantPast, to: .distantFuture).count == before)
    }
}
