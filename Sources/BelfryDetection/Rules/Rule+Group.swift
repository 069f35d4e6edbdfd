public import BelfryModel
import BelfryWindows

// What a rule over a group of series asks of its members and makes of them.

extension Rule {
    /// The detector of a group; nil where its limits cannot be expressed in the group's unit.
    public func groupDetector(for group: SeriesDescriptor, rule: Int32) -> LoneDetector? {
        // The members have seen to it that their windows have enough.
        guard let terms = try? terms(for: group, rule: rule, window: nil) else { return nil }
        return LoneDetector(terms, series: group.id)
    }

    /// A member's value in the group's unit; NaN where it cannot be said in it.
    public func memberValue(_ value: Double, of series: SeriesDescriptor, in group: SeriesDescriptor) -> Double {
        guard let aggregate = window?.aggregate else { return value }
        let unit = aggregate.unit(ofReadings: series.unit)
        let target = aggregate.unit(ofReadings: group.unit)
        guard unit != target, unit.isKnown else { return value }
        guard let converted = unit.convert(value, to: target), let zero = unit.convert(0, to: target) else {
            return .nan
        }
        return aggregate.isDifference ? converted - zero : converted
    }
}

extension Verdict {
    /// Adds how many members had a value.
    public mutating func noteMembers(_ count: Int) { evidence.append(.members, Double(count)) }
}
