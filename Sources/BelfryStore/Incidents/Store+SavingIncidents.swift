public import BelfryIncidents
import BelfryModel
import GRDB

extension Store {
    /// Stores incidents as they stand after these events, with their findings and timelines; one transaction.
    ///
    /// An event carries the whole incident, so of several events of one incident the last counts, and saving the same
    /// twice changes nothing. Only what differs from what is stored is written.
    public func save(_ events: [IncidentEvent]) throws(StoreError) {
        var latest: [String: Incident] = [:]
        var order: [String] = []
        for event in events where latest.updateValue(event.incident, forKey: event.incident.id) == nil {
            order.append(event.incident.id)
        }
        guard !order.isEmpty else { return }
        try history.write("save incidents to") { db in
            for case let incident? in order.map({ latest[$0] }) { try incident.save(in: db) }
        }
    }
}

extension Incident {
    fileprivate func save(in db: Database) throws {
        try saveRow(in: db)
        try saveFindings(in: db)
        try saveTimeline(in: db)
    }

    private func saveRow(in db: Database) throws {
        // Replacing the row would delete its findings by the foreign key, so it is updated in place.
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO incident (id, state, annunciation, severity, severity_rank, kind, title, domain, agency,
                zone, place_kind, place, longitude, latitude, opened_at_ns, updated_at_ns, acknowledged_by,
                acknowledged_at_ns, acknowledged_reason, rule, rule_version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, annunciation = excluded.annunciation,
                severity = excluded.severity, severity_rank = excluded.severity_rank, kind = excluded.kind,
                title = excluded.title, domain = excluded.domain, agency = excluded.agency, zone = excluded.zone,
                place_kind = excluded.place_kind, place = excluded.place, longitude = excluded.longitude,
                latitude = excluded.latitude, opened_at_ns = excluded.opened_at_ns,
                updated_at_ns = excluded.updated_at_ns, acknowledged_by = excluded.acknowledged_by,
                acknowledged_at_ns = excluded.acknowledged_at_ns,
                acknowledged_reason = excluded.acknowledged_reason, rule = excluded.rule,
                rule_version = excluded.rule_version
                """
        )
        try statement.execute(
            arguments: [
                id, state.rawValue, annunciation.rawValue, severity.name, Int(severity.rawValue), kind.rawValue, title,
                domain.name, agency, zone, place.kind.text, place.name, location?.longitude, location?.latitude,
                openedAt.nanoseconds, updatedAt.nanoseconds, acknowledgement?.by, acknowledgement?.at.nanoseconds,
                acknowledgement?.reason, rule, ruleVersion,
            ]
        )
    }

    private func saveFindings(in db: Database) throws {
        let stored = try Finding.fetch(ofIncident: id, from: db)
        for finding in stored where !findings.contains(where: { $0.id == finding.id }) {
            try db.cachedStatement(sql: "DELETE FROM finding WHERE incident = ? AND id = ?")
                .execute(arguments: [id, finding.id])
        }
        for (position, finding) in findings.enumerated() {
            guard position >= stored.count || stored[position] != finding else { continue }
            try finding.save(incident: id, position: position, in: db)
        }
    }

    private func saveTimeline(in db: Database) throws {
        let stored = try NumberedEntry.fetch(ofIncident: id, from: db)
        let difference = ListDifference(from: stored.map(\.entry), to: timeline)
        for position in difference.removed {
            try db.cachedStatement(sql: "DELETE FROM timeline WHERE incident = ? AND number = ?")
                .execute(arguments: [id, stored[position].number])
        }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO timeline (incident, number, at_ns, what, by, text) VALUES (?, ?, ?, ?, ?, ?)"
        )
        var number = stored.last?.number ?? 0
        for entry in difference.appended {
            number += 1
            try statement.execute(
                arguments: [id, number, entry.at.nanoseconds, entry.what.rawValue, entry.by, entry.text]
            )
        }
    }
}

extension Finding {
    fileprivate func save(incident: String, position: Int, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO finding (incident, id, position, phase, kind, severity, rule, rule_version,
                series, from_ns, to_ns, detected_at_ns, value, threshold, text, runbook, evidence,
                configuration_hash, raised_on, \(SeriesDescriptor.columns))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        var arguments: StatementArguments = [
            incident, id, position, phase.name, kind.rawValue, severity.name, rule, ruleVersion, series.id.index,
            from.nanoseconds, to?.nanoseconds, detectedAt.nanoseconds, value, threshold, text, runbook,
            try EvidenceText.encode(evidence), configurationHash, try raisedOn.map(GroundsText.encode),
        ]
        arguments += series.arguments
        try statement.execute(arguments: arguments)
    }
}
