/// How bad a finding or an incident is; ordered, worst last.
public enum Severity: UInt8, CaseIterable, Comparable, Sendable, BitwiseCopyable {
    case warning
    case minor
    case major
    case critical

    /// The name that users write and read: `warning`, `minor`, `major`, `critical`.
    public var name: String {
        switch self {
        case .warning: "warning"
        case .minor: "minor"
        case .major: "major"
        case .critical: "critical"
        }
    }

    /// The severity of a name, or nil where it is none of the four.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }

    public static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}
