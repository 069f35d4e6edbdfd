public import BelfryModel

/// Something that took capacity from a simulated freeway, and what could be seen of it.
public struct FreewayIncident: Sendable, Hashable {
    /// A drop from which on an incident counts as visible.
    public static let visibleDropKilometresPerHour = 20.0

    public var from: Timestamp
    public var to: Timestamp
    /// Of the capacity, lost at the place.
    public var severity: Double
    /// The last station that vehicles pass before the place.
    public var upstreamStation: Int
    /// The two next to the place and one more upstream, in driving direction.
    public var stations: [Int]
    /// By how much speed, over two minutes at the worst of `stations`, fell below that of the same day without incidents.
    public internal(set) var dropKilometresPerHour = 0.0
    /// When a station first showed such a drop; nil where none did.
    public internal(set) var visibleFrom: Timestamp?

    /// Whether there was anything to find; known once it is over.
    public var isVisible: Bool { dropKilometresPerHour >= Self.visibleDropKilometresPerHour }

    var cell: Int
}
