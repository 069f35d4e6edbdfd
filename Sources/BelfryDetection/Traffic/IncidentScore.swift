// How well incidents are detected: the four numbers of the literature.
//
// An alarm belongs to an incident when it was raised at one of its stations between ten minutes before its logged
// beginning, since crews log late, and ten minutes after its end. Everything else is a false alarm. Limits: an alarm
// right before an incident counts as early, not as false. Refused: one alarm an incident at most; repeats within one
// count as neither.

public import BelfryModel

/// Detection rate, false alarms and time to detect of a set of alarms.
public struct IncidentScore: Sendable, Hashable {
    /// One raised alarm.
    public struct Alarm: Sendable, Hashable {
        public var time: Timestamp
        public var station: String

        public init(time: Timestamp, station: String) {
            self.time = time
            self.station = station
        }
    }

    /// What really happened, and at which stations an alarm would be right.
    public struct Incident: Sendable, Hashable {
        public var stations: [String]
        public var from: Timestamp
        public var to: Timestamp
        /// Whether the stations show it: there is nothing to miss where they do not.
        public var isVisible: Bool

        public init(stations: [String], from: Timestamp, to: Timestamp, isVisible: Bool = true) {
            self.stations = stations
            self.from = from
            self.to = to
            self.isVisible = isVisible
        }

        func matches(_ alarm: Alarm) -> Bool {
            alarm.time >= from.advanced(byNanoseconds: -IncidentScore.toleranceNanoseconds)
                && alarm.time <= to.advanced(byNanoseconds: IncidentScore.toleranceNanoseconds)
                && stations.contains(alarm.station)
        }
    }

    /// Before an incident's logged beginning and after its end.
    public static let toleranceNanoseconds = 10 * Nanoseconds.perMinute

    /// Those that count.
    public private(set) var incidents = 0
    /// Those that nobody can see and that do not count; an alarm at one is not false.
    public private(set) var hidden = 0
    public private(set) var detected = 0
    public private(set) var alarms = 0
    public private(set) var falseAlarms = 0
    /// Mean of first alarm less beginning; negative where alarms were earlier than the log, nil where there was none.
    public private(set) var meanMinutesToDetect: Double?
    /// False alarms among all decisions, a decision being a station and interval.
    public private(set) var falseAlarmRatePercent = 0.0
    public private(set) var falseAlarmsPerStationDay = 0.0
    /// Stations times days that anybody watched; 0 where that is not known, and with it the two rates.
    public let stationDays: Double

    /// Share of the incidents that were found, in percent.
    public var detectionRatePercent: Double { 100 * Double(detected) / Double(max(1, incidents)) }

    /// The score of `alarms`.
    ///
    /// - Parameters:
    ///   - incidents: detection counts of the visible ones.
    ///   - isCounted: of which incidents detection counts at all, such as those of a week; alarms at the others are not false.
    ///   - isOwn: which alarms are counted; the others only find incidents.
    ///   - decisions: rows of data, each a station and interval.
    ///   - stationDays: stations times days of data.
    public init(
        alarms: [Alarm],
        incidents: [Incident],
        isCounted: (Incident) -> Bool = { _ in true },
        isOwn: (Alarm) -> Bool = { _ in true },
        decisions: Int,
        stationDays: Double
    ) {
        self.stationDays = stationDays
        var delays: [Double] = []
        for incident in incidents where isCounted(incident) {
            guard incident.isVisible else {
                hidden += 1
                continue
            }
            self.incidents += 1
            guard let first = alarms.lazy.filter(incident.matches).map(\.time).min() else { continue }
            delays.append(Double(first.nanosecondsSince(incident.from)) / Double(Nanoseconds.perMinute))
        }
        detected = delays.count
        self.alarms = alarms.count(where: isOwn)
        falseAlarms = alarms.count { alarm in isOwn(alarm) && !incidents.contains { $0.matches(alarm) } }
        if !delays.isEmpty { meanMinutesToDetect = delays.reduce(0, +) / Double(delays.count) }
        if decisions > 0 { falseAlarmRatePercent = 100 * Double(falseAlarms) / Double(decisions) }
        if stationDays > 0 { falseAlarmsPerStationDay = Double(falseAlarms) / stationDays }
    }
}
