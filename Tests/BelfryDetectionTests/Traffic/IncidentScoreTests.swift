import BelfryDetection
import BelfryModel
import Testing

struct IncidentScoreTests {
    private func minute(_ minutes: Int64) -> Timestamp { Timestamp(seconds: 60 * minutes) }

    /// The rule of the score that detectors are compared by: ten minutes of tolerance at either end, any alarm at one of
    /// the incident's stations is right, everything else is false.
    @Test func whatCounts() {
        let incidents = [
            IncidentScore.Incident(stations: ["S01", "S02"], from: minute(100), to: minute(130)),
            IncidentScore.Incident(stations: ["S05"], from: minute(300), to: minute(310)),
            IncidentScore.Incident(stations: ["S07"], from: minute(500), to: minute(510)),
        ]
        let alarms: [(Int64, String)] = [
            (102, "S02"), (104, "S01"),  // one incident, found after two minutes
            (290, "S05"),  // ten minutes early still counts
            (521, "S07"),  // a minute too late
            (103, "S03"),  // the wrong station
        ]
        let score = IncidentScore(
            alarms: alarms.map { .init(time: minute($0.0), station: $0.1) },
            incidents: incidents,
            decisions: 1_000,
            stationDays: 4
        )
        #expect((score.incidents, score.detected, score.alarms, score.falseAlarms) == (3, 2, 5, 2))
        #expect(score.meanMinutesToDetect == -4)
        #expect(score.falseAlarmRatePercent == 0.2)
        #expect(score.falseAlarmsPerStationDay == 0.5)
        let visible = IncidentScore(
            alarms: alarms.map { .init(time: minute($0.0), station: $0.1) },
            incidents: incidents.map { incident in
                var incident = incident
                incident.isVisible = incident.from == minute(100)
                return incident
            },
            decisions: 1_000,
            stationDays: 4
        )
        #expect(visible.detectionRatePercent == 100 && visible.falseAlarms == 2 && visible.hidden == 2)
    }
}
