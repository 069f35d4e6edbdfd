/// Messages shed for overload, by what they were worth.
public struct OverloadCounts: Sendable, Hashable {
    public private(set) var low = 0
    public private(set) var normal = 0

    public init() {}

    public var total: Int { low + normal }

    mutating func count(_ criticality: Criticality) {
        switch criticality {
        case .low: low += 1
        case .normal: normal += 1
        // Never shed for overload.
        case .high: break
        }
    }

    /// Adds the counts of another batch.
    public static func += (left: inout OverloadCounts, right: OverloadCounts) {
        left.low += right.low
        left.normal += right.normal
    }
}
