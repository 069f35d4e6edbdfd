/// Where the event time of a reading came from.
public enum TimeSource: UInt8, Sendable, BitwiseCopyable {
    /// The message carried it.
    case payload
    /// The message carried none, or an implausible one; it is the time of arrival.
    case arrival

    /// The name that users read.
    public var name: String {
        self == .payload ? "payload" : "arrival"
    }
}
