// Alarms against the truth, for `belfry score`.
//
//     ALARMS   what `belfry replay` prints, or a CSV file with timestamp,station
//     TRUTH    what `belfry simulate` writes, or a CSV file with incident,station,start,end: a row for each station of an incident
//     DATA     the table that was replayed, with timestamp and station or sensor: what the false alarms are counted against,
//              where the truth does not say itself what it speaks of

public import BelfryDetection
import BelfryModel
import FoundationEssentials

/// Alarms, truth and data as they were read, and how the one does against the others.
public struct IncidentScoring {
    /// Over all of the time.
    public let score: IncidentScore
    public let weeks: WeeklyScore

    /// Gaps longer than this in the data are no time in which anybody watched.
    private static let longestGapNanoseconds = 60 * Nanoseconds.perSecond

    /// Scores a file of alarms.
    ///
    /// - Parameter data: nil leaves the rates of false alarms to what the truth says of its scope, and at 0 where it says nothing.
    /// - Throws: ``FileFault`` for the first line that cannot be read.
    public init(alarms: String, truth: String, data: String?) throws(FileFault) {
        let alarms = try Self.alarms(of: alarms)
        let truth = truth.hasSuffix(".csv") ? try Self.table(ofTruth: truth) : try Self.events(ofTruth: truth)
        var watched = truth.watched
        if let data { watched = try Self.watched(in: data) }
        score = IncidentScore(
            alarms: alarms,
            incidents: truth.incidents,
            decisions: watched.values.reduce(0) { $0 + $1.decisions },
            stationDays: watched.values.reduce(0) { $0 + $1.stationDays }
        )
        weeks = WeeklyScore(alarms: alarms, incidents: truth.incidents, watched: watched)
    }

    /// What really happened.
    struct Truth {
        var incidents: [IncidentScore.Incident] = []
        /// What the rates are counted against, by week; empty where the truth does not say.
        var watched: [Timestamp: WeeklyScore.Watched] = [:]
    }

    /// The part of a printed finding that says where and when it was raised.
    private struct Line: Decodable {
        var type: String
        var what: String
        var kind: String
        var sensor: String?
        var detectedAt: String

        enum CodingKeys: String, CodingKey {
            case type, what, kind, sensor
            case detectedAt = "detected_at"
        }
    }

    private static func alarms(of file: String) throws(FileFault) -> [IncidentScore.Alarm] {
        file.hasSuffix(".csv") ? try table(file) : try findings(file)
    }

    private static func table(_ file: String) throws(FileFault) -> [IncidentScore.Alarm] {
        var table = try NamedTable(file, columns: ["timestamp", "station"])
        var alarms: [IncidentScore.Alarm] = []
        while let row = try table.next() {
            let time = try table.time("timestamp", of: row)
            alarms.append(IncidentScore.Alarm(time: time, station: table.cell("station", of: row)))
        }
        return alarms
    }

    private static func findings(_ file: String) throws(FileFault) -> [IncidentScore.Alarm] {
        var lines = try LineFile(file)
        let decoder = JSONDecoder()
        var alarms: [IncidentScore.Alarm] = []
        var number = 0
        while let text = try lines.next() {
            number += 1
            if text.isEmpty { continue }
            guard let line = try? decoder.decode(Line.self, from: Data(text)) else {
                throw FileFault(file: file, line: number, reason: "this is no finding as belfry replay prints it")
            }
            guard line.type == "finding", line.what == "raised", line.kind == FindingKind.trafficIncident.rawValue,
                let station = line.sensor
            else { continue }
            let time = try CellText.time(line.detectedAt, file: file, line: number)
            alarms.append(IncidentScore.Alarm(time: time, station: station))
        }
        return alarms
    }

    private static func table(ofTruth file: String) throws(FileFault) -> Truth {
        var table = try NamedTable(file, columns: ["incident", "station", "start", "end"])
        var order: [String] = []
        var incidents: [String: IncidentScore.Incident] = [:]
        while let row = try table.next() {
            let name = table.cell("incident", of: row)
            let (from, to) = (try table.time("start", of: row), try table.time("end", of: row))
            if incidents[name] == nil { order.append(name) }
            var incident = incidents[name] ?? IncidentScore.Incident(stations: [], from: from, to: to)
            incident.stations.append(table.cell("station", of: row))
            (incident.from, incident.to) = (min(incident.from, from), max(incident.to, to))
            incidents[name] = incident
        }
        return Truth(incidents: order.compactMap { incidents[$0] })
    }

    /// Instants times stations, and time times stations, by week.
    private static func watched(in file: String) throws(FileFault) -> [Timestamp: WeeklyScore.Watched] {
        var table = try NamedTable(file, columns: ["timestamp"])
        let column = table.has("station") ? "station" : "sensor"
        var stations = Set<String>()
        var weeks: [Timestamp: (instants: Int, nanoseconds: Int64)] = [:]
        var last: Timestamp?
        while let row = try table.next() {
            stations.insert(table.cell(column, of: row))
            let time = try table.time("timestamp", of: row)
            guard time != last else { continue }
            let gap = last.map { min(max(0, time.nanosecondsSince($0)), longestGapNanoseconds) } ?? 0
            let week = WeeklyScore.week(of: time)
            let former = weeks[week] ?? (0, 0)
            weeks[week] = (former.instants + 1, former.nanoseconds + gap)
            last = time
        }
        return weeks.mapValues { week in
            WeeklyScore.Watched(
                decisions: week.instants * stations.count,
                stationDays: Double(week.nanoseconds) / Double(Nanoseconds.perDay) * Double(stations.count)
            )
        }
    }
}
