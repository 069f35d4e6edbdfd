import BelfryModel
import Foundation
import GRDB
import Testing

@testable import BelfryStore

/// Of a table with an unreadable page, wherever that is, all rows come over but those on it.
@Suite struct SalvagedTableTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Writes a table and tells its leaves, each with how many rows it holds.
    private func fill(
        _ name: String,
        _ schema: String,
        _ insert: (Database) throws -> Void
    ) throws -> [(page: Int, rows: Int)] {
        try? FileManager.default.removeItem(atPath: folder.path + "/whole.db")
        let queue = try DatabaseQueue(path: folder.path + "/whole.db")
        defer { try? queue.close() }
        try queue.write { db in
            try db.execute(sql: schema)
            try insert(db)
        }
        return try queue.read { db in
            let sql = "SELECT pageno, ncell FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path"
            return try Row.fetchAll(db, sql: sql, arguments: [name]).map { (page: $0[0], rows: $0[1]) }
        }
    }

    /// How many rows come over where some pages are no pages any more.
    private func salvaged(_ table: SalvagedTable, without pages: [Int]) throws -> Int {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/whole.db")))
        for page in pages { for offset in 0..<16 { bytes[(page - 1) * 4_096 + offset] = 0xff } }
        let path = folder.path + "/damaged.db"
        try Data(bytes).write(to: URL(filePath: path))
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return queue.inDatabase { db in
            var position = SalvagedTable.Position()
            var keys: Set<[DatabaseValue]> = []
            var count = 0
            for _ in 0..<100_000 where !position.isDone {
                for row in table.rows(after: &position, limit: 100, in: db) {
                    keys.insert(table.key.map { row[$0] })
                    count += 1
                }
            }
            #expect(position.isDone)
            #expect(keys.count == count, "each comes once")
            return count
        }
    }

    private func expectAllButTheDamaged(_ table: SalvagedTable, _ leaves: [(page: Int, rows: Int)]) throws {
        // Rows of a table without row numbers are in inner pages, too.
        let all = try salvaged(table, without: [])
        #expect(all >= leaves.map(\.rows).reduce(0, +))
        for leaf in leaves { #expect(try salvaged(table, without: [leaf.page]) == all - leaf.rows) }
        // Two at once: of what lies between two that are near to each other the leaps may miss some, inner pages included.
        for first in leaves.indices.dropLast(5) {
            let both = [leaves[first], leaves[first + 5]]
            let found = try salvaged(table, without: both.map(\.page))
            let between = leaves[first + 1..<first + 5].map(\.rows).reduce(0, +)
            let best = all - both.map(\.rows).reduce(0, +)
            #expect(best - between - 8...best ~= found)
        }
    }

    @Test("Hours of series, numbered as chunks are")
    func chunks() throws {
        let hour = start.hour
        let table = try #require(SalvagedTable.large.first { $0.name == "chunk" })
        let leaves = try fill("chunk", "CREATE TABLE chunk (id INTEGER PRIMARY KEY, data BLOB NOT NULL)") { db in
            for hour in hour..<hour + 4 {
                for series in 0..<130 as Range<Int32> {
                    let id = ChunkKey(hour: hour, series: SeriesID(series)).id
                    try db.execute(sql: "INSERT INTO chunk VALUES (?, ?)", arguments: [id, Data(count: 400)])
                }
            }
        }
        #expect(leaves.count > 40)
        try expectAllButTheDamaged(table, leaves)
    }

    @Test("Rows of a journal whose first ones have gone")
    func journal() throws {
        let table = try #require(SalvagedTable.journal.first { $0.name == "journal" })
        let leaves = try fill("journal", "CREATE TABLE journal (id INTEGER PRIMARY KEY, data BLOB NOT NULL)") { db in
            for id in 50_000..<50_400 {
                try db.execute(sql: "INSERT INTO journal VALUES (?, ?)", arguments: [id, Data(count: 300)])
            }
        }
        try expectAllButTheDamaged(table, leaves)
    }

    @Test("Sums of hours, by time and series")
    func rollups() throws {
        let table = try #require(SalvagedTable.large.first { $0.name == "rollup_1h" })
        let schema = """
            CREATE TABLE rollup_1h (t INTEGER, series INTEGER, pad BLOB, PRIMARY KEY (t, series)) WITHOUT ROWID
            """
        let leaves = try fill("rollup_1h", schema) { db in
            for hour in 0..<5 {
                for series in 0..<120 {
                    try db.execute(
                        sql: "INSERT INTO rollup_1h VALUES (?, ?, ?)",
                        arguments: [1_795_392_000_000 + hour * 3_600_000, series, Data(count: 200)]
                    )
                }
            }
        }
        try expectAllButTheDamaged(table, leaves)
    }
}
