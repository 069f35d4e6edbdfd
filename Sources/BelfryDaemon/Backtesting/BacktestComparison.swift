import BelfryDetection
import BelfryModel

/// Pairs what two sides raised.
///
/// Pure. Two occurrences are one where rule and series are the same and their times overlap: a lower limit is passed earlier and
/// for longer, and is still the same event. Each takes part in one pair; what is left was raised by one side alone. Of a stretch or
/// a place that several series were judged for the quantity plays no part: it is the algorithm's, which may be what has changed.
struct BacktestComparison {
    private(set) var entries: [BacktestReport.Entry] = []

    /// - Parameter joint: the rules, by name, whose detector looks at several series together, in question as in force.
    init(
        changed: [BacktestReport.Occurrence],
        inForce: [BacktestReport.Occurrence],
        joint: Set<String> = []
    ) {
        let sides = [changed, inForce].map { side in
            Dictionary(grouping: side) { Subject($0.raised, isOfJointRule: joint.contains($0.raised.rule)) }
        }
        for subject in Set(sides[0].keys).union(sides[1].keys) {
            compare(sides[0][subject] ?? [], sides[1][subject] ?? [])
        }
        entries.sort { left, right in
            let (left, right) = (left.occurrence.raised, right.occurrence.raised)
            return (left.detectedAt, left.rule, left.series.identity) < (
                right.detectedAt, right.rule, right.series.identity
            )
        }
    }

    private struct Subject: Hashable {
        var rule: String
        var agency: String
        var sensor: String
        var place: String
        /// Empty where it plays no part.
        var quantity: String

        init(_ finding: Finding, isOfJointRule: Bool) {
            let key = finding.series.key
            // What such a rule says of one of the members is of that member's quantity.
            let isOfPlace = isOfJointRule && finding.series.id == RuleGroup.seriesNumber
            rule = finding.rule
            agency = key.agency
            sensor = key.sensor
            place = isOfPlace ? finding.series.place.name : ""
            quantity = isOfPlace ? "" : key.quantity.name
        }
    }

    /// Both by time, and neither overlaps itself.
    private mutating func compare(_ changed: [BacktestReport.Occurrence], _ inForce: [BacktestReport.Occurrence]) {
        var (left, right) = (changed[...], inForce[...])
        while let first = left.first, let second = right.first {
            if first.end < second.raised.from {
                entries.append(.init(side: .changedOnly, occurrence: left.removeFirst()))
            } else if second.end < first.raised.from {
                entries.append(.init(side: .inForceOnly, occurrence: right.removeFirst()))
            } else {
                entries.append(.init(side: .both, occurrence: left.removeFirst(), inForce: right.removeFirst()))
            }
        }
        entries += left.map { .init(side: .changedOnly, occurrence: $0) }
        entries += right.map { .init(side: .inForceOnly, occurrence: $0) }
    }
}
