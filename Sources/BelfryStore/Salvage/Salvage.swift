import BelfryModel
import FoundationEssentials
import GRDB

/// A damaged database that was set aside, on its way into the fresh one in its place.
struct Salvage: Sendable {
    /// Where the damaged file is.
    let path: String
    private let source: DatabaseQueue?
    private var tables: [SalvagedTable]
    private var position = SalvagedTable.Position()
    private(set) var rowCount = 0

    /// - Parameter tables: in the order in which they come over.
    init(_ path: String, tables: [SalvagedTable]) {
        self.path = path
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
    /// - Parameter insert: how a row of a table comes into the fresh file; what throws is left out.
    mutating func copySlice(
        into target: DatabaseAccess,
        _ insert: (String, Row, Database) throws -> Void
    ) throws(StoreError) {
        guard let table = tables.first, let source else { return }
        var position = position
        let rows: [Row]
        do {
            rows = try source.read { table.rows(after: &position, limit: StoreLimits.rowsPerSalvage, in: $0) }
        } catch {
            // Its schema cannot be read: there is no way to any table.
            rows = []
            position.isDone = true
        }
        var copied = 0
        if !rows.isEmpty {
            try target.write("salvage into") { db in
                for row in rows {
                    // One row that no longer fits the table must not cost the others.
                    do {
                        try insert(table.name, row, db)
                        copied += 1
                    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {}
                }
            }
        }
        rowCount += copied
        self.position = position
        if position.isDone {
            tables.removeFirst()
            self.position = SalvagedTable.Position()
        }
    }

    /// Inserts a row as it is, into the columns that the fresh table has as well; what is there already stays.
    static func insert(_ row: Row, into table: String, of db: Database) throws {
        let known = try db.columns(in: table).map(\.name).filter { row.hasColumn($0) }
        let computed = Set(["opened_at", "updated_at", "acknowledged_at", "from_at", "to_at", "detected_at", "at"])
        let names = known.filter { !computed.contains($0) }
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))"
        ).execute(arguments: StatementArguments(names.map { row[$0] as DatabaseValue }))
    }
}
