public import BelfryModel

/// What a detector has to be shown in order to say anything.
///
/// ```
///   mcmaster    (occupancy) and (flow or vehicle_count)      on corridors
///   threshold   whatever a rule matches
/// ```
/// It speaks of what there is to look at; whether limits go with units is each series' own matter.
public struct DetectorNeeds: Sendable, Hashable {
    /// Of each of these lists one quantity; none: whatever is matched.
    public var quantities: [[Quantity]]
    /// Whether it looks at nothing but stations of corridors.
    public var isOnCorridors: Bool

    public init(_ quantities: [[String]] = [], isOnCorridors: Bool = false) {
        self.quantities = quantities.map { $0.map { Quantity($0) } }
        self.isOnCorridors = isOnCorridors
    }
}
