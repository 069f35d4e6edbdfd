import BelfryIngest
import BelfryModel

/// The Sparkplug nodes of one broker that ought to be asked for their birth certificates and may not be.
///
/// Pure.
struct UnaskedNodes: Sendable {
    /// The most nodes remembered; further ones are not told of until one of these is forgotten.
    static let limit = 256
    /// A node whose data cannot be read is noted again each minute: after this time it has been born, or is silent.
    static let memoryNanoseconds = 3 * Nanoseconds.perMinute
    /// How many the sentence names; the others are a number.
    private static let namedCount = 3

    private var nodes: [(name: String, at: Timestamp)] = []

    /// Notes a node.
    mutating func note(_ request: RebirthRequest, at now: Timestamp) {
        let name = "\(request.group)/\(request.node)"
        nodes.removeAll { $0.name == name || Self.isForgotten($0.at, now) }
        if nodes.count < Self.limit { nodes.append((name, now)) }
    }

    /// What an operator should know and do; nil while there is nothing.
    func reason(broker: String, at now: Timestamp) -> String? {
        let names = nodes.filter { !Self.isForgotten($0.at, now) }.map(\.name)
        guard !names.isEmpty else { return nil }
        let others = names.count > Self.namedCount ? " and \(names.count - Self.namedCount) more" : ""
        return "broker \(broker): data of the Sparkplug nodes \(names.prefix(Self.namedCount).joined(separator: ", "))"
            + "\(others) cannot be read without their birth certificates, and publish: false keeps Belfry from asking "
            + "for them; restart the nodes, or write publish: true"
    }

    private static func isForgotten(_ at: Timestamp, _ now: Timestamp) -> Bool {
        now.nanosecondsSince(at) >= Self.memoryNanoseconds
    }
}
