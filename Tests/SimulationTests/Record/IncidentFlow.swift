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
    /// Findings that stand raised at the end of the warm-up.
    private var raised: Set<String> = []

    /// Raised findings of the warm-up that may be artefacts: those that stand at its end are told then.
    private var heldBack: [Finding] = []
    /// Raised findings that were news to the operators.
    private(set) var told: [Finding] = []

    init(restoring incidents: [Incident] = [], known: Set<String> = [], trustedFrom: Timestamp? = nil) {
        machine = IncidentMachine(restoring: incidents, knownFindings: known)
        self.known = known
        self.trustedFrom = trustedFrom
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
        if finding.phase == .raised { raised.insert(finding.id) } else { raised.remove(finding.id) }
        if known.contains(finding.id) { return true }
        if finding.phase == .cleared, let index = heldBack.firstIndex(where: { $0.id == finding.id }) {
            heldBack.remove(at: index)
            return false
        }
        let isTrusted = finding.detectedAt >= trustedFrom && finding.kind != .sensorSilent
        if !isTrusted, finding.phase == .raised { heldBack.append(finding) }
        return isTrusted
    }

    /// Ends the warm-up: tells what stands and was held back, and clears what was raised before the restart and is not
    /// borne out by the journal's tail.
    mutating func goLive(_ end: WarmUpEnd) -> [IncidentEvent] {
        trustedFrom = nil
        let standing = heldBack.map { finding in
            var finding = finding
            finding.detectedAt = max(finding.detectedAt, end.newest)
            return finding
        }
        heldBack = []
        let over = end.raisedBefore.filter { $0.from >= end.start && !raised.contains($0.id) }.map { finding in
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
    var start: Timestamp
    var newest: Timestamp
}
