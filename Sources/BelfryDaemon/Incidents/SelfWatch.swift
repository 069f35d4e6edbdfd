// Belfry watches itself with the means it watches the city with: a broker that is gone, a disk at fault and a full
// series table become findings, so that they reach the desk as incidents and not only as a line in a log.

import BelfryModel

/// Turns lasting faults of the daemon's own parts into findings.
///
/// Pure: time and states come in, findings go out.
struct SelfWatch: Sendable {
    /// The series number of all that the daemon finds out about itself.
    static let seriesNumber = SeriesID(-1)

    /// One part of the daemon and how it is.
    struct Part: Sendable, Equatable {
        var kind: FindingKind
        /// What it is about: a broker's name, `store`, `series table`.
        var name: String
        /// Nil while it is well, else what is wrong and what to do.
        var fault: String?
    }

    /// A fault shorter than this is not worth a bell: a broker's restart takes a few seconds.
    static let patienceNanoseconds = 10 * Nanoseconds.perSecond

    private struct State {
        var faultySince: Timestamp?
        var raised: Finding?
    }

    /// Of the configuration in force.
    var configurationHash = ""
    private let gateway: String
    private var states: [String: State] = [:]

    /// A watch for one gateway.
    init(gateway: String) {
        self.gateway = gateway
    }

    /// Takes over findings that were raised before a restart.
    mutating func restore(_ findings: [Finding]) {
        for finding in findings where finding.phase == .raised && finding.series.key.agency == gateway {
            states[finding.rule + "/" + finding.series.key.sensor] = State(faultySince: finding.from, raised: finding)
        }
    }

    /// The clock was set forward, and no time has passed: what has not lasted long enough still has to.
    mutating func moveClock(byNanoseconds distance: Int64) {
        guard distance > 0 else { return }
        states = states.mapValues { state in
            State(faultySince: state.faultySince?.advanced(byNanoseconds: distance), raised: state.raised)
        }
    }

    /// The findings that the parts' present states bring about.
    mutating func observe(_ parts: [Part], now: Timestamp) -> [Finding] {
        parts.compactMap { part in
            let key = "belfry-" + part.kind.rawValue + "/" + part.name
            var state = states[key] ?? State()
            defer { states[key] = state }
            guard let fault = part.fault else {
                state.faultySince = nil
                guard var finding = state.raised else { return nil }
                state.raised = nil
                finding.phase = .cleared
                finding.to = now
                finding.detectedAt = now
                return finding
            }
            let since = state.faultySince ?? now
            state.faultySince = since
            guard state.raised == nil, now.nanosecondsSince(since) >= Self.patienceNanoseconds else { return nil }
            let finding = self.finding(part, fault: fault, since: since, now: now)
            state.raised = finding
            return finding
        }
    }

    private func finding(_ part: Part, fault: String, since: Timestamp, now: Timestamp) -> Finding {
        let lasted = Double(now.nanosecondsSince(since)) / Double(Nanoseconds.perSecond)
        return Finding(
            phase: .raised,
            kind: part.kind,
            severity: part.kind == .seriesLimit ? .minor : .major,
            rule: "belfry-" + part.kind.rawValue,
            ruleVersion: "built-in",
            series: SeriesDescriptor(
                id: Self.seriesNumber,
                key: SeriesKey(agency: gateway, sensor: part.name, quantity: Quantity("fault")),
                unit: Unit("1"),
                domain: .other,
                place: Place(kind: .site, name: gateway)
            ),
            from: since,
            detectedAt: now,
            value: 1,
            text: fault,
            evidence: [Evidence(name: "fault_seconds", value: lasted, unit: Unit("s"), time: now)],
            configurationHash: configurationHash
        )
    }
}
