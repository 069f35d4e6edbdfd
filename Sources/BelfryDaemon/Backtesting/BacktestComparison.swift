import BelfryModel

/// Pairs what two sides raised.
///
/// Pure. Two occurrences are one where rule and series are the same and their times overlap: a lower limit is passed earlier and
/// for longer, and is still the same event. Each takes part in one pair; what is left was raised by one side alone.
struct BacktestComparison {
    private(set) var entries: [BacktestReport.Entry] = []

    init(changed: [BacktestReport.Occurrence], inForce: [BacktestReport.Occurrence]) {
        let sides = [changed, inForce].map { side in
            Dictionary(grouping: side) { Subject(rule: $0.raised.rule, identity: $0.raised.series.identity) }
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
        var identity: String
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
