/// Values from one limit to another, both included: a state that a sensor is in or is not.
public struct ValueBand: Sendable, Hashable, BitwiseCopyable {
    public var low: Double
    public var high: Double

    public init(low: Double = -.infinity, high: Double = .infinity) {
        self.low = low
        self.high = high
    }

    /// Values above a limit, itself excluded.
    public static func above(_ limit: Double) -> ValueBand { ValueBand(low: limit.nextUp) }

    /// Values below a limit, itself excluded.
    public static func below(_ limit: Double) -> ValueBand { ValueBand(high: limit.nextDown) }

    /// One value.
    public static func exactly(_ value: Double) -> ValueBand { ValueBand(low: value, high: value) }

    /// No value.
    static let nothing = ValueBand(low: .infinity, high: -.infinity)

    public func contains(_ value: Double) -> Bool { value >= low && value <= high }

    /// The values in both.
    public func intersection(_ other: ValueBand) -> ValueBand {
        ValueBand(low: max(low, other.low), high: min(high, other.high))
    }
}
