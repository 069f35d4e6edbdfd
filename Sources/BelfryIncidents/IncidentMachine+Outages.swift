public import BelfryModel

// An outage is one incident; the silences that are its signs are kept, shown and ended as ever, but make no noise.

extension IncidentMachine {
    /// Takes in a finding and whatever it says of outages.
    ///
    /// - Parameter now: the instant of the change, for the timeline. Give the finding's `detectedAt` where a replay has to
    ///   be exact. What the incident is called and when it opened derive from `detectedAt` in any case.
    /// - Returns: what happened, oldest first, each with the incident as it stood then; nothing for a repeat.
    public mutating func apply(_ finding: Finding, now: Timestamp) -> [IncidentEvent] {
        var events = advance(to: now)
        guard finding.phase == .cleared || !known.contains(finding.id) else { return events }
        let found = outages.observe(finding)
        events += take(finding, now: now)
        for outage in found { events += take(outage, now: now) }
        if !found.isEmpty || finding.kind == .brokerOffline { events += annunciate(at: now) }
        for outage in outages.takeChanged() { events += retell(outage, at: now) }
        return events
    }

    /// Lets time come to an instant; findings up to it have been taken in.
    public mutating func advance(to instant: Timestamp) -> [IncidentEvent] {
        guard let left = outages.advance(to: instant) else { return [] }
        return left.flatMap { take($0, now: instant) } + annunciate(at: instant)
    }

    /// Whether an incident is no more than signs of an outage, or a hint that nothing has borne out.
    func annunciation(of incident: Incident) -> Annunciation {
        let raised = incident.findings.filter { $0.phase == .raised }
        switch incident.annunciation {
        case .shelved, .outOfService: return incident.annunciation
        case .annunciated, .suppressed:
            // What has been heard is not taken back because others see it too by now.
            // A hint is weighed when a finding joins: by now what bore it out, or showed it to be weather, may be forgotten.
            let isHint = incident.annunciation == .suppressed && HintWatch.areHints(incident.findings)
            let isQuiet = raised.allSatisfy(outages.covers) || isHint
            // What is over says nothing new: nobody is woken for it.
            guard !raised.isEmpty else { return incident.annunciation }
            return isQuiet ? .suppressed : .annunciated
        }
    }

    /// Goes over all incidents after an outage has come or gone.
    mutating func annunciate(at now: Timestamp) -> [IncidentEvent] {
        var events: [IncidentEvent] = []
        for incident in open where incident.state.isActive || incident.annunciation == .suppressed {
            let annunciation = annunciation(of: incident)
            guard annunciation != incident.annunciation, var item = held[incident.id] else { continue }
            item.incident.annunciation = annunciation
            let text = annunciation == .suppressed ? "suppressed: part of an outage" : "annunciated: the outage is over"
            events.append(item.incident.record(.commented, at: now, text: text))
            held[incident.id] = item
        }
        return events
    }

    private mutating func retell(_ outage: Finding, at now: Timestamp) -> [IncidentEvent] {
        guard let id = incidentOfFinding[outage.id], var item = held[id] else { return [] }
        guard let index = item.incident.findings.firstIndex(where: { $0.id == outage.id }) else { return [] }
        item.incident.findings[index] = outage
        if item.incident.kind == outage.kind { item.incident.title = IncidentTitle.text(of: outage) }
        let event = item.incident.record(.commented, at: now, text: outage.text)
        held[id] = item
        return [event]
    }
}
