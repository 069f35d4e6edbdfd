import BelfryDetection
import BelfryModel
import Foundation

/// A series of loop stations beside the checkout: rows, and the incidents that were made to happen.
struct RecordedCorridor {
    var intervals: [CorridorInterval] = []
    var incidents: [IncidentScore.Incident] = []
    let seconds: Int64 = 30

    /// nil where there is no such folder.
    init?(_ name: String) {
        guard let rows = SharedData.file("detection/traffic_sim/\(name)/readings.csv"),
            let truth = SharedData.file("detection/traffic_sim/\(name)/incidents.csv")
        else { return nil }
        for row in Self.lines(rows) { take(row) }
        var byNumber: [Substring: IncidentScore.Incident] = [:]
        for row in Self.lines(truth) where row.count >= 4 {
            guard let from = Self.time(row[2]), let to = Self.time(row[3]) else { continue }
            byNumber[row[0], default: .init(stations: [], from: from, to: to)].stations.append(String(row[1]))
        }
        incidents = byNumber.sorted { $0.key < $1.key }.map(\.value)
    }

    private mutating func take(_ row: [Substring]) {
        guard row.count == 5, let start = Self.time(row[0]), let station = Int(row[1].dropFirst()) else { return }
        if intervals.last?.start != start {
            let end = start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
            intervals.append(CorridorInterval(start: start, end: end, stations: []))
        }
        let last = intervals.count - 1
        while intervals[last].stations.count <= station { intervals[last].stations.append(.silent) }
        let count = Double(row[2]) ?? .nan
        intervals[last].stations[station] = StationMeasures(
            occupancyPercent: Double(row[3]) ?? .nan,
            speedKilometresPerHour: Double(row[4]) ?? .nan,
            flowVehiclesPerHour: TrafficMeasures.flowVehiclesPerHour(count: count, seconds: Double(seconds))
        )
    }

    private static func lines(_ data: Data) -> [[Substring]] {
        String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private static func time(_ text: Substring) -> Timestamp? {
        Timestamp(rfc3339: text.replacing(" ", with: "T") + "Z")
    }

    static func station(_ index: Int) -> String { index < 10 ? "S0\(index)" : "S\(index)" }
}
