import ArgumentParser
import BelfryDaemon
import BelfryDetection

/// `belfry score`: how well incidents were detected.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score alarms of traffic incidents against what really happened.",
        discussion: """
            ALARMS is what "belfry replay" prints, or a CSV file with the columns timestamp,station. The truth is what "belfry
            simulate" writes, or a CSV file with incident,station,start,end. An alarm is right at a station of an incident from ten
            minutes before its beginning to ten minutes after its end. Incidents that no station shows do not count.
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
            let score = try IncidentScoring.score(alarms: alarms, truth: truth, data: data)
            if json {
                try StandardOutput.writeLine(JSONText.line(ScoreLine(score)))
            } else {
                for line in page(score) { try StandardOutput.writeLine(line) }
            }
        } catch let fault as FileFault {
            throw CommandFailure("cannot score", why: fault.description, status: .noInput)
        }
    }

    private func page(_ score: IncidentScore) -> [String] {
        func text(_ number: Double) -> String { "\((number * 1_000).rounded() / 1_000)" }
        var lines = [
            "incidents       \(score.detected) of \(score.incidents) detected, \(text(score.detectionRatePercent)) %",
            "time to detect  \(score.meanMinutesToDetect.map { "\(text($0)) min on average" } ?? "nothing was detected")",
            "alarms          \(score.alarms), of which \(score.falseAlarms) false",
        ]
        if score.hidden > 0 { lines[0] += "; \(score.hidden) more show nowhere" }
        if score.stationDays > 0 {
            lines.append(
                "false alarms    \(text(score.falseAlarmsPerStationDay)) a station and day in \(text(score.stationDays)), "
                    + "\(text(score.falseAlarmRatePercent)) % of all decisions"
            )
        }
        return lines
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

    init(_ score: IncidentScore) {
        incidents = score.incidents
        hidden = score.hidden
        detected = score.detected
        detectionRatePercent = score.detectionRatePercent
        meanMinutesToDetect = score.meanMinutesToDetect
        alarms = score.alarms
        falseAlarms = score.falseAlarms
        falseAlarmRatePercent = score.falseAlarmRatePercent
        falseAlarmsPerStationDay = score.falseAlarmsPerStationDay
    }
}
