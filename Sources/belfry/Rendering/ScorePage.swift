import BelfryDaemon
import BelfryDetection
import BelfryModel

/// How well incidents were detected: the whole, week by week, and the stations to look at first.
struct ScorePage {
    let scoring: IncidentScoring

    /// The lines of the page.
    func lines(on terminal: Terminal) -> [String] {
        var lines = whole + [""] + weeks.lines(on: terminal)
        if !scoring.weeks.worst.isEmpty { lines += [""] + worst.lines(on: terminal) }
        return lines
    }

    private var whole: [String] {
        let score = scoring.score
        let detected = "\(score.detected) of \(score.incidents) detected, \(Self.text(score.detectionRatePercent)) %"
        let hidden = score.hidden > 0 ? "; \(score.hidden) more show nowhere" : ""
        var lines = [
            "incidents       \(detected)\(hidden)",
            "time to detect  \(Self.minutes(score).map { "\($0) min on average" } ?? "nothing was detected")",
            "alarms          \(score.alarms), of which \(score.falseAlarms) false",
        ]
        if score.stationDays > 0 {
            lines.append(
                "false alarms    \(Self.text(score.falseAlarmsPerStationDay)) a station and day in \(Self.text(score.stationDays)), "
                    + "\(Self.text(score.falseAlarmRatePercent)) % of all decisions"
            )
        }
        return lines
    }

    private var weeks: TextTable {
        TextTable(
            columns: [
                .init(title: "WEEK OF"),
                .init(title: "INCIDENTS", alignment: .right),
                .init(title: "DETECTED %", alignment: .right),
                .init(title: "MINUTES", alignment: .right),
                .init(title: "FALSE", alignment: .right),
                .init(title: "% OF DECISIONS", alignment: .right),
                .init(title: "A STATION AND DAY", alignment: .right),
            ],
            rows: scoring.weeks.weeks.map { week in
                let score = week.score
                return [
                    .init(String(week.start.rfc3339.prefix(10))),
                    .init("\(score.incidents)"),
                    .init(score.incidents == 0 ? "–" : Self.text(score.detectionRatePercent)),
                    .init(Self.minutes(score) ?? "–"),
                    .init("\(score.falseAlarms)"),
                    .init(score.stationDays > 0 ? Self.text(score.falseAlarmRatePercent) : "–"),
                    .init(score.stationDays > 0 ? Self.text(score.falseAlarmsPerStationDay) : "–"),
                ]
            }
        )
    }

    private var worst: TextTable {
        TextTable(
            columns: [
                .init(title: "WORST STATIONS", mayShrink: true),
                .init(title: "FALSE", alignment: .right),
                .init(title: "MISSED", alignment: .right),
            ],
            rows: scoring.weeks.worst.map { [.init($0.name), .init("\($0.falseAlarms)"), .init("\($0.missed)")] }
        )
    }

    private static func minutes(_ score: IncidentScore) -> String? { score.meanMinutesToDetect.map(text) }

    private static func text(_ number: Double) -> String { "\((number * 1_000).rounded() / 1_000)" }
}
