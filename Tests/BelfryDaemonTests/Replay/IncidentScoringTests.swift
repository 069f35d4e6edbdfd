import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryDaemon

/// `belfry score`: files in, figures out.
@Suite("Scoring incidents from files")
struct IncidentScoringTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            incident,station,start,end
            0,s1,2026-03-02 08:00:00,2026-03-02 08:30:00
            0,s2,2026-03-02 08:00:00,2026-03-02 08:30:00
            1,s3,2026-03-02 12:00:00,2026-03-02 12:30:00

            """,
            to: "truth.csv"
        )
        var rows = "timestamp,sensor,quantity,value\n"
        for minute in 0..<600 { rows += "2026-03-02 \(minute / 60 + 6):\(minute % 60 + 100),s1,speed,90\n" }
        try folder.write(rows.split(separator: "\n").map(Self.padded).joined(separator: "\n"), to: "data.csv")
    }

    /// `6:130` as `06:30:00`.
    private static func padded(_ row: Substring) -> String {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        let words = cells[0].split(separator: " ")
        guard words.count == 2 else { return String(row) }
        let time = words[1].split(separator: ":")
        let hour = time[0].count == 1 ? "0\(time[0])" : String(time[0])
        return (["\(words[0]) \(hour):\(time[1].dropFirst()):00"] + cells.dropFirst().map(String.init))
            .joined(separator: ",")
    }

    @Test("Findings of a replay: found, missed and false, for the time that anybody watched")
    func findings() throws {
        func line(
            _ time: String,
            _ station: String,
            _ what: String = "raised",
            _ kind: String = "traffic_incident"
        ) -> String {
            """
            {"type":"finding","what":"\(what)","kind":"\(kind)","sensor":"\(station)","detected_at":"2026-03-02T\(time)Z"}
            """
        }
        let lines = [
            line("08:03:00", "s2"), line("08:20:00", "s2", "cleared"), line("10:00:00", "s1"),
            line("12:05:00", "s3", "raised", "traffic_queue"),
        ]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "alarms.ndjson")
        let score = try IncidentScoring(
            alarms: "\(folder.path)/alarms.ndjson",
            truth: "\(folder.path)/truth.csv",
            data: "\(folder.path)/data.csv"
        ).score
        #expect(score.incidents == 2 && score.detected == 1 && score.alarms == 2 && score.falseAlarms == 1)
        #expect(score.meanMinutesToDetect == 3)
        #expect(abs(score.falseAlarmsPerStationDay - 1 / (599.0 / 1_440)) < 1e-9)
    }

    /// Story 2, the traffic supervisor: "Eight false alarms a peak hour are what I have today. I want the week's detection rate, false
    /// alarms and time to detect, and the three worst stations."
    @Test("Week by week, and the three worst stations")
    func weeks() throws {
        try folder.write(
            """
            incident,station,start,end
            0,s1,2026-03-03 08:00:00,2026-03-03 08:30:00
            1,s2,2026-03-08 23:58:00,2026-03-09 00:30:00
            2,s3,2026-03-11 12:00:00,2026-03-11 12:30:00

            """,
            to: "weeks.csv"
        )
        let alarms = [
            "2026-03-03 08:04:00,s1", "2026-03-04 07:00:00,s4", "2026-03-04 09:00:00,s4", "2026-03-09 00:02:00,s2",
            "2026-03-10 07:00:00,s5", "2026-03-10 08:00:00,s1", "2026-03-10 09:00:00,s4",
        ]
        try folder.write("timestamp,station\n" + alarms.joined(separator: "\n") + "\n", to: "alarms.csv")
        let scoring = try IncidentScoring(
            alarms: "\(folder.path)/alarms.csv",
            truth: "\(folder.path)/weeks.csv",
            data: "\(folder.path)/data.csv"
        )
        let weeks = scoring.weeks.weeks
        #expect(weeks.map { String($0.start.rfc3339.prefix(10)) } == ["2026-03-02", "2026-03-09"])
        #expect(weeks.map(\.score.detectionRatePercent) == [100, 0])
        #expect(weeks.map(\.score.meanMinutesToDetect) == [4, nil])
        #expect(weeks.map(\.score.falseAlarms) == [2, 3])
        #expect(weeks[0].score.falseAlarmsPerStationDay == 2 / (599.0 / 1_440))
        #expect(weeks[1].score.falseAlarmsPerStationDay == 0, "nobody has said how much was watched in it")
        #expect(scoring.score.detected == 2 && scoring.score.falseAlarms == 5)
        #expect(scoring.weeks.worst.map(\.name) == ["s4", "s1", "s5"])
        #expect(scoring.weeks.worst.map(\.falseAlarms) == [3, 1, 1])
    }

    @Test("A simulated truth says itself what was watched, and what nobody could see")
    func simulatedTruth() throws {
        func event(_ from: String, _ to: String, _ station: String, _ rest: String) -> String {
            """
            {"kind":"traffic_crash","place":"f","sensors":["\(station)"],"from":"2026-03-02T\(from)Z","to":"2026-03-02T\(to)Z",\(rest)}
            """
        }
        let incident = #""expect":["traffic_incident"],"domain":"traffic""#
        let lines = [
            #"{"watched":["s1","s2","s3"],"from":"2026-03-02T00:00:00Z","to":"2026-03-04T00:00:00Z","interval_seconds":30}"#,
            event("08:00:00", "08:30:00", "s2", incident + #","visible":true"#),
            event("09:00:00", "09:30:00", "s1", incident + #","visible":false"#),
            event("10:00:00", "10:30:00", "s3", #""expect":["flood"],"domain":"safety""#),
        ]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "truth.ndjson")
        try folder.write(
            """
            timestamp,station
            2026-03-02 08:04:00,s2
            2026-03-02 09:04:00,s1
            2026-03-02 10:04:00,s3

            """,
            to: "alarms.csv"
        )
        let score = try IncidentScoring(
            alarms: "\(folder.path)/alarms.csv",
            truth: "\(folder.path)/truth.ndjson",
            data: nil
        ).score
        #expect((score.incidents, score.hidden, score.detected) == (1, 1, 1))
        #expect(score.meanMinutesToDetect == 4 && score.falseAlarms == 1)
        #expect(score.stationDays == 6 && score.falseAlarmsPerStationDay == 1.0 / 6)
        #expect(abs(score.falseAlarmRatePercent - 100.0 / 17_280) < 1e-9)
        let fault = #expect(throws: FileFault.self) {
            try folder.write("{\"kind\":\"earthquake\"}\n", to: "truth.ndjson")
            return try IncidentScoring(
                alarms: "\(folder.path)/alarms.csv",
                truth: "\(folder.path)/truth.ndjson",
                data: nil
            )
        }
        #expect(fault?.line == 1 && fault?.reason.contains("earthquake") == true)
    }

    @Test("A file that is none says which and where")
    func faults() throws {
        try folder.write("timestamp,place\n", to: "alarms.csv")
        let fault = #expect(throws: FileFault.self) {
            try IncidentScoring(
                alarms: "\(folder.path)/alarms.csv",
                truth: "\(folder.path)/truth.csv",
                data: nil
            )
        }
        #expect(fault?.line == 1 && fault?.reason.contains("no column \"station\"") == true)
    }
}
