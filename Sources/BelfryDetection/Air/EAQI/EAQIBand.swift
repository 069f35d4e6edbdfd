/// The six bands of the European Air Quality Index.
///
/// Intuition: the European index has no numbers between its bands, and wants none: an hour is as good as its band.
///
/// Limits: a band by itself does not say which table it is from. The names are those of before 2024 as well, and the
/// same hour was often a band better then.
///
/// Not done: an index from 0 to 100 within the bands; some services invent one, the EEA does not.
///
/// Source: European Environment Agency, European Air Quality Index, revision of 2024: names and colours.
public enum EAQIBand: UInt8, CaseIterable, Comparable, Hashable, Sendable, BitwiseCopyable {
    case good = 1
    case fair
    case moderate
    case poor
    case veryPoor
    case extremelyPoor

    /// The name that the EEA gives it.
    public var name: String {
        switch self {
        case .good: "Good"
        case .fair: "Fair"
        case .moderate: "Moderate"
        case .poor: "Poor"
        case .veryPoor: "Very poor"
        case .extremelyPoor: "Extremely poor"
        }
    }

    /// The colour as red, green and blue in hexadecimal digits.
    public var colour: String {
        switch self {
        case .good: "50f0e6"
        case .fair: "50ccaa"
        case .moderate: "f0e641"
        case .poor: "ff5050"
        case .veryPoor: "960032"
        case .extremelyPoor: "7d2181"
        }
    }

    /// Good is the least.
    public static func < (left: EAQIBand, right: EAQIBand) -> Bool { left.rawValue < right.rawValue }
}
