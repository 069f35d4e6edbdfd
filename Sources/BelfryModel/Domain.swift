/// The part of city life that a quantity belongs to.
public enum Domain: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Flow, speed, occupancy, queues, travel times.
    case traffic
    /// Pollutants and weather.
    case air
    /// Water, noise, crowds, vibration, carbon monoxide, smoke.
    case safety
    /// Everything else, batteries and radio levels among it.
    case other

    /// The name that users write and read.
    public var name: String {
        switch self {
        case .traffic: "traffic"
        case .air: "air"
        case .safety: "safety"
        case .other: "other"
        }
    }

    /// The domain of a name, or nil where it is none.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}
