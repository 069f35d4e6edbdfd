/// Why a broker cannot be listened to: what is wrong and what to do.
public struct ListeningFault: Error, Equatable, CustomStringConvertible {
    public var reason: String
    /// Whether somebody has to change what was asked for, and trying again is of no use.
    public var isConfiguration: Bool

    public init(_ reason: String, isConfiguration: Bool = false) {
        self.reason = reason
        self.isConfiguration = isConfiguration
    }

    public var description: String { reason }
}
