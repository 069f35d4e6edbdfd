/// How much a connection may take, and what happens beyond.
public enum MQTTLimits {
    /// A longer client identifier is refused when the session is made; the protocol itself ends at 65,535.
    public static let clientIDBytes = 1_024
    /// More subscriptions are refused when the session is made; they travel in one packet.
    public static let subscriptions = 1_024
    /// The largest packet that may be configured: 268,435,455, the protocol's own end (MQTT 5, 1.5.5).
    public static let packetBytes = 268_435_455
    /// Attempts that still hang in the name service or in TCP; beyond it no new one starts until one of them ends.
    public static let hangingAttempts = 8
    /// Messages without the mark of a repeat after which no repeat is looked for any more: a broker sends again first and
    /// in order (MQTT 5, 4.6), so one would do where it keeps to the standard.
    public static let unmarkedUntilSettled = 1_000
    /// What waits to go out; beyond it the oldest that is not on its way yet is dropped and counted.
    public static let outboxMessages = 1_024
    /// The same in bytes of topic and payload.
    public static let outboxBytes = 4 * 1_024 * 1_024
    /// Between attempts to say that we are there, while the broker does not take it.
    static let presenceAgainNanoseconds: Int64 = 60_000_000_000
    /// Messages on their way out that the broker has not acknowledged yet; the rest waits.
    public static let outboxInFlight = 64
}
