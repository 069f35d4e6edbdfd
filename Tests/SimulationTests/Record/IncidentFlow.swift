import BelfryEngine
import BelfryIncidents
import BelfryModel

/// From findings to incident events: the gate of the warm-up, and the machine.
///
/// As `WarmUpGate`, `IncidentDesk` and the end of `Daemon.warmUp` do it.
struct IncidentFlow {
    private(set) var machine: IncidentMachine
    private let known: Set<String>
    /// Raised findings before this instant are artefacts of the warm-up; nil once live.
    private var trustedFrom: Timestamp?
    /// Series that go on from an image: whatever is said of them is exact, but for silences.
    private var exact: Set<SeriesID> = []
    /// Raised findings of the warm-up that may be artefacts: those that stand at its end are told then.
    private var heldBack: [Finding] = []
    /// Raised findings that were news to the operators.
    private(set) var told: [Finding] = []

    init(restoring incidents: [Incident] = [], known: Set<String> = [], trustedFrom: Timestamp? = nil) {
        machine = IncidentMachine(restoring: incidents, knownFindings: known)
        self.known = known
        self.trustedFrom = trustedFrom
    }

    /// Takes note of what goes on from an image, before anything else.
    mutating func begin(exact: Set<SeriesID>) {
        self.exact = exact
    }

    mutating func take(_ findings: [Finding]) -> [IncidentEvent] {
        tell(findings.filter { pass($0) })
    }

    private mutating func tell(_ findings: [Finding]) -> [IncidentEvent] {
        findings.flatMap { finding in
            let events = machine.apply(finding, now: finding.detectedAt)
            if finding.phase == .raised, !events.isEmpty { told.append(finding) }
            return events
        }
    }

    private mutating func pass(_ finding: Finding) -> Bool {
        guard let trustedFrom else { return true }
        if known.contains(finding.id) { return true }
        if finding.phase == .cleared, let index = heldBack.firstIndex(where: { $0.id == finding.id }) {
            heldBack.remove(at: index)
            return false
        }
        let isExact = finding.detectedAt >= trustedFrom || exact.contains(finding.series.id)
        let isTrusted = isExact && finding.kind != .sensorSilent
        if !isTrusted, finding.phase == .raised { heldBack.append(finding) }
        return isTrusted
    }

    /// Ends the warm-up: tells what stands and was held back, and clears what was raised before the restart and that no
    /// detector holds.
    mutating func goLive(_ end: WarmUpEnd, _ engine: Engine) -> [IncidentEvent] {
        trustedFrom = nil
        let standing = heldBack.map { finding in
            var finding = finding
            finding.detectedAt = max(finding.detectedAt, end.newest)
            return finding
        }
        heldBack = []
        let standings = engine.standings(
            of: end.raisedBefore.map {
                ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value)
            }
        )
        let over = zip(end.raisedBefore, standings).filter { $0.1 == .over }.map { finding, _ in
            var cleared = finding
            cleared.phase = .cleared
            cleared.to = end.newest
            cleared.detectedAt = end.newest
            cleared.text += " (not borne out by the readings before the restart)"
            return cleared
        }
        return tell(standing + over)
    }
}

/// What is known when the journal's tail has been read.
struct WarmUpEnd {
    /// Of open incidents.
    var raisedBefore: [Finding]
    var newest: Timestamp
}
