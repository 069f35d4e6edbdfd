/// The six categories of the American index.
///
/// Intuition: nobody acts on 137. People act on a word and a colour, and the breakpoints were chosen so that each word
/// begins where the evidence of harm changes.
/// ```
///   0 ── 50 │ 51 ── 100 │ 101 ──── 150 │ 151 ─ 200 │ 201 ── 300 │ 301 ──────── 500 │ beyond
///    good   │  moderate │  sensitive   │ unhealthy │    very    │           hazardous
/// ```
/// Limits: the category is that of the rounded index. Beyond 500 it stays hazardous; there is no seventh.
///
/// Not done: 301–400 and 401–500 as two segments, as before May 2024; they had one category even then.
///
/// Source: EPA-454/B-24-002 (May 2024); 40 CFR 58, appendix G, table 1: names and colours.
public enum AQICategory: UInt8, CaseIterable, Comparable, Hashable, Sendable, BitwiseCopyable {
    case good
    case moderate
    case unhealthyForSensitiveGroups
    case unhealthy
    case veryUnhealthy
    case hazardous

    /// The category of an index; one below 0 is good, one beyond 500 hazardous.
    public init(index: Int) {
        self = Self.allCases.first { index <= $0.highestIndex } ?? .hazardous
    }

    /// The lowest index of the category.
    public var lowestIndex: Int {
        switch self {
        case .good: 0
        case .moderate: 51
        case .unhealthyForSensitiveGroups: 101
        case .unhealthy: 151
        case .veryUnhealthy: 201
        case .hazardous: 301
        }
    }

    /// The highest index of the category; that of hazardous is the end of the index.
    public var highestIndex: Int {
        switch self {
        case .good: 50
        case .moderate: 100
        case .unhealthyForSensitiveGroups: 150
        case .unhealthy: 200
        case .veryUnhealthy: 300
        case .hazardous: 500
        }
    }

    /// The descriptor, which EPA allows no other words for.
    public var name: String {
        switch self {
        case .good: "Good"
        case .moderate: "Moderate"
        case .unhealthyForSensitiveGroups: "Unhealthy for Sensitive Groups"
        case .unhealthy: "Unhealthy"
        case .veryUnhealthy: "Very Unhealthy"
        case .hazardous: "Hazardous"
        }
    }

    /// The colour as red, green and blue in hexadecimal digits.
    public var colour: String {
        switch self {
        case .good: "00e400"
        case .moderate: "ffff00"
        case .unhealthyForSensitiveGroups: "ff7e00"
        case .unhealthy: "ff0000"
        case .veryUnhealthy: "8f3f97"
        case .hazardous: "7e0023"
        }
    }

    /// Good is the least.
    public static func < (left: AQICategory, right: AQICategory) -> Bool { left.rawValue < right.rawValue }
}
