import BelfryEngine
import BelfryIncidents
import BelfryModel

/// From findings to incident events: the gate of a restart, and the machine.
///
/// As `IncidentDesk` and the end of `Daemon.warmUp` do it.
struct IncidentFlow {
    private(set) var machine: IncidentMachine
    private var gate: RestartGate
    /// Raised findings that were news to the operators.
    private(set) var told: [Finding] = []

    init(restoring incidents: [Incident] = [], known: Set<String> = []) {
        machine = IncidentMachine(restoring: incidents, knownFindings: known)
        gate = RestartGate(known: known)
    }

    /// Closes until the journal's tail has been read.
    mutating func close(before newest: Timestamp, exact: Set<SeriesID>) {
        gate.close(before: newest, exact: exact)
    }

    mutating func take(_ findings: [Finding]) -> [IncidentEvent] {
        tell(gate.pass(findings))
    }

    private mutating func tell(_ findings: [Finding]) -> [IncidentEvent] {
        findings.flatMap { finding in
            let events = machine.apply(finding, now: finding.detectedAt)
            if finding.phase == .raised, !events.isEmpty { told.append(finding) }
            return events
        }
    }

    /// Ends the warm-up: tells what stands and was held back, and clears what no detector holds.
    mutating func goLive(_ end: WarmUpEnd, _ engine: Engine) -> [IncidentEvent] {
        tell(gate.open(at: end.newest) + engine.settle(end.raisedBefore, at: end.newest))
    }
}

/// What is known when the journal's tail has been read.
struct WarmUpEnd {
    /// Of open incidents.
    var raisedBefore: [Finding]
    var newest: Timestamp
}
