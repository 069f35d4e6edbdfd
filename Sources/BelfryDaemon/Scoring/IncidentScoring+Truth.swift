import BelfryDetection
import BelfryModel
import BelfrySimulator

extension IncidentScoring {
    /// The traffic incidents of a truth file of `belfry simulate`, and what it says of its own scope.
    static func events(ofTruth file: String) throws(FileFault) -> Truth {
        var lines = try LineFile(file)
        var truth = Truth()
        var number = 0
        while let text = try lines.next() {
            number += 1
            if text.isEmpty { continue }
            switch try entry(text, file: file, line: number) {
            case .event(let event) where event.expect.contains(.trafficIncident):
                truth.incidents.append(
                    IncidentScore.Incident(
                        stations: event.sensors,
                        from: event.from,
                        to: event.to,
                        isVisible: event.isVisible ?? true
                    )
                )
            case .event: continue
            case .scope(let scope): truth.watched = watched(scope)
            }
        }
        return truth
    }

    private static func entry(_ text: [UInt8], file: String, line: Int) throws(FileFault) -> TruthEntry {
        do {
            return try TruthEntry(line: text)
        } catch {
            throw FileFault(file: file, line: line, reason: error.reason)
        }
    }

    private static func watched(_ scope: TruthScope) -> Watched {
        let nanoseconds = Double(scope.to.nanosecondsSince(scope.from))
        let stations = Double(scope.sensors.count)
        let intervals = nanoseconds / 1e9 / scope.intervalSeconds
        return Watched(
            decisions: Int(min(stations * intervals, 1e15)),
            stationDays: stations * nanoseconds / Double(Nanoseconds.perDay)
        )
    }
}
