import BelfryEngine
import BelfryIncidents
import BelfryModel

extension DiskContents {
    /// What the engine is to take as raised: the warm-up raises anew what lies within it.
    func activeFindings(before warmUpStart: Timestamp?) -> [ActiveFinding] {
        (openIncidents + closedIncidents).sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
            .flatMap { $0.findings.filter { $0.phase == .raised } }
            .filter { finding in
                guard let warmUpStart else { return true }
                return JournalTail.isBefore(warmUpStart, finding)
            }
            .map { ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value) }
    }
}
