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
    let openIncidents: [Incident]
    /// The youngest of those that are closed.
    let closedIncidents: [Incident]
    let knownFindings: Set<String>
    let deliveries: [StoredDelivery]
    /// Sessions that brokers have accepted, by name.
    let sessions: [String: Timestamp]
    /// What the engine knew when it was last written down.
    let image: EngineImage?
    /// The newest reading stored; nil in a new store.
    let newestArrival: Timestamp?
    let clock: SteadyClock
    let startedAt: Timestamp

    /// Opens and restores.
    ///
    /// - Throws: ``StartFault`` that names the file or the rule.
    init(_ configuration: Configuration) throws(StartFault) {
        do {
            rules = try RuleSet(
                configuration.rules,
                corridors: configuration.corridors,
                configurationHash: configuration.hash
            )
        } catch {
            throw StartFault(.configuration, error.description)
        }
        do throws(WindowRuleFault) {
            try configuration.engineConfiguration(clock: nil).check(rules)
        } catch {
            throw StartFault(.configuration, error.description)
        }
        do throws(StoreError) {
            store = try Store(configuration.storeConfiguration)
            newestArrival = store.statistics().newestArrival
            image = try store.image().map {
                EngineImage(instant: $0.instant, parts: Array($0.parts.dropFirst()), groups: $0.parts.first ?? [])
            }
            let newest = max(newestArrival ?? .distantPast, image?.instant ?? .distantPast)
            startedAt =
                newest == .distantPast ? SystemClock.wall() : max(SystemClock.wall(), newest.advanced(byNanoseconds: 1))
            clock = SteadyClock(
                wall: startedAt,
                monotonicNanoseconds: SystemClock.monotonicNanoseconds(),
                suspendedNanoseconds: SystemClock.suspendedNanoseconds()
            )
            catalog = SeriesCatalog(
                limit: configuration.engine.seriesLimit,
                fleet: configuration.fleet,
                corridors: configuration.corridors
            )
            catalog.restore(try store.series())
            openIncidents = try store.openIncidents()
            closedIncidents = try store.incidents(matching: IncidentQuery(states: [.closed]))
            let since = JournalTail.findingsSince(start: startedAt, newest: newestArrival, image: image?.instant)
            knownFindings = try store.findingIdentifiers(since: since)
            sessions = try store.sessions()
            deliveries = try store.recentDeliveries(batches: RecentDeliveries.batches)
        } catch {
            throw StartFault(error.kind.isConfiguration ? .configuration : .inputOutput, error.description)
        }
    }

    /// The findings of open incidents that were not cleared when the daemon before this one ended.
    var raisedFindings: [Finding] {
        openIncidents.flatMap { $0.findings.filter { $0.phase == .raised } }
    }

    /// Findings whose incident an operator closed while their condition held.
    ///
    /// A clear for them was never stored, so they may be long over; taken as raised they clear quietly, left out they
    /// would ring again.
    private var closedWhileRaised: [Finding] {
        closedIncidents.flatMap { $0.findings.filter { $0.phase == .raised } }
    }

    /// From where the journal is read again.
    func warmUpStart(_ configuration: Configuration) -> Timestamp? {
        newestArrival.map {
            JournalTail.start(
                before: $0,
                longestWindow: configuration.longestWindowNanoseconds,
                lateness: configuration.engine.allowedLatenessNanoseconds
            )
        }
    }

    /// What the engine is to take as raised: the warm-up raises anew what lies within it.
    func activeFindings(before warmUpStart: Timestamp?) -> [ActiveFinding] {
        (raisedFindings + closedWhileRaised).filter { finding in
            guard let warmUpStart else { return true }
            return JournalTail.isBefore(warmUpStart, finding)
        }
        .map { ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value) }
    }
}

extension StoreError.Kind {
    /// Whether somebody has to change the configuration or the file's place, and trying again is of no use.
    var isConfiguration: Bool {
        switch self {
        case .notOurs, .newer, .permission, .missing, .inUse: true
        default: false
        }
    }
}
