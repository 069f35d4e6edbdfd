/// Why messages were shed, in messages.
public struct ShedCounts: Sendable, Hashable {
    /// Every reading of it was of a series beyond the limit.
    public var seriesLimit = 0
    public var topicRate = 0
    public var overload = 0

    public init() {}

    public var total: Int { seriesLimit + topicRate + overload }

    /// By the reasons' names.
    public var byName: [String: Int] {
        [
            Reason.seriesLimit.name: seriesLimit,
            Reason.topicRate.name: topicRate,
            Reason.overload.name: overload,
        ]
    }

    mutating func count(_ reason: Reason) {
        switch reason {
        case .seriesLimit: seriesLimit += 1
        case .topicRate: topicRate += 1
        case .overload: overload += 1
        // A reason that is not here unbalances the ledger, so that nobody overlooks it.
        default: break
        }
    }
}
