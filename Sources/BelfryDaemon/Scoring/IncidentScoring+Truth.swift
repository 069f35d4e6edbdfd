import BelfryDetection
import BelfryModel
import BelfrySimulator

extension IncidentScoring {
    /// A century; what a scope names beyond it is not counted.
    private static let weeksLimit = 5_218

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

    /// What a scope holds of each week.
    private static func watched(_ scope: TruthScope) -> [Timestamp: WeeklyScore.Watched] {
        var weeks: [Timestamp: WeeklyScore.Watched] = [:]
        var from = scope.from
        while from < scope.to, weeks.count < weeksLimit {
            let week = WeeklyScore.week(of: from)
            let to = min(scope.to, week.advanced(byNanoseconds: 7 * Nanoseconds.perDay))
            let nanoseconds = Double(to.nanosecondsSince(from))
            let stations = Double(scope.sensors.count)
            weeks[week] = WeeklyScore.Watched(
                decisions: Int(min(stations * nanoseconds / 1e9 / scope.intervalSeconds, 1e15)),
                stationDays: stations * nanoseconds / Double(Nanoseconds.perDay)
            )
            from = to
        }
        return weeks
    }
}
