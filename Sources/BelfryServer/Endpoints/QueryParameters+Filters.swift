import BelfryIncidents
import BelfryModel

extension QueryParameters {
    /// The matchers of the labels that a list can be filtered by: `zone=north`, `severity=major|critical`,
    /// `domain=!=air`, `sensor==~tls-.*`.
    func matchers(_ labels: [LabelMatcher.Label]) throws(RequestFault) -> [LabelMatcher] {
        var matchers: [LabelMatcher] = []
        for label in labels {
            guard let value = text(label.rawValue) else { continue }
            do {
                let matcher = try LabelMatcher(label: label.rawValue, value: value)
                if matcher.isExpression { try Self.checkHarmless(matcher.pattern) }
                matchers.append(matcher)
            } catch let fault as RequestFault {
                throw fault
            } catch {
                throw .badRequest("\(label.rawValue)=\(value): \(error)")
            }
        }
        return matchers
    }

    /// The largest number of items to list.
    func limit(_ limits: ServerLimits) throws(RequestFault) -> Int {
        try number("limit", in: 1...limits.listedItemsAtMost) ?? limits.listedItems
    }

    /// The states of incidents to list: `state=active_unacknowledged|active_acknowledged`, or `state=open` for all but
    /// the closed ones.
    func incidentStates() throws(RequestFault) -> Set<IncidentState> {
        guard let text = text("state") else { return [] }
        if text == "open" { return Set(IncidentState.allCases.filter(\.isOpen)) }
        var states: Set<IncidentState> = []
        for name in text.split(separator: "|", omittingEmptySubsequences: false) {
            guard let state = IncidentState(rawValue: String(name)) else {
                let known = IncidentState.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badRequest("state=\(text): write open, or some of \(known) joined by |")
            }
            states.insert(state)
        }
        return states
    }

    /// Refuses an expression that could take very long to decide (nested repetition backtracks exponentially), since
    /// who may only read shall not be able to keep a thread busy.
    private static func checkHarmless(_ pattern: String) throws(RequestFault) {
        let isPlain = pattern.utf8.allSatisfy { byte in
            byte >= 0x80 || !"()[]{}+?\\^$".utf8.contains(byte)
        }
        guard isPlain, pattern.utf8.count <= 100, pattern.utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 3 else {
            throw .badRequest(
                "\"\(pattern)\": over HTTP an expression may hold text, ., | and up to three *; filter further yourself"
            )
        }
    }
}
