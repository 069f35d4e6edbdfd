public import BelfryModel

/// A value that does not move any more: `tolerance`, `duration`, `minimum_readings`, `ignore`.
///
/// Raised when all values of `duration` lie within `tolerance` of each other (largest less smallest) and there are at
/// least `minimum_readings` of them; clears at the first value outside.
///
/// Many quantities rest at a value for good reasons: no rain at night, no car on the loop, fog at 100 % humidity. Values
/// within `tolerance` of an ignored one are never stuck. Without `ignore` the quantity's resting values are ignored
/// (``restingValues(of:)``); `ignore: []` ignores nothing.
///
/// For rule packs: use it on quantities that fluctuate in a working sensor (temperature, pollutants, sound, speed, flow)
/// with a `tolerance` below the sensor's usual noise and a `duration` several times its slowest calm: one hour for 1-minute
/// pollutants, six for temperature in 0.1 steps. Leave out counts that may stand still at any value, such as free
/// parking spaces, states and batteries.
public struct FlatLineParameters: Sendable, Hashable {
    /// More ignored values than this are refused.
    public static let ignoredValuesMaximum = 2

    /// In the rule's unit; at least 0.
    public var tolerance: Double
    public var durationNanoseconds: Int64
    /// At least 2.
    public var minimumReadings: Int
    /// At most two, in the rule's unit; nil: the quantity's resting values.
    public var ignoredValues: [Double]?

    public init(
        tolerance: Double = 0,
        durationNanoseconds: Int64 = Nanoseconds.perHour,
        minimumReadings: Int = 6,
        ignoredValues: [Double]? = nil
    ) {
        self.tolerance = tolerance
        self.durationNanoseconds = durationNanoseconds
        self.minimumReadings = minimumReadings
        self.ignoredValues = ignoredValues
    }

    /// Values that a quantity may hold for hours while its sensor is well, in the quantity's canonical unit.
    ///
    /// Nothing for what always fluctuates, the saturated end of humidity and battery, and 0 for everything else.
    public static func restingValues(of quantity: Quantity) -> [Double] {
        switch quantity.name {
        case "temperature", "dew_point", "pressure", "laeq", "lamax", "l10", "l90", "battery_voltage", "rssi", "snr": []
        case "relative_humidity", "battery": [100]
        default: [0]
        }
    }
}
