// What has to be there before the first thread starts, and in which order: the disk first, then what it remembers.

import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfryStore

/// The opened store and everything that a daemon takes over from the one before it.
struct Groundwork {
    let store: Store
    let catalog: SeriesCatalog
    let rules: RuleSet
    let incidents: IncidentMachine
    let openIncidents: [Incident]
    let knownFindings: Set<String>
    let deliveries: [StoredDelivery]
    let clock: SteadyClock
    let startedAt: Timestamp

    /// Opens and restores.
    ///
    /// - Throws: ``StartFault`` that names the file or the rule.
    init(_ configuration: Configuration) throws(StartFault) {
        do {
            let store = try Store(
                StoreConfiguration(
                    path: configuration.store.path,
                    rawRetentionNanoseconds: configuration.store.retention.rawNanoseconds,
                    quarantineLimit: configuration.store.quarantineLimit
                )
            )
            self.store = store
            let newest = store.statistics().newestArrival ?? .distantPast
            let wall = SystemClock.wall()
            clock = SteadyClock(
                wall: wall,
                monotonicNanoseconds: SystemClock.monotonicNanoseconds(),
                notBefore: newest.advanced(byNanoseconds: 1)
            )
            startedAt = max(wall, newest)
            catalog = SeriesCatalog(configuration.catalog)
            catalog.restore(try store.series())
            let since = startedAt.advanced(byNanoseconds: -2 * WarmUp.longestNanoseconds)
            knownFindings = try store.findingIdentifiers(since: since)
            openIncidents = try store.openIncidents()
            incidents = IncidentMachine(restoring: openIncidents, knownFindings: knownFindings)
            deliveries = try store.recentDeliveries(batches: RecentDeliveries.batches)
        } catch {
            throw StartFault(error.kind.isConfiguration ? .configuration : .inputOutput, error.description)
        }
        do {
            rules = try RuleSet(configuration.rules)
        } catch {
            throw StartFault(.configuration, error.description)
        }
    }

    /// The findings that were raised and not cleared when the daemon before this one ended.
    var raisedFindings: [Finding] {
        openIncidents.flatMap { $0.findings.filter { $0.phase == .raised } }
    }
}
