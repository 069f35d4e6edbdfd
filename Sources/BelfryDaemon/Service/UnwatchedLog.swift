import BelfryEngine
import BelfryModel

/// What the log says of rules that match series and cannot watch them: each rule and quantity once, with the reason.
///
/// Pure: what there is now comes in, the lines about what was not told before go out.
struct UnwatchedLog {
    /// Lines under one configuration; whatever else there is `belfry status` counts.
    static let mostLines = 100

    private struct Kind: Hashable {
        var rule: String
        var quantity: String
        var reason: String
    }

    private var told: Set<Kind> = []
    private var configurationHash = ""

    /// The lines about what is new; under another configuration everything is.
    mutating func lines(_ unwatched: [UnwatchedSeries], configurationHash: String) -> [String] {
        if configurationHash != self.configurationHash {
            told = []
            self.configurationHash = configurationHash
        }
        var lines: [String] = []
        for one in unwatched where told.count < Self.mostLines {
            let kind = Kind(rule: one.rule, quantity: one.quantity.name, reason: one.reason)
            guard told.insert(kind).inserted else { continue }
            let others = one.count > 1 ? " and \(one.count - 1) more series" : ""
            lines.append("rule \(one.rule) cannot watch \(one.series)\(others): \(one.reason)")
            if told.count == Self.mostLines {
                lines.append("further rules that cannot watch a series are only counted")
            }
        }
        return lines
    }
}
