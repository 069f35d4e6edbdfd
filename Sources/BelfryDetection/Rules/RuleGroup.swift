public import BelfryModel

/// The series that a rule looks at together: `group: { by: zone, combine: mean, minimum_members: 3 }`.
///
/// ```
///   pm2_5 of aq-1 ──► window ──┐
///   pm2_5 of aq-2 ──► window ──┼──► one value ──► the rule's detector, on the zone
///   pm2_5 of aq-3 ──► window ──┘
/// ```
/// Members are the series that the rule matches, of one quantity, with the same label.
public struct RuleGroup: Sendable, Hashable {
    /// What members have in common.
    public enum Label: String, CaseIterable, Sendable {
        case zone, place, agency, domain
    }

    /// What is made of the members' values.
    public enum Combination: String, CaseIterable, Sendable {
        case mean, min, max, sum
        /// The largest less the smallest: how far both stations of a pair lie apart.
        case spread
        /// How many members have a value.
        case count
    }

    public var label: Label
    public var combination: Combination
    /// A window with values of fewer members says nothing; at least 1.
    public var minimumMembers: Int

    public init(by label: Label, combination: Combination = .mean, minimumMembers: Int = 2) {
        self.label = label
        self.combination = combination
        self.minimumMembers = minimumMembers
    }

    /// The series number of every group; what is raised on one is told apart by its identity.
    public static let seriesNumber = SeriesID(-2)

    /// The group that a series belongs to, as a series of its own.
    ///
    /// - Returns: nil where the series lacks the label.
    public func descriptor(for series: SeriesDescriptor) -> SeriesDescriptor? {
        let name =
            switch label {
            case .zone: series.zone
            case .place: series.place.name
            case .agency: series.key.agency
            case .domain: series.domain.name
            }
        guard !name.isEmpty else { return nil }
        return SeriesDescriptor(
            id: Self.seriesNumber,
            key: SeriesKey(agency: label.rawValue, sensor: name, quantity: series.key.quantity),
            unit: series.key.quantity.definition?.unit ?? series.unit,
            domain: series.domain,
            zone: label == .zone ? name : "",
            place: Place(kind: .site, name: name)
        )
    }

    /// What is made of the values of some members; not of none.
    public func combine(_ values: [Double]) -> Double {
        let lowest = values.min() ?? .nan
        let highest = values.max() ?? .nan
        return switch combination {
        case .mean: values.reduce(0, +) / Double(values.count)
        case .min: lowest
        case .max: highest
        case .sum: values.reduce(0, +)
        case .spread: highest - lowest
        case .count: Double(values.count)
        }
    }
}
