import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryServer
import Synchronization

extension Daemon {
    /// Reads the configuration again and puts rules and fleet in force; an invalid one changes nothing.
    ///
    /// - Throws: `RequestFault` with every fault and its place.
    /// - Returns: one line that says what changed and what waits for a restart.
    @discardableResult
    func reload() throws -> String {
        notifier.send(.reloading(monotonicMicroseconds: SystemClock.monotonicNanoseconds() / 1_000))
        defer { notifier.send(.ready) }
        let fresh: Configuration
        let rules: RuleSet
        do {
            fresh = try Configuration.load(path: configurationPath, environment: environment)
            rules = try RuleSet(fresh.rules)
            try fresh.engineConfiguration(clock: nil).check(rules)
        } catch {
            throw RequestFault.unprocessable("\(error)")
        }
        let before = current.withLock { current in
            defer { current = fresh }
            return current
        }
        engine.replaceRules(rules)
        fleet.withLock { $0 = fresh.fleet }
        _ = catalog.replaceFleet(fresh.fleet)
        return ReloadReport(from: before, to: fresh).line
    }
}

/// What a reload changed.
///
/// Pure.
struct ReloadReport {
    /// One line for the operator.
    let line: String

    init(from before: Configuration, to after: Configuration) {
        let old = Dictionary(uniqueKeysWithValues: before.rules.map { ($0.name, $0.version) })
        let new = Dictionary(uniqueKeysWithValues: after.rules.map { ($0.name, $0.version) })
        let added = new.keys.count { old[$0] == nil }
        let removed = old.keys.count { new[$0] == nil }
        let changed = new.count { old[$0.key] != nil && old[$0.key] != $0.value }
        let kept = new.count - added - changed
        var parts = ["\(added) rules added, \(changed) changed, \(removed) removed; \(kept) kept their state"]
        if before.fleet != after.fleet { parts.append("the fleet changed") }
        let waiting = Self.waiting(before, after)
        if !waiting.isEmpty { parts.append("after a restart: \(waiting.joined(separator: ", "))") }
        line = parts.joined(separator: "; ")
    }

    /// The sections that changed and that only a restart puts in force.
    private static func waiting(_ before: Configuration, _ after: Configuration) -> [String] {
        var sections: [String] = []
        if before.gateway != after.gateway { sections.append("gateway") }
        if before.store != after.store { sections.append("store") }
        if before.http != after.http { sections.append("http") }
        if before.engine != after.engine { sections.append("engine") }
        // Secrets do not compare, so what the sessions are told stands for the section.
        if before.brokers.map(\.session) != after.brokers.map(\.session) { sections.append("mqtt") }
        return sections
    }
}
