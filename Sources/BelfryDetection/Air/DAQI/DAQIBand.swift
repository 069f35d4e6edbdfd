/// The four bands of the UK's Daily Air Quality Index.
///
/// Intuition: ten numbers for those who want to see a change, four words for advice.
/// ```
///   1 2 3     4 5 6      7 8 9     10
///    low     moderate    high    very high
/// ```
/// Limits: the words are the UK's; its "moderate" begins elsewhere than the American and the European one.
///
/// Not done: colours of one's own for each of the ten numbers; Defra has them for maps, and the advice goes by the
/// band.
///
/// Source: Defra, UK-AIR, Daily Air Quality Index.
public enum DAQIBand: UInt8, CaseIterable, Comparable, Hashable, Sendable, BitwiseCopyable {
    case low
    case moderate
    case high
    case veryHigh

    /// The band of an index, 1...10.
    public init(index: Int) {
        self =
            switch index {
            case ...3: .low
            case ...6: .moderate
            case ...9: .high
            default: .veryHigh
            }
    }

    /// The name that Defra gives it.
    public var name: String {
        switch self {
        case .low: "Low"
        case .moderate: "Moderate"
        case .high: "High"
        case .veryHigh: "Very High"
        }
    }

    /// Low is the least.
    public static func < (left: DAQIBand, right: DAQIBand) -> Bool { left.rawValue < right.rawValue }
}
