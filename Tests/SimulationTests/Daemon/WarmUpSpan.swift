import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryModel

/// How much of the journal is read again, as `WarmUp` has it.
enum WarmUpSpan {
    static let longestNanoseconds = 2 * Nanoseconds.perHour
    static let shortestNanoseconds = 10 * Nanoseconds.perMinute
    static let unsavedNanoseconds = Nanoseconds.perMinute
    static let outageNanoseconds = 5 * Nanoseconds.perSecond

    static func start(before newest: Timestamp, rules: RuleSet) -> Timestamp {
        let longestWindow = rules.rules.compactMap { $0.window?.lengthNanoseconds }.max() ?? 0
        let span = min(
            max(longestWindow + SimulatedDaemon.latenessNanoseconds, shortestNanoseconds),
            longestNanoseconds
        )
        return newest.advanced(byNanoseconds: -span)
    }
}

extension DiskContents {
    /// What the engine is to take as raised: the warm-up raises anew what lies within it.
    func activeFindings(before warmUpStart: Timestamp?) -> [ActiveFinding] {
        (openIncidents + closedIncidents).sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
            .flatMap { $0.findings.filter { $0.phase == .raised } }
            .filter { warmUpStart == nil || $0.from < warmUpStart ?? .distantFuture }
            .map { ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value) }
    }
}
