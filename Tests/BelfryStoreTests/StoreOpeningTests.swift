import BelfryModel
import Foundation
import GRDB
import Glibc
import Testing

@testable import BelfryStore

/// What Belfry refuses to open, what it says then, and that it leaves the file alone.
@Suite struct StoreOpeningTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A new database says whose it is from its first page on, and its group may read it")
    func fresh() throws {
        let store = try Store(folder.configuration)
        #expect(try store.pragma("application_id") == "\(DatabaseSchema.history.applicationID)")
        #expect(try store.pragma("user_version") == "\(DatabaseSchema.history.version)")
        let header = DatabaseHeader(Array(try #require(try folder.contents()["belfry.db"])))
        #expect(header?.applicationID == DatabaseSchema.history.applicationID)
        #expect(header?.schemaVersion == DatabaseSchema.history.version)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.database)[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }

    @Test("Another program's database is refused and left untouched", arguments: [0, 252_006_674])
    func notOurs(applicationID: Int) throws {
        let foreign = try DatabaseQueue(path: folder.database)
        try foreign.write { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID); CREATE TABLE photo (id INTEGER)")
        }
        try foreign.close()
        try expectRefusal(.notOurs, "another program")
    }

    @Test("A database of a newer Belfry is refused and left untouched")
    func newer() throws {
        try Store(folder.configuration).close()
        let tool = try DatabaseQueue(path: folder.database)
        try tool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 999") }
        try tool.close()
        try expectRefusal(.newer, "version 999")
    }

    @Test("A newer version that only the log tells of is seen as well")
    func newerInLog() throws {
        let store = try Store(folder.configuration)
        try store.history.writeWithoutTransaction("test") { try $0.execute(sql: "PRAGMA user_version = 999") }
        let error = #expect(throws: StoreError.self) { try store.reopen() }
        #expect(error?.kind == .newer)
    }

    @Test("A file that is no database is refused and left untouched")
    func text() throws {
        try Data(String(repeating: "not a database ", count: 600).utf8).write(to: URL(filePath: folder.database))
        try expectRefusal(.corrupt, "not that of an SQLite database")
    }

    @Test("A log whose database is gone is refused: SQLite would delete it")
    func orphanedLog() throws {
        try Data(repeating: 7, count: 5_000).write(to: URL(filePath: folder.database + "-wal"))
        try expectRefusal(.corrupt, "write-ahead log")
        try Data().write(to: URL(filePath: folder.database))
        try expectRefusal(.corrupt, "write-ahead log")
    }

    @Test("A directory that does not exist is named with the remedy")
    func missingDirectory() throws {
        let path = folder.path + "/missing/belfry.db"
        let error = #expect(throws: StoreError.self) { try Store(StoreConfiguration(path: path)) }
        #expect(error?.kind == .missing)
        #expect(error?.description.contains(folder.path + "/missing does not exist; create the directory") == true)
    }

    @Test("A directory in the file's place is refused")
    func directory() throws {
        let error = #expect(throws: StoreError.self) { try Store(StoreConfiguration(path: folder.path)) }
        #expect(error?.kind == .notOurs)
    }

    @Test("A file that this user may not write is refused")
    func permission() throws {
        try Store(folder.configuration).close()
        chmod(folder.database, 0o400)
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        if geteuid() == 0 {
            // Root may do anything: what the error looks like is all there is to see.
            let error = DatabaseFile(path: folder.database, schema: .history).systemError(EACCES)
            #expect(error.kind == .permission)
            #expect(error.description.contains("chown"))
        } else {
            try expectRefusal(.permission, "denied")
        }
    }

    @Test("A second daemon on the same database is refused; the first goes on")
    func secondDaemon() throws {
        let store = try Store(folder.configuration)
        let error = #expect(throws: StoreError.self) { try Store(folder.configuration) }
        #expect(error?.kind == .inUse)
        try store.commit(batch([reading(1, event: start)]))
        try store.close()
        let next = try Store(folder.configuration)
        #expect(next.lastBatch == 1)
    }

    @Test("After a fault no new database is made in the place of the lost one, and no other one is taken for it")
    func disappeared() throws {
        let store = try Store(folder.configuration)
        try store.commit(batch([reading(1, event: start)]))
        let aside = try TemporaryFolder()
        try store.close()
        let lost = try Store(folder.configuration)
        for name in try folder.contents().keys {
            try FileManager.default.moveItem(atPath: folder.path + "/" + name, toPath: aside.path + "/" + name)
        }
        let missing = #expect(throws: StoreError.self) { try lost.reopen() }
        #expect(missing?.kind == .missing)
        #expect(try folder.contents().isEmpty)
        try Store(folder.configuration).close()
        let other = #expect(throws: StoreError.self) { try lost.reopen() }
        #expect(other?.kind == .notOurs)
        #expect(other?.description.contains("another database") == true)
        for name in try aside.contents().keys {
            try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
            try FileManager.default.moveItem(atPath: aside.path + "/" + name, toPath: folder.path + "/" + name)
        }
        try lost.reopen()
        #expect(lost.lastBatch == 1)
    }

    @Test("A reader of what is not there creates nothing")
    func readOnlyMissing() throws {
        var configuration = folder.configuration
        configuration.isReadOnly = true
        let error = #expect(throws: StoreError.self) { try Store(configuration) }
        #expect(error?.kind == .missing)
        #expect(try folder.contents().isEmpty)
    }

    private func expectRefusal(
        _ kind: StoreError.Kind,
        _ reason: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try folder.contents()
        let error = #expect(throws: StoreError.self, sourceLocation: sourceLocation) {
            try Store(folder.configuration)
        }
        #expect(error?.kind == kind, sourceLocation: sourceLocation)
        let text = error?.description ?? ""
        #expect(text.contains(folder.database), "\(text)", sourceLocation: sourceLocation)
        #expect(text.contains(reason), "\(text)", sourceLocation: sourceLocation)
        #expect(try folder.contents() == before, "touched", sourceLocation: sourceLocation)
    }
}
