public import BelfryIncidents
public import BelfryModel
import GRDB

extension Store {
    /// Every incident that is not closed, the oldest first: what the incident machine starts from.
    public func openIncidents() throws(StoreError) -> [Incident] {
        try history.read("read incidents from") { db in
            try Incident.fetch("SELECT * FROM incident WHERE state <> 'closed' ORDER BY opened_at_ns, id", from: db)
        }
    }

    /// The incidents that a query asks for, the youngest first.
    public func incidents(matching query: IncidentQuery) throws(StoreError) -> [Incident] {
        try history.read("read incidents from") { db in
            let condition = query.condition
            return try Incident.fetch(
                """
                SELECT * FROM incident WHERE \(condition.sql)
                ORDER BY opened_at_ns DESC, id DESC LIMIT ?
                """,
                condition.arguments + [max(0, min(query.limit, StoreLimits.incidentsPerQuery))],
                from: db
            )
        }
    }

    /// One incident, or nil where there is none of that name.
    public func incident(_ id: String) throws(StoreError) -> Incident? {
        try history.read("read incidents from") { db in
            try Incident.fetch("SELECT * FROM incident WHERE id = ?", [id], from: db).first
        }
    }

    /// The identifiers of all findings detected at `since` or later: what must not be raised again after a restart.
    public func findingIdentifiers(since: Timestamp) throws(StoreError) -> Set<String> {
        try history.read("read findings from") { db in
            try String.fetchSet(
                db,
                sql: "SELECT id FROM finding WHERE detected_at_ns >= ?",
                arguments: [since.nanoseconds]
            )
        }
    }
}

extension Incident {
    fileprivate static func fetch(
        _ sql: String,
        _ arguments: StatementArguments = [],
        from db: Database
    ) throws -> [Incident] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            let id: String = row["id"]
            return Incident(
                row,
                findings: try Finding.fetch(ofIncident: id, from: db),
                timeline: try NumberedEntry.fetch(ofIncident: id, from: db).map(\.entry)
            )
        }
    }

    private init(_ row: Row, findings: [Finding], timeline: [TimelineEntry]) {
        self.init(
            id: row["id"],
            state: IncidentState(rawValue: row["state"]) ?? .activeUnacknowledged,
            annunciation: Annunciation(rawValue: row["annunciation"]) ?? .annunciated,
            severity: Severity(name: row["severity"] as String) ?? .critical,
            kind: FindingKind(rawValue: row["kind"]) ?? .anomaly,
            title: row["title"],
            domain: Domain(name: row["domain"] as String) ?? .other,
            agency: row["agency"],
            zone: row["zone"],
            place: Place(row),
            location: Location(row),
            openedAt: Timestamp(nanoseconds: row["opened_at_ns"]),
            updatedAt: Timestamp(nanoseconds: row["updated_at_ns"]),
            acknowledgement: Acknowledgement(row),
            findings: findings,
            timeline: timeline,
            rule: row["rule"],
            ruleVersion: row["rule_version"]
        )
    }
}

extension Acknowledgement {
    fileprivate init?(_ row: Row) {
        guard let at = row["acknowledged_at_ns"] as Int64? else { return nil }
        self.init(
            by: row["acknowledged_by"] ?? "",
            at: Timestamp(nanoseconds: at),
            reason: row["acknowledged_reason"] ?? ""
        )
    }
}

extension Finding {
    /// An incident's findings in their order.
    static func fetch(ofIncident incident: String, from db: Database) throws -> [Finding] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM finding WHERE incident = ? ORDER BY position")
        return try Row.fetchAll(statement, arguments: [incident]).map(Finding.init)
    }

    private init(_ row: Row) throws {
        var series = SeriesDescriptor(row)
        series.id = SeriesID(row["series"])
        self.init(
            phase: row["phase"] == Phase.raised.name ? .raised : .cleared,
            kind: FindingKind(rawValue: row["kind"]) ?? .anomaly,
            severity: Severity(name: row["severity"] as String) ?? .critical,
            rule: row["rule"],
            ruleVersion: row["rule_version"],
            series: series,
            from: Timestamp(nanoseconds: row["from_ns"]),
            to: (row["to_ns"] as Int64?).map(Timestamp.init(nanoseconds:)),
            detectedAt: Timestamp(nanoseconds: row["detected_at_ns"]),
            // SQLite keeps NaN as NULL.
            value: row["value"] ?? .nan,
            threshold: row["threshold"],
            text: row["text"],
            runbook: row["runbook"],
            evidence: EvidenceText.decode(row["evidence"]),
            // A file that is only read may be of a version from before it.
            configurationHash: (row["configuration_hash"] as String?) ?? ""
        )
        id = row["id"]
        raisedOn = (row["raised_on"] as String?).flatMap(GroundsText.decode)
    }
}

/// A timeline entry with its number in the table, which counts up within an incident.
struct NumberedEntry {
    var number: Int64
    var entry: TimelineEntry

    /// An incident's timeline, oldest entry first.
    static func fetch(ofIncident incident: String, from db: Database) throws -> [NumberedEntry] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM timeline WHERE incident = ? ORDER BY number")
        return try Row.fetchAll(statement, arguments: [incident]).map { row in
            NumberedEntry(
                number: row["number"],
                entry: TimelineEntry(
                    at: Timestamp(nanoseconds: row["at_ns"]),
                    what: TimelineEntry.What(rawValue: row["what"]) ?? .commented,
                    by: row["by"],
                    text: row["text"]
                )
            )
        }
    }
}
