import BelfryDetection
import BelfryModel
import BelfryRing

/// The descriptors of the series that the engine evaluates: asked for once, then kept; never touched per reading.
final class SeriesRegistry: Sendable {
    private struct Entries {
        var descriptors: [SeriesDescriptor?] = []
        /// What names each of them, apart: read for every window of a group.
        var identities: [String] = []
        var unwatched = UnwatchedRules()
        /// Series whose window began anew with the last reload, by rule.
        var begunAnew: [String: Int] = [:]
    }

    private let entries = Guarded(Entries())

    /// Enters a series that was seen for the first time.
    func enter(_ descriptor: SeriesDescriptor, as series: SeriesID) {
        let number = Int(series.index)
        entries.withLock { entries in
            while entries.descriptors.count <= number {
                entries.descriptors.append(nil)
                entries.identities.append("")
            }
            entries.descriptors[number] = descriptor
            entries.identities[number] = descriptor.identity
        }
    }

    /// Asks anew what the known series are; one that nobody can tell any more stays what it was.
    func describeAnew(_ describe: (SeriesID) -> SeriesDescriptor?) {
        let known = entries.withLock { entries in entries.descriptors.compactMap { $0?.id } }
        // Not under the lock, since somebody else's may be behind it.
        for descriptor in known.compactMap(describe) { enter(descriptor, as: descriptor.id) }
    }

    /// The descriptor of a series; nil for one that was never entered.
    func descriptor(of series: SeriesID) -> SeriesDescriptor? {
        entries.withLock { entries in
            let number = Int(series.index)
            return entries.descriptors.indices.contains(number) ? entries.descriptors[number] : nil
        }
    }

    /// What names a series; empty for one that was never entered.
    func identity(of series: SeriesID) -> String {
        entries.withLock { entries in
            let number = Int(series.index)
            return entries.identities.indices.contains(number) ? entries.identities[number] : ""
        }
    }

    /// Notes the rules that match a series and cannot watch it, instead of those noted before for the same cause.
    func note(
        _ skipped: [SkippedRule],
        of series: SeriesDescriptor,
        cause: UnwatchedRules.Cause = .plan,
        rules: RuleSet
    ) {
        entries.withLock { $0.unwatched.replace(skipped, of: series, cause: cause, rules: rules) }
    }

    /// Notes a rule whose window on a series begins anew with a reload.
    func noteBegunAnew(_ rule: String) {
        entries.withLock { $0.begunAnew[rule, default: 0] += 1 }
    }

    /// What was noted since this was asked last: series by rule.
    func takeBegunAnew() -> [String: Int] {
        entries.withLock { entries in
            defer { entries.begunAnew = [:] }
            return entries.begunAnew
        }
    }

    /// The rules that cannot watch a series, by kind.
    var unwatched: [UnwatchedSeries] { entries.withLock { $0.unwatched.listed } }

    /// How many pairs of a rule and a series there are of which the rule cannot watch the series.
    var unwatchedCount: Int { entries.withLock { $0.unwatched.count } }
}
