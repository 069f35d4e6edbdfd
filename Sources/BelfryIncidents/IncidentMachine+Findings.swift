import BelfryModel

extension IncidentMachine {
    /// Takes in one finding, whatever it says of others.
    mutating func take(_ finding: Finding, now: Timestamp) -> [IncidentEvent] {
        switch finding.phase {
        case .raised:
            guard known.insert(finding.id) else { return [] }
            hints.observe(finding)
            guard finding.kind == .flood else { return raise(finding, at: now) }
            let witnesses = Witnesses(of: finding, among: held.values.lazy.map(\.incident))
            return raise(witnesses.testify(to: finding), at: now)
        case .cleared:
            guard let id = incidentOfFinding[finding.id], let item = held[id] else { return [] }
            return clear(finding, in: item, at: now)
        }
    }

    private mutating func raise(_ finding: Finding, at now: Timestamp) -> [IncidentEvent] {
        let group = IncidentGroup(finding)
        guard let id = joinable(group) ?? touching(finding), var item = held[id] else {
            return open(finding, of: group, at: now)
        }
        // Before its events are made, which show it.
        let annunciation = item.incident.annunciation
        let isHint = hints.areUnsupported(item.incident.findings + [finding])
        if annunciation == .suppressed, !outages.covers(finding), !isHint, !finding.isBelated {
            item.incident.annunciation = .annunciated
        }
        let wasActive = item.incident.state.isActive
        if annunciation == .annunciated, !wasActive, outages.covers(finding) {
            item.incident.annunciation = .suppressed
        }
        let events = item.join(finding, at: now)
        held[id] = item
        joining[group] = id
        incidentOfFinding[finding.id] = id
        return events
    }

    /// The open incident that findings of a group join.
    ///
    /// One on a road has gathered groups of other places; what happens there once that is over is another matter.
    private func joinable(_ group: IncidentGroup) -> String? {
        guard let id = joining[group], let incident = held[id]?.incident else { return nil }
        let isThere =
            IncidentGroup(incident) == group
            || incident.findings.contains { $0.phase == .raised && IncidentGroup($0) == group }
        return isThere ? id : nil
    }

    private mutating func open(_ finding: Finding, of group: IncidentGroup, at now: Timestamp) -> [IncidentEvent] {
        var openedAt = finding.detectedAt
        var id = group.incidentIdentifier(openedAt: openedAt)
        // Two of one group at the same instant: an operator closed the first in between.
        while incident(id) != nil {
            openedAt = openedAt.advanced(byNanoseconds: 1)
            id = group.incidentIdentifier(openedAt: openedAt)
        }
        var incident = Incident(id: id, openedBy: finding, at: openedAt)
        if finding.isBelated || hints.areUnsupported(incident.findings) { incident.annunciation = .suppressed }
        if !finding.isBelated { incident.annunciation = annunciation(of: incident) }
        let event = incident.record(.opened, at: now, text: finding.text)
        held[id] = Held(incident: incident)
        joining[group] = id
        incidentOfFinding[finding.id] = id
        return [event] + keepWithinLimit(at: now)
    }

    private mutating func clear(_ finding: Finding, in item: Held, at now: Timestamp) -> [IncidentEvent] {
        var item = item
        incidentOfFinding[finding.id] = nil
        var events = [item.settle(finding, at: now)]
        if !item.isHolding {
            let isAcknowledged = item.incident.state == .activeAcknowledged
            item.incident.state = .clearedUnacknowledged
            events.append(item.incident.record(.cleared, at: now, text: "all findings cleared"))
            if isAcknowledged {
                return events + [close(item, at: now, because: "cleared and acknowledged")]
            }
            // Nobody was told of it, so nobody has to acknowledge it.
            if item.incident.annunciation == .suppressed {
                return events + [close(item, at: now, because: reason(ofQuiet: item.incident))]
            }
        }
        held[item.incident.id] = item
        return events
    }

    /// Why nobody was told of an incident.
    private func reason(ofQuiet incident: Incident) -> String {
        if incident.findings.allSatisfy(\.isBelated) { return "over before anybody could hear of it" }
        return HintWatch.areHints(incident.findings)
            ? "a hint that nothing bore out" : "over, as part of an outage that was told"
    }

    /// Closes the incident that is missed least where there is one too many.
    private mutating func keepWithinLimit(at now: Timestamp) -> [IncidentEvent] {
        guard held.count > IncidentLimits.openIncidents else { return [] }
        let least = held.values.min { left, right in
            let (left, right) = (left.incident, right.incident)
            if left.state.isActive != right.state.isActive { return !left.state.isActive }
            if left.severity != right.severity { return left.severity < right.severity }
            return Self.isOlder(left, right)
        }
        return least.map { [close($0, at: now, because: "too many open incidents")] } ?? []
    }
}

extension IncidentMachine.Held {
    /// Whether any finding is still active.
    var isHolding: Bool {
        incident.findings.contains { $0.phase == .raised }
    }

    /// A further finding of the same group.
    mutating func join(_ finding: Finding, at now: Timestamp) -> [IncidentEvent] {
        let isListed = list(finding)
        if incident.state == .clearedUnacknowledged { incident.state = .activeUnacknowledged }
        guard finding.severity > incident.severity, !finding.isBelated else {
            let text = isListed ? finding.text : "\(finding.text) (not listed: too many findings)"
            return [incident.record(.findingRaised, at: now, text: text)]
        }
        let raised = incident.record(.findingRaised, at: now, text: finding.text)
        return [raised, escalate(to: finding, at: now)]
    }

    /// The incident takes on a worse finding's severity, kind and title; whoever acknowledged it has to look again.
    private mutating func escalate(to finding: Finding, at now: Timestamp) -> IncidentEvent {
        var text = "\(incident.severity.name) to \(finding.severity.name)"
        if let acknowledgement = incident.acknowledgement {
            text += "; the acknowledgement by \(acknowledgement.by) was for less and no longer counts"
            incident.acknowledgement = nil
            incident.state = .activeUnacknowledged
        }
        incident.takeOver(finding)
        return incident.record(.escalated, at: now, text: text)
    }

    /// Puts a finding on the list; false where there is no room.
    private mutating func list(_ finding: Finding) -> Bool {
        if incident.findings.count >= IncidentLimits.findingsPerIncident {
            guard let cleared = incident.findings.firstIndex(where: { $0.phase == .cleared }) else {
                unlisted.append(finding)
                return false
            }
            incident.findings.remove(at: cleared)
        }
        incident.findings.append(finding)
        return true
    }

    /// A finding of this incident has cleared; one that had no room takes its place on the list.
    mutating func settle(_ finding: Finding, at now: Timestamp) -> IncidentEvent {
        guard let index = incident.findings.firstIndex(where: { $0.id == finding.id }) else {
            unlisted.removeAll { $0.id == finding.id }
            return incident.record(.findingCleared, at: now, text: finding.text)
        }
        incident.findings[index] = finding.cleared(after: incident.findings[index])
        let event = incident.record(.findingCleared, at: now, text: finding.text)
        if !unlisted.isEmpty {
            incident.findings.remove(at: index)
            incident.findings.append(unlisted.removeFirst())
        }
        return event
    }
}

extension Incident {
    fileprivate init(id: String, openedBy finding: Finding, at openedAt: Timestamp) {
        self.init(
            id: id,
            state: .activeUnacknowledged,
            severity: finding.severity,
            kind: finding.kind,
            title: IncidentTitle.text(of: finding),
            domain: finding.series.domain,
            agency: finding.series.key.agency,
            zone: finding.series.zone,
            place: finding.series.place,
            location: finding.series.location,
            openedAt: openedAt,
            updatedAt: openedAt,
            findings: [finding],
            timeline: [],
            rule: finding.rule,
            ruleVersion: finding.ruleVersion
        )
    }

    fileprivate mutating func takeOver(_ finding: Finding) {
        severity = finding.severity
        kind = finding.kind
        place = finding.series.place
        location = finding.series.location ?? location
        title = IncidentTitle.text(of: finding)
        rule = finding.rule
        ruleVersion = finding.ruleVersion
    }
}
