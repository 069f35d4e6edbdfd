public import BelfryModel

/// A time in which a station of a simulated freeway does not tell the truth.
public struct FreewayFault: Sendable, Hashable {
    /// What is wrong with it.
    public enum Kind: String, Sendable, CaseIterable {
        /// Nothing is reported.
        case dropout
        /// The last true row is repeated.
        case stuck
        /// Some occupancies are far too high.
        case spikes
        /// Nothing is counted, though vehicles pass.
        case zero
        /// Each number strays on its own.
        case noise
    }

    public var kind: Kind
    public var station: Int
    public var from: Timestamp
    public var to: Timestamp
}
