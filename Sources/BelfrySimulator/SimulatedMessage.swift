public import BelfryModel

/// One message that the simulated city publishes.
public struct SimulatedMessage: Sendable, Hashable {
    /// When it is published.
    public var time: Timestamp
    public var topic: String
    public var payload: [UInt8]
    public var isRetained: Bool
    /// 0 or 1.
    public var qos: Int
}
