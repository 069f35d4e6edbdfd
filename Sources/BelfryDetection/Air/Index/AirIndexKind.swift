/// Which air quality index: `index: aqi | eaqi | daqi`.
///
/// Intuition: three scales that share a purpose and nothing else. A number of one says nothing on another, so that a rule
/// names its index and each text names it again.
/// ```
///   aqi     0 ──── 50 ──── 100 ──── 150 ──── 200 ──── 300 ──── 500     US EPA, 2024
///   eaqi    1 good … 6 extremely poor                                  EEA, 2024
///   daqi    1 … 10                                                     Defra
/// ```
/// Limits: of one pollutant. What a site has is the worst of its pollutants, each of which has a finding of its own.
///
/// Not done: the indices of national agencies within the EU; the directive asks for one that builds on the EEA's.
///
/// Source: ``AQIScale``, ``EAQIScale``, ``DAQIScale``.
public enum AirIndexKind: String, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    case aqi
    case eaqi
    case daqi

    /// What the index may be.
    public var range: ClosedRange<Int> {
        switch self {
        case .aqi: 0...500
        case .eaqi: 1...6
        case .daqi: 1...10
        }
    }

    /// The name as the public reads it.
    var name: String {
        switch self {
        case .aqi: "AQI"
        case .eaqi: "European air quality index"
        case .daqi: "UK air quality index"
        }
    }

    /// The temperature at which a gas is a mass.
    var gasReferenceCelsius: Double { self == .aqi ? 25 : 20 }

    /// The category of an index: its number from 1 on, its name, and where it begins.
    func category(of index: Int) -> (number: Int, name: String, lowest: Int) {
        switch self {
        case .aqi:
            let category = AQICategory(index: index)
            return (Int(category.rawValue) + 1, category.name, category.lowestIndex)
        case .eaqi:
            let band = EAQIBand(rawValue: UInt8(clamping: index)) ?? .extremelyPoor
            return (index, band.name, index)
        case .daqi:
            let band = DAQIBand(index: index)
            return (Int(band.rawValue) + 1, band.name, [1, 4, 7, 10][Int(band.rawValue)])
        }
    }

    /// The words for categories that a rule may write, each with the index at which it begins.
    public var words: [(word: String, index: Int)] {
        switch self {
        case .aqi:
            AQICategory.allCases.map { (Self.word($0.name), $0.lowestIndex) } + [("unhealthy_for_sensitive", 101)]
        case .eaqi: EAQIBand.allCases.map { (Self.word($0.name), Int($0.rawValue)) }
        case .daqi: zip(DAQIBand.allCases, [1, 4, 7, 10]).map { (Self.word($0.name), $1) }
        }
    }

    private static func word(_ name: String) -> String {
        name.lowercased().split(separator: " ").joined(separator: "_")
    }
}
