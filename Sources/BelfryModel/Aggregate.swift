/// What a rule or a query reads off a window.
public enum Aggregate: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case count
    case sum
    case minimum
    case maximum
    case mean
    case standardDeviation
    case first
    case last

    /// The name that users write: `count`, `sum`, `min`, `max`, `mean`, `stddev`, `first`, `last`.
    public var name: String {
        switch self {
        case .count: "count"
        case .sum: "sum"
        case .minimum: "min"
        case .maximum: "max"
        case .mean: "mean"
        case .standardDeviation: "stddev"
        case .first: "first"
        case .last: "last"
        }
    }

    /// The aggregate of a name, or nil where it is none.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}

extension ClosedWindow {
    /// The value of one aggregate of this window.
    @inlinable
    public func value(of aggregate: Aggregate) -> Double {
        switch aggregate {
        case .count: Double(count)
        case .sum: sum
        case .minimum: minimum
        case .maximum: maximum
        case .mean: mean
        case .standardDeviation: standardDeviation
        case .first: first
        case .last: last
        }
    }
}
