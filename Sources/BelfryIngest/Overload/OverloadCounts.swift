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

    /// What came on top of earlier counts of the same batch.
    public func since(_ earlier: OverloadCounts) -> OverloadCounts {
        var counts = OverloadCounts()
        counts.low = low - earlier.low
        counts.normal = normal - earlier.normal
        return counts
    }
}
