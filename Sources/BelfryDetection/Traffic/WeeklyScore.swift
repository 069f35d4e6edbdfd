// The table that a traffic supervisor looks at on Monday: how each week went, and which stations to send somebody to.
//
// Weeks begin on Monday, 00:00 UTC. An incident is of the week in which it began, an alarm of that in which it was raised; so an
// incident of Sunday night is found by an alarm of Monday, and that alarm is no false one.

public import BelfryModel

/// A score week by week, and the stations that spoil it.
public struct WeeklyScore: Sendable, Hashable {
    public struct Week: Sendable, Hashable {
        /// Monday.
        public var start: Timestamp
        public var score: IncidentScore
    }

    /// How one station did over all of the time.
    public struct Station: Sendable, Hashable {
        public var name: String
        public var falseAlarms: Int
        /// Incidents at it that nobody was told of.
        public var missed: Int
    }

    /// How much was watched.
    public struct Watched: Sendable, Hashable {
        public var decisions: Int
        public var stationDays: Double

        public init(decisions: Int = 0, stationDays: Double = 0) {
            self.decisions = decisions
            self.stationDays = stationDays
        }
    }

    public static let worstStations = 3

    /// In order; only those in which something was watched, happened or was raised.
    public private(set) var weeks: [Week] = []
    /// At most ``worstStations``, the worst first: most false alarms, then most missed.
    public private(set) var worst: [Station] = []

    /// The weeks of some alarms.
    ///
    /// - Parameter watched: by the beginning of a week.
    public init(
        alarms: [IncidentScore.Alarm],
        incidents: [IncidentScore.Incident],
        watched: [Timestamp: Watched]
    ) {
        let starts = Set(
            alarms.map { Self.week(of: $0.time) } + incidents.map { Self.week(of: $0.from) } + watched.keys
        )
        weeks = starts.sorted().map { start in
            let own = watched[start] ?? Watched()
            let score = IncidentScore(
                alarms: alarms,
                incidents: incidents,
                isCounted: { Self.week(of: $0.from) == start },
                isOwn: { Self.week(of: $0.time) == start },
                decisions: own.decisions,
                stationDays: own.stationDays
            )
            return Week(start: start, score: score)
        }
        worst = Self.worst(alarms, incidents)
    }

    private static func worst(
        _ alarms: [IncidentScore.Alarm],
        _ incidents: [IncidentScore.Incident]
    ) -> [Station] {
        var stations: [String: Station] = [:]
        func change(_ name: String, _ body: (inout Station) -> Void) {
            body(&stations[name, default: Station(name: name, falseAlarms: 0, missed: 0)])
        }
        for alarm in alarms where !incidents.contains(where: { $0.matches(alarm) }) {
            change(alarm.station) { $0.falseAlarms += 1 }
        }
        // What was missed was missed by the station in front of it; those behind only saw its queue.
        for incident in incidents where incident.isVisible && !alarms.contains(where: incident.matches) {
            if let first = incident.stations.first { change(first) { $0.missed += 1 } }
        }
        let ordered = stations.values.sorted { left, right in
            if left.falseAlarms != right.falseAlarms { return left.falseAlarms > right.falseAlarms }
            return left.missed == right.missed ? left.name < right.name : left.missed > right.missed
        }
        return Array(ordered.prefix(worstStations))
    }

    /// The Monday of an instant; 1970 began on a Thursday.
    public static func week(of instant: Timestamp) -> Timestamp {
        let fromMonday = instant.advanced(byNanoseconds: 3 * Nanoseconds.perDay)
        return fromMonday.alignedDown(toMultipleOf: 7 * Nanoseconds.perDay).advanced(
            byNanoseconds: -3 * Nanoseconds.perDay
        )
    }
}
