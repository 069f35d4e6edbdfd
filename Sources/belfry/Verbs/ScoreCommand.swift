import ArgumentParser
import BelfryDaemon
import BelfryDetection
import BelfryModel

/// `belfry score`: how well incidents were detected.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score alarms of traffic incidents against what really happened.",
        discussion: """
            ALARMS is what "belfry replay" prints, or a CSV file with the columns timestamp,station. The truth is what "belfry \
            simulate" writes, or a CSV file with incident,station,start,end. An alarm is right at a station of an incident from ten \
            minutes before its beginning to ten minutes after its end. Incidents that no station shows do not count. Beside the \
            whole there is a row for each week, from Monday UTC, and the three stations with the most false alarms and missed \
            incidents.
            """
    )

    @Argument(help: ArgumentHelp("Alarms: NDJSON of belfry replay, or CSV.", valueName: "alarms"))
    var alarms: String

    @Option(help: ArgumentHelp("What really happened.", valueName: "file"))
    var truth: String

    @Option(
        help: ArgumentHelp(
            "The table that was replayed, for the rates of false alarms; a simulated truth says itself what was watched.",
            valueName: "file"
        )
    )
    var data: String?

    @Flag(help: "Print JSON (NDJSON).")
    var json = false

    func run() throws {
        do {
            let scoring = try IncidentScoring(alarms: alarms, truth: truth, data: data)
            if json {
                try StandardOutput.writeLine(JSONText.line(ScoreLine(scoring)))
            } else {
                let lines = ScorePage(scoring: scoring).lines(on: Terminal.current())
                for line in lines { try StandardOutput.writeLine(line) }
            }
        } catch let fault as FileFault {
            throw CommandFailure("cannot score", why: fault.description, status: .noInput)
        }
    }
}

/// The score as a line of JSON.
private struct ScoreLine: Encodable {
    var incidents: Int
    var hidden: Int
    var detected: Int
    var detectionRatePercent: Double
    var meanMinutesToDetect: Double?
    var alarms: Int
    var falseAlarms: Int
    var falseAlarmRatePercent: Double
    var falseAlarmsPerStationDay: Double
    var weeks: [Week]
    var worstStations: [Station]

    struct Week: Encodable {
        var week: String
        var incidents: Int
        var detected: Int
        var detectionRatePercent: Double
        var meanMinutesToDetect: Double?
        var falseAlarms: Int
        var falseAlarmRatePercent: Double
        var falseAlarmsPerStationDay: Double
    }

    struct Station: Encodable {
        var station: String
        var falseAlarms: Int
        var missed: Int
    }

    init(_ scoring: IncidentScoring) {
        let score = scoring.score
        incidents = score.incidents
        hidden = score.hidden
        detected = score.detected
        detectionRatePercent = score.detectionRatePercent
        meanMinutesToDetect = score.meanMinutesToDetect
        alarms = score.alarms
        falseAlarms = score.falseAlarms
        falseAlarmRatePercent = score.falseAlarmRatePercent
        falseAlarmsPerStationDay = score.falseAlarmsPerStationDay
        weeks = scoring.weeks.weeks.map { week in
            Week(
                week: String(week.start.rfc3339.prefix(10)),
                incidents: week.score.incidents,
                detected: week.score.detected,
                detectionRatePercent: week.score.detectionRatePercent,
                meanMinutesToDetect: week.score.meanMinutesToDetect,
                falseAlarms: week.score.falseAlarms,
                falseAlarmRatePercent: week.score.falseAlarmRatePercent,
                falseAlarmsPerStationDay: week.score.falseAlarmsPerStationDay
            )
        }
        worstStations = scoring.weeks.worst.map { station in
            Station(station: station.name, falseAlarms: station.falseAlarms, missed: station.missed)
        }
    }
}
