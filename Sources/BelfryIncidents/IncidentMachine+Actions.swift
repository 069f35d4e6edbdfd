public import BelfryModel

// What operators do. Everything is refused before anything changes.

extension IncidentMachine {
    /// Somebody has seen it and looks after it; a cleared incident is closed by that.
    ///
    /// - Parameter reason: may be empty.
    public mutating func acknowledge(
        _ id: String,
        by actor: String,
        reason: String,
        now: Timestamp
    ) throws(IncidentFault) -> [IncidentEvent] {
        var item = try actionable(id, by: actor, text: reason)
        if item.incident.state == .activeAcknowledged, let acknowledgement = item.incident.acknowledgement {
            throw .alreadyAcknowledged(id: id, by: acknowledgement.by)
        }
        let isActive = item.incident.state.isActive
        item.incident.acknowledgement = Acknowledgement(by: actor, at: now, reason: reason)
        if isActive { item.incident.state = .activeAcknowledged }
        let acknowledged = item.incident.record(.acknowledged, at: now, by: actor, text: reason)
        guard isActive else {
            return [acknowledged, close(item, at: now, because: "cleared and acknowledged")]
        }
        held[id] = item
        return [acknowledged]
    }

    /// Somebody ends it; an active one needs a reason, and its findings will not open it again.
    public mutating func close(
        _ id: String,
        by actor: String,
        reason: String,
        now: Timestamp
    ) throws(IncidentFault) -> [IncidentEvent] {
        let item = try actionable(id, by: actor, text: reason)
        guard !item.incident.state.isActive || !reason.isBlank else { throw .reasonMissing(id: id) }
        let closed = close(item, at: now, by: actor, because: reason)
        guard item.incident.state.isActive else { return [closed] }
        // What was silent because of it is heard again.
        for finding in item.incident.findings where finding.phase == .raised { outages.forget(finding) }
        return [closed] + annunciate(at: now)
    }

    /// Somebody adds a note.
    public mutating func comment(
        _ id: String,
        by actor: String,
        text: String,
        now: Timestamp
    ) throws(IncidentFault) -> [IncidentEvent] {
        var item = try actionable(id, by: actor, text: text)
        guard !text.isBlank else { throw .commentEmpty(id: id) }
        let event = item.incident.record(.commented, at: now, by: actor, text: text)
        held[id] = item
        return [event]
    }

    /// The open incident, after the checks that all actions share.
    private func actionable(_ id: String, by actor: String, text: String) throws(IncidentFault) -> Held {
        guard let item = held[id] else {
            if let incident = closed[id] { throw .alreadyClosed(id: id, at: incident.updatedAt) }
            throw .unknown(id: id)
        }
        guard !actor.isBlank, actor.count <= IncidentLimits.actorCharacters else {
            throw .badActor(id: id, name: actor)
        }
        guard text.count <= IncidentLimits.reasonCharacters else {
            throw .textTooLong(id: id, characters: text.count)
        }
        return item
    }
}

extension String {
    /// Whether nothing but white space is in it.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
