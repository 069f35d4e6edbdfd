// Alarms against the truth, for `belfry score`.
//
//     ALARMS   what `belfry replay` prints, or a CSV file with timestamp,station
//     TRUTH    what `belfry simulate` writes, or a CSV file with incident,station,start,end: a row for each station of an incident
//     DATA     the table that was replayed, with timestamp and station or sensor: what the false alarms are counted against,
//              where the truth does not say itself what it speaks of

public import BelfryDetection
import BelfryModel
import FoundationEssentials

/// Reads alarms, truth and data, and scores the one against the others.
public enum IncidentScoring {
    /// Gaps longer than this in the data are no time in which anybody watched.
    private static let longestGapNanoseconds = 60 * Nanoseconds.perSecond

    /// The score of a file of alarms.
    ///
    /// - Parameter data: nil leaves the rates of false alarms to what the truth says of its scope, and at 0 where it says nothing.
    /// - Throws: ``FileFault`` for the first line that cannot be read.
    public static func score(alarms: String, truth: String, data: String?) throws(FileFault) -> IncidentScore {
        let alarms = try self.alarms(of: alarms)
        let truth = truth.hasSuffix(".csv") ? try self.table(ofTruth: truth) : try self.events(ofTruth: truth)
        let watched = try data.map { file throws(FileFault) in try self.watched(in: file) } ?? truth.watched
        return IncidentScore(
            alarms: alarms,
            incidents: truth.incidents,
            decisions: watched.decisions,
            stationDays: watched.stationDays
        )
    }

    /// What an incident's rates are counted against.
    struct Watched {
        var decisions = 0
        var stationDays = 0.0
    }

    /// What really happened.
    struct Truth {
        var incidents: [IncidentScore.Incident] = []
        var watched = Watched()
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

    private static func watched(in file: String) throws(FileFault) -> Watched {
        var table = try NamedTable(file, columns: ["timestamp"])
        let column = table.has("station") ? "station" : "sensor"
        var stations = Set<String>()
        var instants = 0
        var nanoseconds: Int64 = 0
        var last: Timestamp?
        while let row = try table.next() {
            stations.insert(table.cell(column, of: row))
            let time = try table.time("timestamp", of: row)
            guard time != last else { continue }
            instants += 1
            if let last { nanoseconds += min(max(0, time.nanosecondsSince(last)), longestGapNanoseconds) }
            last = time
        }
        let days = Double(nanoseconds) / Double(Nanoseconds.perDay)
        return Watched(decisions: instants * stations.count, stationDays: days * Double(stations.count))
    }
}
