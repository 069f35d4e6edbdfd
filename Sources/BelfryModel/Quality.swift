/// How far a reading may be trusted, stamped once at decoding.
///
/// After QARTOD (U.S. IOOS, "Manual for Real-Time Quality Control"): good, suspect, fail, not evaluated.
public enum Quality: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case good
    /// Used by windows and detectors, shown as doubtful.
    case suspect
    /// Stored and seen by the quality detectors; kept out of windows and of every other detector.
    case bad
    /// Not evaluated, for example because the unit is unknown.
    case unknown

    /// The name that users read.
    public var name: String {
        switch self {
        case .good: "good"
        case .suspect: "suspect"
        case .bad: "bad"
        case .unknown: "unknown"
        }
    }

    /// The quality of a name, or nil where it is none.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}
