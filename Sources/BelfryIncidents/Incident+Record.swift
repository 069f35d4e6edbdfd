import BelfryModel

extension Incident {
    /// Adds an entry to the timeline and makes the event of it.
    ///
    /// The timeline never runs backwards: an entry is at least as late as the one before.
    mutating func record(
        _ what: TimelineEntry.What,
        at now: Timestamp,
        by actor: String = "",
        text: String
    ) -> IncidentEvent {
        let entry = TimelineEntry(at: max(now, timeline.last?.at ?? now), what: what, by: actor, text: text)
        timeline.append(entry)
        if timeline.count > IncidentLimits.timelineEntriesPerIncident { timeline.remove(at: 1) }
        updatedAt = entry.at
        return IncidentEvent(entry: entry, incident: self)
    }
}
