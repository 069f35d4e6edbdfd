import BelfryModel
import FoundationEssentials
import GRDB

/// A damaged database that was set aside, on its way into the fresh one in its place.
struct Salvage: Sendable {
    private let source: DatabaseQueue?
    private var tables: [SalvagedTable]
    private var position = SalvagedTable.Position()

    /// - Parameter tables: in the order in which they come over.
    init(_ path: String, tables: [SalvagedTable]) {
        self.tables = tables
        var configuration = Configuration()
        configuration.label = "belfry.salvage"
        // Nothing of it is changed but that SQLite may put its log in order.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON; PRAGMA cell_size_check = ON") }
        // What is not there, or no database at all any more, has nothing to give.
        let isThere = (DatabaseFile.size(of: path) ?? 0) > 0
        source = isThere ? try? DatabaseQueue(path: path, configuration: configuration) : nil
        if source == nil { self.tables = [] }
    }

    var isDone: Bool { tables.isEmpty }

    /// Copies some rows; call until ``isDone``.
    ///
    /// - Parameters:
    ///   - isCopied: told of each row that came over.
    ///   - finish: the last words of the transaction.
    mutating func copySlice(
        into target: DatabaseAccess,
        isCopied: (String, Row, Database) throws -> Void = { _, _, _ in },
        finish: (Database) throws -> Void = { _ in }
    ) throws(StoreError) {
        guard let table = tables.first, let source else { return }
        var position = position
        // Without a transaction, whose end would fail with what was read in it.
        let rows = source.inDatabase { table.rows(after: &position, limit: StoreLimits.rowsPerSalvage, in: $0) }
        if !rows.isEmpty {
            try target.write("salvage into") { db in
                for row in rows where try Self.insert(row, into: table.name, of: db) {
                    try isCopied(table.name, row, db)
                }
                try finish(db)
            }
        }
        self.position = position
        if position.isDone {
            tables.removeFirst()
            self.position = SalvagedTable.Position()
        }
    }

    /// Inserts a row as it is, into the columns that the fresh table has as well; what is there already stays.
    ///
    /// - Returns: whether it was inserted: a row that does not fit the table must not cost the others.
    private static func insert(_ row: Row, into table: String, of db: Database) throws -> Bool {
        let known = try db.columns(in: table).map(\.name).filter { row.hasColumn($0) }
        let computed = Set(["opened_at", "updated_at", "acknowledged_at", "from_at", "to_at", "detected_at", "at"])
        let names = known.filter { !computed.contains($0) }
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        do {
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))"
            ).execute(arguments: StatementArguments(names.map { row[$0] as DatabaseValue }))
            return db.changesCount > 0
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            return false
        }
    }
}
