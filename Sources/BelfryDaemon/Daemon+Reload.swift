import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryServer
import Glibc
import Synchronization

extension Daemon {
    /// How long a reload waits until its rules are in force; a tick, that is a tenth of a second, is the rule.
    private static let ruleNanoseconds = Nanoseconds.perSecond
    /// Rules that a report names.
    private static let rulesNamed = 8

    /// Reads the configuration again and puts rules and fleet in force; an invalid one changes nothing.
    ///
    /// Blocks until whatever arrives meets the new rules; reloads take turns.
    ///
    /// - Throws: `RequestFault` with every fault and its place.
    /// - Returns: one line that says what changed and what waits for a restart.
    @discardableResult
    func reload() throws(RequestFault) -> String {
        try current.withLock { current throws(RequestFault) in
            // Before it is ready and while it stops, systemd must not hear the READY=1 that ends a reload.
            guard isReady.load(ordering: .acquiring) else {
                throw .unavailable("the daemon is starting or stopping; ask again once /-/ready says so")
            }
            notifier.send(.reloading(monotonicMicroseconds: SystemClock.monotonicNanoseconds() / 1_000))
            defer { if isReady.load(ordering: .acquiring) { notifier.send(.ready) } }
            let (fresh, rules) = try readAgain()
            try checkAgainstRunningEngine(rules)
            // First what can be refused, so that a refusal leaves everything as it was.
            try replaceDecoding(fresh, insteadOf: current)
            // Before the rules, which find here whom they look at.
            _ = catalog.replaceFleet(fresh.fleet, corridors: fresh.corridors)
            engine.replaceRules(rules)
            desk.follow(fresh.corridors)
            fleet.withLock { $0 = fresh.fleet }
            configurationHash.withLock { $0 = fresh.hash }
            let line = ReloadReport(from: current, to: fresh, running: configuration).line
            current = fresh
            guard areRulesInForce() else { return line + "; the rules wait for the ingest loop, which stands still" }
            return line + windowsBegunAnew()
        }
    }

    /// The configuration as the files have it now, and its rules.
    private func readAgain() throws(RequestFault) -> (Configuration, RuleSet) {
        do {
            let fresh = try Configuration.load(path: configurationPath, environment: environment)
            let rules = try RuleSet(
                fresh.rules,
                corridors: fresh.corridors,
                configurationHash: fresh.hash
            )
            return (fresh, rules)
        } catch {
            throw .unprocessable("\(error)")
        }
    }

    /// Puts formats, mappings, units and the rest of decoding in force where the topics are those subscribed to.
    private func replaceDecoding(
        _ fresh: Configuration,
        insteadOf current: Configuration
    ) throws(RequestFault) {
        guard fresh.hasTopics(of: configuration), fresh.subscriptions != current.subscriptions else { return }
        let subscriptions = fresh.subscriptions
        try requests.ask { $0.replaceDecoding(subscriptions) }
    }

    /// The lateness in force is that of the start: a window that goes with a new one alone has to wait as well.
    private func checkAgainstRunningEngine(_ rules: RuleSet) throws(RequestFault) {
        do throws(WindowRuleFault) {
            try configuration.engineConfiguration(clock: nil).check(rules)
        } catch {
            throw .unprocessable("\(error); engine.allowed_lateness changes with a restart")
        }
    }

    /// Waits until the rules have been taken up.
    private func areRulesInForce() -> Bool {
        let deadline = SystemClock.monotonicNanoseconds() + Self.ruleNanoseconds
        while !engine.areRulesSettled {
            guard SystemClock.monotonicNanoseconds() < deadline else { return !engine.areRulesWaiting }
            usleep(1_000)
        }
        return true
    }

    /// Which rules look at windows that have just begun, so that nobody waits for what was gathered before.
    private func windowsBegunAnew() -> String {
        let rules = engine.takeWindowsBegunAnew().sorted { $0.key < $1.key }
        guard !rules.isEmpty else { return "" }
        let named = rules.prefix(Self.rulesNamed).map { "\($0.key) (\($0.value) series)" }
        let rest = rules.count > named.count ? " and \(rules.count - named.count) more" : ""
        return "; windows begin anew for \(named.joined(separator: ", "))\(rest)"
    }
}

/// What a reload changed.
///
/// Pure.
struct ReloadReport {
    /// One line for the operator.
    let line: String

    /// - Parameter running: the configuration of the start, which some sections hold on to.
    init(from before: Configuration, to after: Configuration, running: Configuration) {
        let old = Dictionary(uniqueKeysWithValues: before.rules.map { ($0.name, $0.version) })
        let new = Dictionary(uniqueKeysWithValues: after.rules.map { ($0.name, $0.version) })
        let added = new.keys.count { old[$0] == nil }
        let removed = old.keys.count { new[$0] == nil }
        let changed = new.count { old[$0.key] != nil && old[$0.key] != $0.value }
        let kept = new.count - added - changed
        var parts = ["\(added) rules added, \(changed) changed, \(removed) removed; \(kept) kept their state"]
        if before.fleet != after.fleet { parts.append("the fleet changed") }
        let waiting = Self.waiting(running, after)
        if before.subscriptions != after.subscriptions, after.hasTopics(of: running) {
            parts.append("decoding changed")
        }
        if !waiting.isEmpty { parts.append("after a restart: \(waiting.joined(separator: ", "))") }
        line = parts.joined(separator: "; ")
    }

    /// The sections that changed and that only a restart puts in force.
    private static func waiting(_ running: Configuration, _ after: Configuration) -> [String] {
        var sections: [String] = []
        if running.gateway != after.gateway { sections.append("gateway") }
        if running.store != after.store { sections.append("store") }
        if running.http != after.http { sections.append("http") }
        if running.engine != after.engine { sections.append("engine") }
        if running.ingest != after.ingest { sections.append("ingest") }
        if !after.hasTopics(of: running)
            || running.brokers.map(\.publishes) != after.brokers.map(\.publishes)
        {
            sections.append("mqtt")
        }
        return sections
    }
}

extension Configuration {
    /// Whether every broker is asked for the same topics in the same way, so that sessions may stay as they are.
    ///
    /// Secrets do not compare, so what the sessions are told stands for the section.
    fileprivate func hasTopics(of other: Configuration) -> Bool {
        brokers.map(\.session) == other.brokers.map(\.session)
    }
}
