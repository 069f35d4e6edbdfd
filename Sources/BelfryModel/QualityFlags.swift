/// Why a reading carries its quality: any number of reasons.
///
/// The flags are computed, since a stored static costs a call where other rooms ask for it per reading.
public struct QualityFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Outside what the quantity can physically be.
    @inlinable public static var outOfRange: QualityFlags { QualityFlags(rawValue: 1 << 0) }
    /// The payload's time was implausible and the arrival time stands in for it.
    @inlinable public static var clock: QualityFlags { QualityFlags(rawValue: 1 << 1) }
    /// No unit was declared or the declared one is not known.
    @inlinable public static var unitUnknown: QualityFlags { QualityFlags(rawValue: 1 << 2) }
    /// The device itself declared the value doubtful or wrong.
    @inlinable public static var deviceStatus: QualityFlags { QualityFlags(rawValue: 1 << 3) }
    /// Older than the allowed lateness when it arrived.
    @inlinable public static var late: QualityFlags { QualityFlags(rawValue: 1 << 4) }
    /// Same series and event time as an earlier reading, with another value: the last arrival counts.
    @inlinable public static var correction: QualityFlags { QualityFlags(rawValue: 1 << 5) }
    /// Payload, topic or mapping named different sensors.
    @inlinable public static var identityConflict: QualityFlags { QualityFlags(rawValue: 1 << 6) }
    /// Coordinates look swapped.
    @inlinable public static var coordinatesSwapped: QualityFlags { QualityFlags(rawValue: 1 << 7) }
    /// Came from the broker's retained store, so it may be old.
    @inlinable public static var retained: QualityFlags { QualityFlags(rawValue: 1 << 8) }
    /// The payload contradicts itself.
    @inlinable public static var contradiction: QualityFlags { QualityFlags(rawValue: 1 << 9) }
    /// Read again out of the quarantine, long after it was measured: stored, and never evaluated.
    @inlinable public static var replayed: QualityFlags { QualityFlags(rawValue: 1 << 10) }

    /// The reasons that make its time a matter for a second look.
    @inlinable public static var doubtfulTime: QualityFlags { QualityFlags(rawValue: 1 << 1 | 1 << 8) }

    /// The reasons that make it worth a second look: its time, or its sensor's own doubt.
    @inlinable public static var noteworthy: QualityFlags { QualityFlags(rawValue: 1 << 1 | 1 << 3 | 1 << 8) }

    private static let names: [(QualityFlags, String)] = [
        (.outOfRange, "out_of_range"), (.clock, "clock"), (.unitUnknown, "unit_unknown"),
        (.deviceStatus, "device_status"), (.late, "late"), (.correction, "correction"),
        (.identityConflict, "identity_conflict"), (.coordinatesSwapped, "coordinates_swapped"),
        (.retained, "retained"), (.contradiction, "contradiction"), (.replayed, "replayed"),
    ]

    /// The names that users read, in the order of the bits.
    public var names: [String] {
        Self.names.filter { contains($0.0) }.map(\.1)
    }
}
