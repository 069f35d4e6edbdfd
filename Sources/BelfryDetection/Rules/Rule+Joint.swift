public import BelfryModel

// Rules whose detector looks at several series together.

extension Rule {
    private var joint: (any JointParameters)? { detector.parameters as? any JointParameters }

    /// Whether it is judged behind the shards, over several series.
    public var isOfGroup: Bool { group != nil || isJoint }

    /// Whether its detector looks at several series together, and does not merely combine their values.
    public var isJoint: Bool { joint != nil }

    /// The group that a series belongs to under a rule whose detector looks at several together; nil where there is none.
    public func jointGroup(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        joint?.group(of: series, in: corridors)
    }

    /// A member's value in the unit that the taxonomy has for its quantity; NaN where it cannot be said in it.
    public func jointValue(_ value: Double, of series: SeriesDescriptor) -> Double {
        guard let unit = series.key.quantity.definition?.unit, series.unit.isKnown, series.unit != unit else {
            return value
        }
        return series.unit.convert(value, to: unit) ?? .nan
    }

    /// The detector of such a group; nil where the rule's looks at single series.
    public func jointDetector(for group: JointGroup, rule: Int32) -> JointDetector? {
        joint.map { JointDetector($0.machine(for: group, of: self), rule: rule) }
    }
}

extension RuleSet {
    /// The group that a series belongs to under a rule that is judged over several; nil where there is none.
    public func group(of series: SeriesDescriptor, under rule: Rule) -> JointGroup? {
        if let group = rule.group { return group.descriptor(for: series).map { JointGroup(series: $0) } }
        return rule.jointGroup(of: series, in: corridors)
    }
}
