import FoundationEssentials
import GRDB

/// One table of a damaged database, and how its rows come over.
///
/// A walk along the key ends at the first page that cannot be read. Then the next row behind the damage is looked for by leaps
/// that double; from there the walk goes back to the damage, and where that is not the same one leaps look for what lies
/// between; then it goes on. Where the key does not begin with a number it goes on from the other end.
///
/// ```
///   rows   ▓▓▓▓▓▓▓▓▓▓▓▓░░░░▓▓▓▓▓▓▓▓▓▓░░▓▓▓▓▓▓▓▓▓▓▓▓
///          ─────────►  · ·   ·     ·  ◄──x────────►      a number first
///                      ·  ◄──x───►
///          ─────────►                 ◄───────────       any other key
/// ```
struct SalvagedTable {
    let name: String
    /// Columns of the key, in its order.
    let key: [String]
    /// Whether the first column of the key is a whole number, none of them below 0.
    let isNumbered: Bool
    /// Which rows are wanted; empty for all.
    var condition = ""

    fileprivate enum Walk {
        case forward
        /// The next row is looked for behind a number that cannot be read.
        case leaping(from: Int64)
        /// Down to where the damage is; what cannot be read begins at or before a number.
        case backward(failed: Int64)
    }

    /// Where a walk stands.
    struct Position {
        fileprivate var walk = Walk.forward
        /// Rows up to here have come over, or cannot be read.
        fileprivate var last: [DatabaseValue]?
        /// Rows from here on have come over, or come later; nil for none.
        fileprivate var bound: [DatabaseValue]?
        /// Where to go on once everything up to ``bound`` is done, the next last.
        fileprivate var later: [(last: [DatabaseValue], bound: [DatabaseValue]?)] = []
        var isDone = false

        /// Everything up to ``bound`` is done.
        fileprivate mutating func goOn() {
            walk = .forward
            guard let next = later.popLast() else { return isDone = true }
            (last, bound) = next
        }
    }

    /// The next rows, as many as `limit`, by column; an unreadable page is passed over.
    func rows(after position: inout Position, limit: Int, in source: Database) -> [Row] {
        switch position.walk {
        case .forward: forward(&position, limit: limit, in: source)
        case .leaping(let start): leap(&position, from: start, in: source)
        case .backward(let failed): backward(&position, failed: failed, limit: limit, in: source)
        }
    }

    private func forward(_ position: inout Position, limit: Int, in source: Database) -> [Row] {
        let (rows, isSound) = fetch(position.last, position.bound, limit: limit, in: source)
        if let row = rows.last { position.last = values(row) }
        if !isSound {
            let start = position.last.flatMap(number) ?? 0
            position.walk = isNumbered ? .leaping(from: start) : .backward(failed: .max)
        } else if rows.count < limit {
            position.goOn()
        }
        return rows
    }

    /// Looks for a row behind the damage; where there is none up to the bound, what there is lies between.
    private func leap(_ position: inout Position, from start: Int64, in source: Database) -> [Row] {
        var failed = start
        var leap: Int64 = 1
        while leap < Int64.max / 2 {
            let (target, isTooFar) = start.addingReportingOverflow(leap)
            guard !isTooFar else { break }
            let (rows, isSound) = fetch([target.databaseValue], position.bound, limit: 1, in: source)
            if let row = rows.first {
                position.later.append((values(row), position.bound))
                position.bound = values(row)
                position.walk = .backward(failed: failed)
                return rows
            }
            if isSound { break }
            failed = target
            leap *= 2
        }
        // From a bound the walk has come down already.
        if position.bound == nil { position.walk = .backward(failed: failed) } else { position.goOn() }
        return []
    }

    private func backward(_ position: inout Position, failed: Int64, limit: Int, in source: Database) -> [Row] {
        let (rows, isSound) = fetch(position.last, position.bound, isBackward: true, limit: limit, in: source)
        if let row = rows.last { position.bound = values(row) }
        if isSound {
            if rows.count < limit { position.goOn() }
        } else if isNumbered, let bound = position.bound.flatMap(number), failed < bound {
            position.walk = .leaping(from: failed)
        } else {
            position.goOn()
        }
        return rows
    }

    private func number(_ key: [DatabaseValue]) -> Int64? { key.first.flatMap { Int64.fromDatabaseValue($0) } }

    private func values(_ row: Row) -> [DatabaseValue] { key.map { row[$0] as DatabaseValue } }

    /// Rows between two keys, and whether none of them was on a page that cannot be read.
    private func fetch(
        _ last: [DatabaseValue]?,
        _ bound: [DatabaseValue]?,
        isBackward: Bool = false,
        limit: Int,
        in source: Database
    ) -> (rows: [Row], isSound: Bool) {
        var conditions = condition.isEmpty ? [] : [condition]
        if let last { conditions.append(comparison(">", last.count)) }
        if let bound { conditions.append(comparison("<", bound.count)) }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let order = key.map { isBackward ? "\($0) DESC" : $0 }.joined(separator: ", ")
        var rows: [Row] = []
        do {
            let cursor = try Row.fetchCursor(
                source,
                sql: "SELECT * FROM \(name) \(filter) ORDER BY \(order) LIMIT \(limit)",
                arguments: StatementArguments((last ?? []) + (bound ?? []))
            )
            var previous = isBackward ? bound : last
            while let row = try cursor.next() {
                let key = values(row)
                // A damaged tree may lead in a circle.
                if let previous, !isOrdered(previous, key, isBackward: isBackward) { return (rows, false) }
                rows.append(row.copy())
                previous = key
            }
            return (rows, true)
        } catch {
            return (rows, false)
        }
    }

    /// Whether a key comes behind another, as far as both go.
    private func isOrdered(_ first: [DatabaseValue], _ second: [DatabaseValue], isBackward: Bool) -> Bool {
        for (left, right) in zip(first, second) where left != right {
            if let left = Int64.fromDatabaseValue(left), let right = Int64.fromDatabaseValue(right) {
                return isBackward ? right < left : left < right
            }
            guard let left = String.fromDatabaseValue(left), let right = String.fromDatabaseValue(right) else {
                return false
            }
            let isRising = left.utf8.lexicographicallyPrecedes(right.utf8)
            return isBackward ? !isRising : isRising
        }
        return first.count < key.count
    }

    /// The first so many columns of the key against as many values.
    private func comparison(_ sign: String, _ count: Int) -> String {
        let marks = Array(repeating: "?", count: count).joined(separator: ", ")
        return "(\(key.prefix(count).joined(separator: ", "))) \(sign) (\(marks))"
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
        SalvagedTable(name: "rollup_1d", key: ["t", "series"], isNumbered: true),
        SalvagedTable(name: "rollup_1h", key: ["t", "series"], isNumbered: true),
        SalvagedTable(name: "chunk", key: ["id"], isNumbered: true),
    ]

    static let journal: [SalvagedTable] = [
        series,
        // Which sessions brokers have kept; a fresh file's own words stay.
        SalvagedTable(name: "note", key: ["name"], isNumbered: false, condition: "name LIKE '\(Store.sessionPrefix)%'"),
        SalvagedTable(name: "journal", key: ["id"], isNumbered: true),
        SalvagedTable(name: "delivery", key: ["slot"], isNumbered: true),
        SalvagedTable(name: "quarantine", key: ["slot"], isNumbered: true),
    ]

    /// A journal out of a backup is as sound as it was; out of a damaged one nobody could say what of an image is missing.
    static let backup = journal + [SalvagedTable(name: "engine_image", key: ["id"], isNumbered: true)]

    private static let series = SalvagedTable(name: "series", key: ["id"], isNumbered: true)
}
