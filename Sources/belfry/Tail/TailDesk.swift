// What an operator watches alone through the night. The desk remembers what it has told, so that a reconnection, a
// resumed stream or a restarted daemon repeats nothing and leaves nothing out.

import BelfryAPI
import BelfryModel

/// Decides what tail tells about incidents and the daemon's status; a pure machine.
///
/// ```
/// snapshot of open incidents ─┐
///                             ├─► entries not told yet ─► lines, a bell for a new alarm
/// incident off the stream ────┘
/// ```
struct TailDesk {
    /// Incidents remembered; beyond it the ones that changed longest ago are forgotten, and would be told again.
    static let memoryLimit = 4_096

    /// How far the story of one incident has been told.
    private struct Told {
        var last: TimelineDocument?
        var isClosed: Bool
        var order: Int
    }

    let filter: DeskFilter
    private var told: [String: Told] = [:]
    private var changes = 0
    private var status: (word: String, reasons: [String])?

    init(filter: DeskFilter) {
        self.filter = filter
    }

    /// The open incidents at the start, worst first.
    mutating func begin(_ incidents: [IncidentDocument], now: Timestamp) -> [TailLine] {
        let shown = IncidentOrder.sorted(incidents.filter(filter.admits))
        for incident in shown { remember(incident, last: incident.timeline.last) }
        let summary = TailLine.note(now, Self.summary(of: shown), shown.isEmpty ? .good : .plain)
        return [summary] + shown.map { .incident(Self.time(of: $0) ?? now, $0, nil) }
    }

    /// The open incidents after a pause: what happened meanwhile.
    mutating func catchUp(_ incidents: [IncidentDocument], now: Timestamp) -> [TailLine] {
        let shown = incidents.filter(filter.admits).map {
            (changed: Timestamp(rfc3339: $0.updatedAt) ?? now, incident: $0)
        }
        return shown.sorted { $0.changed < $1.changed }.flatMap { news(of: $0.incident, entry: nil, now: now) }
    }

    /// Identifiers of incidents that were open when last heard of; a caller asks after those that are open no longer.
    var openIncidents: [String] {
        told.filter { !$0.value.isClosed }.map(\.key).sorted()
    }

    /// An incident off the stream.
    mutating func take(_ event: IncidentEventDocument, now: Timestamp) -> [TailLine] {
        filter.admits(event.incident) ? news(of: event.incident, entry: event.entry, now: now) : []
    }

    /// A status off the stream: told when it changes.
    mutating func take(_ document: StatusDocument, now: Timestamp) -> [TailLine] {
        let previous = status
        status = (document.status, document.reasons)
        if let previous, previous.word == document.status, previous.reasons == document.reasons { return [] }
        if document.status == "ok" {
            return previous == nil ? [] : [.note(now, "belfry is ok again", .good)]
        }
        let reasons = document.reasons.isEmpty ? ["it gives no reason"] : document.reasons
        let weight: TailLine.NoteWeight = document.status == "critical" ? .alarm : .caution
        return [.note(now, "belfry is \(document.status.uppercased()): \(reasons.joined(separator: "; "))", weight)]
    }

    private mutating func news(of incident: IncidentDocument, entry: TimelineDocument?, now: Timestamp) -> [TailLine] {
        let news = untold(of: incident, entry: entry)
        guard let last = news.last else { return [] }
        let isNew = told[incident.id] == nil
        remember(incident, last: last)
        let rings =
            IncidentWords(incident).callsForAction
            && news.contains {
                $0.what == "opened" || $0.what == "escalated" || incident.isRelapse($0) || (isNew && entry == nil)
            }
        let lines = news.map { TailLine.incident(Timestamp(rfc3339: $0.at) ?? now, incident, $0) }
        return lines + (rings ? [.bell] : [])
    }

    /// The entries of the timeline after the last one told, and the event's own entry where the timeline lacks it.
    private func untold(of incident: IncidentDocument, entry: TimelineDocument?) -> [TimelineDocument] {
        var timeline = incident.timeline
        if let entry, !timeline.contains(entry) { timeline.append(entry) }
        guard let last = told[incident.id]?.last else { return entry.map { [$0] } ?? Array(timeline.suffix(1)) }
        if let index = timeline.lastIndex(of: last) { return Array(timeline[(index + 1)...]) }
        let time = Timestamp(rfc3339: last.at) ?? .distantPast
        return timeline.filter { (Timestamp(rfc3339: $0.at) ?? .distantPast) > time }
    }

    private mutating func remember(_ incident: IncidentDocument, last: TimelineDocument?) {
        changes += 1
        told[incident.id] = Told(last: last, isClosed: incident.state == "closed", order: changes)
        guard told.count > Self.memoryLimit else { return }
        let oldest = told.sorted { $0.value.order < $1.value.order }.prefix(Self.memoryLimit / 4)
        for (id, _) in oldest { told[id] = nil }
    }

    private static func time(of incident: IncidentDocument) -> Timestamp? {
        Timestamp(rfc3339: incident.openedAt)
    }

    private static func summary(of incidents: [IncidentDocument]) -> String {
        if incidents.isEmpty { return "no open incidents" }
        // As in the status: what has cleared by itself still waits for somebody to have seen it.
        let waiting = incidents.count { $0.acknowledged == nil }
        let noun = incidents.count == 1 ? "open incident" : "open incidents"
        return "\(incidents.count) \(noun), \(waiting) waiting for acknowledgement"
    }
}
