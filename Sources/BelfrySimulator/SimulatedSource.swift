public import BelfryModel

/// Something simulated that speaks over MQTT and knows what is true of it.
public protocol SimulatedSource: Sendable {
    /// `fleet:` and `corridors:` for belfry.yaml, or for a file that it names.
    var fleetYAML: String { get }
    /// What is true until an instant, and what else is known of what begins before.
    func truth(until end: Timestamp) -> [TruthEntry]
    /// The messages before `end` that were not taken yet, in order of time.
    ///
    /// Memory is that of the messages: ask for hours piece by piece.
    mutating func messages(until end: Timestamp) -> [SimulatedMessage]
}
