import BelfryAPI
import BelfryModel

/// The stored readings of a series that a finding was raised on, and some around them.
struct FindingReadings {
    let series: String
    let from: Timestamp
    let to: Timestamp
    /// Points that a person still looks through.
    let pointsShown: Int64

    /// - Parameter series: nil: the one that the finding names.
    init(_ finding: FindingDocument, of series: String? = nil, pointsShown: Int64 = 24) {
        let raised = finding.asRaised
        self.series = series ?? "\(finding.agency)/\(finding.sensor)/\(finding.quantity)"
        self.pointsShown = pointsShown
        let times = [raised.from, raised.detectedAt] + raised.evidence.compactMap(\.time)
        let instants = times.compactMap { Timestamp(rfc3339: $0) }
        let first = instants.min() ?? .distantPast
        let last = instants.max() ?? .distantPast
        let margin = max(Nanoseconds.perMinute, last.nanosecondsSince(first) / 4)
        from = first.advanced(byNanoseconds: -margin)
        to = last.advanced(byNanoseconds: Nanoseconds.perSecond)
    }

    /// Single readings, or means of steps where those are too many; nil where the daemon has no such series, as for a group.
    func answer(_ client: DeskClient) throws(CommandFailure) -> QueryDocument? {
        do throws(CommandFailure) {
            let readings = try client.query(series, from: from, to: to, step: nil, aggregate: nil)
            guard readings.points.count > pointsShown else { return readings }
            return try client.query(series, from: from, to: to, step: step, aggregate: Aggregate.mean.name)
        } catch {
            guard error.status == .answerIsNo else { throw error }
            return nil
        }
    }

    /// Whole seconds, from the grid of what people use.
    private var step: Int64 {
        let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400]
        let least = to.nanosecondsSince(from) / pointsShown
        return (steps.map { $0 * Nanoseconds.perSecond }.first { $0 >= least }) ?? 7 * Nanoseconds.perDay
    }
}
