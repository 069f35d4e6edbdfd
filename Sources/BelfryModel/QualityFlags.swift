/// Why a reading carries its quality: any number of reasons.
public struct QualityFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Outside what the quantity can physically be.
    public static let outOfRange = QualityFlags(rawValue: 1 << 0)
    /// The payload's time was implausible and the arrival time stands in for it.
    public static let clock = QualityFlags(rawValue: 1 << 1)
    /// No unit was declared or the declared one is not known.
    public static let unitUnknown = QualityFlags(rawValue: 1 << 2)
    /// The device itself declared the value doubtful or wrong.
    public static let deviceStatus = QualityFlags(rawValue: 1 << 3)
    /// Older than the allowed lateness when it arrived.
    public static let late = QualityFlags(rawValue: 1 << 4)
    /// Same series and event time as an earlier reading, with another value: the last arrival counts.
    public static let correction = QualityFlags(rawValue: 1 << 5)
    /// Payload, topic or mapping named different sensors.
    public static let identityConflict = QualityFlags(rawValue: 1 << 6)
    /// Coordinates look swapped.
    public static let coordinatesSwapped = QualityFlags(rawValue: 1 << 7)
    /// Came from the broker's retained store, so it may be old.
    public static let retained = QualityFlags(rawValue: 1 << 8)
    /// The payload contradicts itself.
    public static let contradiction = QualityFlags(rawValue: 1 << 9)

    private static let names: [(QualityFlags, String)] = [
        (.outOfRange, "out_of_range"), (.clock, "clock"), (.unitUnknown, "unit_unknown"),
        (.deviceStatus, "device_status"), (.late, "late"), (.correction, "correction"),
        (.identityConflict, "identity_conflict"), (.coordinatesSwapped, "coordinates_swapped"),
        (.retained, "retained"), (.contradiction, "contradiction"),
    ]

    /// The names that users read, in the order of the bits.
    public var names: [String] {
        Self.names.filter { contains($0.0) }.map(\.1)
    }
}
