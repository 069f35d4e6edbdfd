import FoundationEssentials
import GRDB

/// One table of a damaged database, and how its rows come over.
///
/// A walk along the key ends at the first page that cannot be read. Then it goes on behind the damage: for a number by leaps that
/// double, for any key from the other end.
///
/// ```
///   rows   ▓▓▓▓▓▓▓▓▓▓▓▓░░░░▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░▓▓▓▓▓▓
///          ─────────►  ··►───────────────► ·►─────►      number
///          ─────────►                        ◄──────     any other key
/// ```
struct SalvagedTable {
    let name: String
    /// Columns of the key, in its order.
    let key: [String]
    /// Whether the key is one whole number.
    let isNumbered: Bool

    /// Where a walk stands.
    struct Position {
        fileprivate var last: [DatabaseValue]?
        fileprivate var leap: Int64 = 1
        fileprivate var isBackward = false
        fileprivate var backwardFrom: [DatabaseValue]?
        var isDone = false
    }

    /// The next rows, as many as `limit`, by column; an unreadable page is passed over.
    func rows(after position: inout Position, limit: Int, in source: Database) -> [Row] {
        var rows: [Row] = []
        do {
            let cursor = try Row.fetchCursor(source, sql: sql(position, limit: limit), arguments: arguments(position))
            while let row = try cursor.next() {
                rows.append(row.copy())
                move(&position, to: row)
            }
            if rows.count < limit { position.isDone = true }
        } catch {
            passOver(&position)
        }
        return rows
    }

    private func move(_ position: inout Position, to row: Row) {
        let values = key.map { row[$0] as DatabaseValue }
        if position.isBackward { position.backwardFrom = values } else { position.last = values }
        position.leap = 1
    }

    /// Goes on behind a page that cannot be read, or gives up.
    private func passOver(_ position: inout Position) {
        if isNumbered, !position.isBackward {
            let last = position.last?.first.flatMap { Int64.fromDatabaseValue($0) } ?? 0
            let (next, isTooFar) = last.addingReportingOverflow(position.leap)
            position.last = [next.databaseValue]
            position.leap = position.leap << 1
            if isTooFar || position.leap > 1 << 50 { position.isDone = true }
        } else if !position.isBackward {
            position.isBackward = true
        } else {
            position.isDone = true
        }
    }

    private func sql(_ position: Position, limit: Int) -> String {
        let tuple = "(\(key.joined(separator: ", ")))"
        let marks = "(\(key.map { _ in "?" }.joined(separator: ", ")))"
        var conditions: [String] = []
        if position.last != nil { conditions.append("\(tuple) > \(marks)") }
        if position.backwardFrom != nil { conditions.append("\(tuple) < \(marks)") }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let order = key.map { position.isBackward ? "\($0) DESC" : $0 }.joined(separator: ", ")
        return "SELECT * FROM \(name) \(condition) ORDER BY \(order) LIMIT \(limit)"
    }

    private func arguments(_ position: Position) -> StatementArguments {
        StatementArguments((position.last ?? []) + (position.backwardFrom ?? []))
    }
}

extension SalvagedTable {
    /// What people and the next start ask for first.
    static let small: [SalvagedTable] = [
        SalvagedTable(name: "incident", key: ["id"], isNumbered: false),
        SalvagedTable(name: "finding", key: ["incident", "id"], isNumbered: false),
        SalvagedTable(name: "timeline", key: ["incident", "number"], isNumbered: false),
        SalvagedTable(name: "sensor", key: ["agency", "sensor"], isNumbered: false),
        series,
        SalvagedTable(name: "damaged", key: ["what", "id"], isNumbered: false),
    ]

    static let large: [SalvagedTable] = [
        SalvagedTable(name: "rollup_1d", key: ["t", "series"], isNumbered: false),
        SalvagedTable(name: "rollup_1h", key: ["t", "series"], isNumbered: false),
        SalvagedTable(name: "chunk", key: ["id"], isNumbered: true),
    ]

    static let journal: [SalvagedTable] = [
        series,
        // Which sessions brokers have kept; a fresh file's own words stay.
        SalvagedTable(name: "note", key: ["name"], isNumbered: false),
        SalvagedTable(name: "journal", key: ["id"], isNumbered: true),
        SalvagedTable(name: "delivery", key: ["slot"], isNumbered: true),
        SalvagedTable(name: "quarantine", key: ["slot"], isNumbered: true),
    ]

    private static let series = SalvagedTable(name: "series", key: ["id"], isNumbered: true)
}
