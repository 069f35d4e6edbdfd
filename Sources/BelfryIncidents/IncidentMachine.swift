public import BelfryModel

/// Findings and operators' actions in, incident events out: the whole life of incidents, without clock, disk or lock.
///
/// ```
///   finding raised ──► joins the open incident of its group, else opens one ──┐
///   finding cleared ─► may clear the incident, and close an acknowledged one ─┼──► [IncidentEvent]: persist, show, send
///   operator ────────► acknowledge, comment, close ───────────────────────────┘
/// ```
/// Findings of one place, domain and subject (`IncidentGroup`) share one open incident, and so do queues and incidents of stations
/// next to each other on a road. A raise that comes after the
/// incident cleared, and before somebody closed it, joins it again: nothing is rescinded and issued anew. See
/// ``IncidentState`` for the states.
///
/// The machine is idempotent: a finding whose identifier and phase it has seen changes nothing, so a journal may be
/// replayed over a restored machine. The same inputs give the same events, identifiers included.
public struct IncidentMachine: Sendable {
    /// An open incident with what its value does not hold.
    struct Held: Sendable {
        var incident: Incident
        /// Active findings beyond the list, see ``IncidentLimits/findingsPerIncident``; they move up as others clear.
        ///
        /// They do not survive a restart: an incident of more than that many active findings may then clear early.
        var unlisted: [Finding] = []
    }

    /// Open incidents by identifier.
    var held: [String: Held] = [:]
    /// The incident that new findings of a group join.
    var joining: [IncidentGroup: String] = [:]
    /// The incident of each active finding.
    var incidentOfFinding: [String: String] = [:]
    var known = RecentIdentifiers(capacity: IncidentLimits.knownFindings)
    /// Closed incidents that are still remembered, by identifier.
    var closed: [String: Incident] = [:]
    var closedOrder: [String] = []
    var outages = OutageWatch()
    /// Roads whose stations stand one behind the other.
    var corridors: [Corridor]
    var hints = HintWatch()

    /// A machine that knows what was before.
    ///
    /// - Parameters:
    ///   - incidents: those that were open; closed ones among them are only remembered.
    ///   - knownFindings: identifiers of findings already dealt with, those of the incidents need not be among them.
    ///   - corridors: roads whose stations stand one behind the other.
    public init(
        restoring incidents: [Incident] = [],
        knownFindings: Set<String> = [],
        corridors: [Corridor] = []
    ) {
        self.corridors = corridors
        for identifier in knownFindings.sorted() { known.insert(identifier) }
        for incident in incidents.sorted(by: Self.isOlder) {
            for finding in incident.findings {
                known.insert(finding.id)
                hints.observe(finding)
            }
            guard incident.state.isOpen else {
                remember(closed: incident)
                continue
            }
            held[incident.id] = Held(incident: incident)
            joining[IncidentGroup(incident)] = incident.id
            for finding in incident.findings where finding.phase == .raised {
                joining[IncidentGroup(finding)] = incident.id
                incidentOfFinding[finding.id] = incident.id
            }
        }
        // Nobody tells the time here: it is at least that of the last change.
        let newest = incidents.map(\.updatedAt).max() ?? .distantPast
        outages.restore(held.values.flatMap(\.incident.findings), at: newest)
        for (id, item) in held {
            let annunciation = annunciation(of: item.incident)
            held[id]?.incident.annunciation = annunciation
        }
    }

    /// Every open incident, oldest first.
    public var open: [Incident] {
        held.values.map(\.incident).sorted(by: Self.isOlder)
    }

    /// An open incident, or a closed one that is still remembered.
    public func incident(_ id: String) -> Incident? {
        held[id]?.incident ?? closed[id]
    }

    static func isOlder(_ left: Incident, _ right: Incident) -> Bool {
        (left.openedAt, left.id) < (right.openedAt, right.id)
    }
}

extension IncidentMachine {
    /// Ends an incident: nothing joins it, and its findings no longer lead to it.
    mutating func close(_ item: Held, at now: Timestamp, by actor: String = "", because reason: String) -> IncidentEvent
    {
        var incident = item.incident
        incident.state = .closed
        let event = incident.record(.closed, at: now, by: actor, text: reason)
        held[incident.id] = nil
        // One on a road may have gathered several groups.
        for group in [IncidentGroup(incident)] + (incident.findings + item.unlisted).map(IncidentGroup.init)
        where joining[group] == incident.id { joining[group] = nil }
        for finding in incident.findings + item.unlisted { incidentOfFinding[finding.id] = nil }
        remember(closed: incident)
        return event
    }

    private mutating func remember(closed incident: Incident) {
        if closed.updateValue(incident, forKey: incident.id) == nil { closedOrder.append(incident.id) }
        guard closedOrder.count > IncidentLimits.closedIncidents else { return }
        closed[closedOrder.removeFirst()] = nil
    }
}
