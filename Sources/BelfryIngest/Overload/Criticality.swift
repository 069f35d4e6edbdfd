/// How much a message is missed if it is let go under overload: the least is shed first.
public enum Criticality: UInt8, CaseIterable, Sendable, Comparable, BitwiseCopyable {
    case low
    case normal
    /// Never shed for overload, see ``OverloadGovernor``.
    case high

    /// The name that users write and read.
    public var name: String {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        }
    }

    /// The criticality of a name; nil where it is none.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }

    public static func < (left: Criticality, right: Criticality) -> Bool { left.rawValue < right.rawValue }
}
