/// Why the server could not start.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What failed, why, and what to do.
    public var description: String

    init(_ description: String) {
        self.description = description
    }
}
