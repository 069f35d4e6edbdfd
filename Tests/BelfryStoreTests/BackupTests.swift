import BelfryIncidents
import BelfryModel
import Foundation
import GRDB
import Testing

@testable import BelfryStore

/// A backup has everything that was acknowledged, and becomes a store again by being put in its place.
@Suite struct BackupTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func filled() throws -> Store {
        let store = try Store(folder.configuration)
        var random = SeededRandom(seed: 3)
        let series = (0..<20).map { descriptor($0, sensor: "s\($0)") }
        try store.commit(CommitBatch(newSeries: series, committedAt: start))
        try store.save([IncidentEvent(entry: flood().timeline[0], incident: flood())])
        for hour in 0..<3 as Range<Int64> {
            let at = start.after(seconds: hour * 3_600)
            try store.commit(batch(cityReadings(500, series: 20, from: at, using: &random), at: at))
            while try store.seal(now: at.after(seconds: 3_000)) {}
        }
        return store
    }

    private func everything(_ store: Store) throws -> [[Double]] {
        try (0..<20).map {
            try store.readings(of: SeriesID($0), from: .distantPast, to: .distantFuture).map(\.value)
        }
    }

    @Test("Made while the daemon writes, it is checked and whole, and can be put in the place of a lost store")
    func roundTrip() throws {
        let store = try filled()
        let expected = try everything(store)
        let file = folder.path + "/copy.db"
        let report = try StoreBackup.run(of: folder.database, into: file)
        #expect(report.readings >= Int64(expected.map(\.count).reduce(0, +)))
        #expect(report.incidents == 1)
        #expect(report.bytes > 10_000)
        try store.commit(batch([reading(9, event: start.after(seconds: 20_000))]))
        let other = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: file, toPath: other.database)
        let restored = try Store(other.configuration)
        #expect(try everything(restored) == expected)
        #expect(try restored.series() == store.series())
        #expect(try restored.openIncidents() == [flood()])
        #expect(try !restored.history.read("look") { try $0.tableExists("journal") })
        let now = start.after(seconds: 5 * 3_600)
        try restored.commit(batch([reading(series: 4, 1, event: now)], at: now))
        while try restored.seal(now: now.after(seconds: 7_200)) {}
        #expect(try everything(restored)[4] == expected[4] + [1])

        // What the history has not learnt yet is in a later copy, and so is what the engine and brokers are remembered by.
        let session = StoredSession(name: "city", at: start)
        try store.append(
            CommitBatch(newSeries: [descriptor(20, sensor: "s20")], sessions: [session], committedAt: start)
        )
        try store.keep(StoredImage(instant: start, parts: [[], [1, 2, 3]]))
        let late = folder.path + "/late.db"
        _ = try StoreBackup.run(of: folder.database, into: late)
        let latest = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: late, toPath: latest.database)
        let remembered = try Store(latest.configuration)
        #expect(try remembered.series().count == 21)
        #expect(try remembered.sessions() == ["city": start])
        #expect(try remembered.image() == StoredImage(instant: start, parts: [[], [1, 2, 3]]))
    }

    @Test("It never writes over anything, and leaves nothing behind where it fails")
    func refusals() throws {
        let store = try filled()
        let taken = folder.path + "/taken.db"
        try Data("mine".utf8).write(to: URL(filePath: taken))
        let exists = #expect(throws: StoreError.self) { try StoreBackup.run(of: folder.database, into: taken) }
        #expect(exists?.description.contains("it exists; name a file that does not exist yet") == true)
        #expect(try String(contentsOfFile: taken, encoding: .utf8) == "mine")
        let missing = #expect(throws: StoreError.self) {
            try StoreBackup.run(of: folder.database, into: folder.path + "/no/where.db")
        }
        #expect(missing != nil)
        try store.history.write("damage") { try $0.execute(sql: "UPDATE chunk SET data = x'0102030405060708'") }
        // One page that cannot be read is no reason to have no backup of the others.
        let report = try StoreBackup.run(of: folder.database, into: folder.path + "/copy.db")
        #expect(report.damaged > 10)
        #expect(try folder.contents().keys.filter { $0.hasPrefix("copy.db.") }.isEmpty)
    }

    @Test("A store of version 3, with its journal in the same file, comes over whole; its file stays as it was")
    func older() throws {
        // What version 3 had: all tables of both files in one, and neither chunks nor rollups.
        let store = try Store(folder.configuration)
        var random = SeededRandom(seed: 4)
        let readings = (0..<3).map { hour in
            cityReadings(300, series: 20, from: start.after(seconds: Int64(hour) * 3_600), using: &random)
        }
        try store.commit(CommitBatch(newSeries: (0..<20).map { descriptor($0, sensor: "s\($0)") }, committedAt: start))
        for batch in readings { try store.commit(CommitBatch(readings: batch, committedAt: start)) }
        try store.save([IncidentEvent(entry: flood().timeline[0], incident: flood())])
        let expected = try everything(store)
        let old = folder.path + "/old.db"
        _ = try StoreBackup.run(of: folder.database, into: old)
        let tool = try DatabaseQueue(path: old)
        try tool.writeWithoutTransaction {
            try $0.execute(
                sql: """
                    DROP TABLE chunk; DROP TABLE rollup_1h; DROP TABLE rollup_1d; DROP TABLE damaged; DROP TABLE text_note;
                    PRAGMA user_version = 3
                    """
            )
        }
        try tool.close()

        let other = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: old, toPath: other.database)
        let upgraded = try Store(other.configuration)
        let kept = try #require(upgraded.olderFile)
        #expect(FileManager.default.contents(atPath: kept) == FileManager.default.contents(atPath: old))
        #expect(try everything(upgraded) == expected)
        #expect(try upgraded.openIncidents() == [flood()])
        while try upgraded.seal(now: start.after(seconds: 20_000)) {}
        #expect(try everything(upgraded) == expected)
        #expect(try upgraded.pragma("user_version") == "\(DatabaseSchema.history.version)")
        try upgraded.close()
        #expect(try Store(other.configuration).olderFile == nil)
    }

    @Test("A history of version 4 or 5 is added to where it lies", arguments: [4, 5])
    func addedTo(version: Int) throws {
        let store = try Store(folder.configuration)
        try store.save([IncidentEvent(entry: flood().timeline[0], incident: flood())])
        try store.close()
        let tool = try DatabaseQueue(path: folder.database)
        try tool.writeWithoutTransaction {
            try $0.execute(sql: "ALTER TABLE finding DROP COLUMN raised_on; PRAGMA user_version = \(version)")
            if version < 5 { try $0.execute(sql: "ALTER TABLE finding DROP COLUMN configuration_hash") }
        }
        try tool.close()
        var old = flood()
        for index in old.findings.indices {
            if version < 5 { old.findings[index].configurationHash = "" }
            old.findings[index].raisedOn = nil
        }
        var reading = folder.configuration
        reading.isReadOnly = true
        let reader = try Store(reading)
        #expect(try reader.openIncidents() == [old])
        try reader.close()

        let upgraded = try Store(folder.configuration)
        #expect(upgraded.olderFile == nil)
        #expect(try upgraded.openIncidents() == [old])
        #expect(try upgraded.pragma("user_version") == "\(DatabaseSchema.history.version)")
        try upgraded.save([IncidentEvent(entry: flood().timeline[0], incident: flood())])
        #expect(try upgraded.openIncidents() == [flood()])
    }
}
