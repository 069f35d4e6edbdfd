import BelfryIncidents
import BelfryModel
import GRDB

extension IncidentQuery {
    /// The query as a condition on the table `incident`; every value is bound, none becomes SQL.
    var condition: (sql: String, arguments: StatementArguments) {
        var terms: [String] = []
        var arguments = StatementArguments()
        func add(_ term: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            terms.append(term)
            arguments += [value]
        }
        if !states.isEmpty {
            terms.append("state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(states.map(\.rawValue).sorted())
        }
        add("severity_rank >= ?", minimumSeverity.map { Int($0.rawValue) })
        add("domain = ?", domain?.name)
        add("agency = ?", agency)
        add("zone = ?", zone)
        add("place = ?", place)
        add("opened_at_ns >= ?", openedSince?.nanoseconds)
        add("opened_at_ns < ?", openedBefore?.nanoseconds)
        add("updated_at_ns >= ?", updatedSince?.nanoseconds)
        return (terms.isEmpty ? "true" : terms.joined(separator: " AND "), arguments)
    }
}
