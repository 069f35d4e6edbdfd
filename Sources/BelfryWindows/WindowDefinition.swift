/// A tumbling window: consecutive spans of one length, aligned to the epoch.
public struct WindowDefinition: Sendable, Hashable {
    /// At least 1 ms.
    public var lengthNanoseconds: Int64

    public init(lengthNanoseconds: Int64) {
        self.lengthNanoseconds = lengthNanoseconds
    }
}
