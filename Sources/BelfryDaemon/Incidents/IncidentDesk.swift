// Where findings from the engine and words from the operators meet. Both end in the same pure machine; whatever it says
// goes to the store, the live stream and the broker in the order in which the machine said it.

public import BelfryIncidents
public import BelfryModel
import Synchronization

/// The incidents of this gateway, shared by the correlation thread and the HTTP handlers.
public final class IncidentDesk: Sendable {
    /// Receives the events of one input, in order; called under the desk's lock, so it only hands over.
    public typealias Outlet = @Sendable ([IncidentEvent]) -> Void

    private let machine: Mutex<IncidentMachine>
    private let outlet: Outlet

    /// A desk that starts with what the store remembers.
    public init(restoring machine: IncidentMachine, outlet: @escaping Outlet) {
        self.machine = Mutex(machine)
        self.outlet = outlet
    }

    /// Takes in findings in the order given.
    public func receive(_ findings: [Finding]) {
        guard !findings.isEmpty else { return }
        machine.withLock { machine in
            let events = findings.flatMap { machine.apply($0, now: $0.detectedAt) }
            if !events.isEmpty { outlet(events) }
        }
    }

    /// Carries out what an operator asked for.
    ///
    /// - Throws: ``IncidentFault`` where the machine refuses.
    /// - Returns: the incident as it stands afterwards.
    public func act(_ action: IncidentAction, now: Timestamp) throws(IncidentFault) -> Incident {
        try machine.withLock { machine throws(IncidentFault) in
            let events =
                switch action.verb {
                case .acknowledge:
                    try machine.acknowledge(action.incident, by: action.by, reason: action.reason, now: now)
                case .close:
                    try machine.close(action.incident, by: action.by, reason: action.reason, now: now)
                case .comment:
                    try machine.comment(action.incident, by: action.by, text: action.reason, now: now)
                }
            if !events.isEmpty { outlet(events) }
            guard let incident = events.last?.incident ?? machine.incident(action.incident) else {
                throw .unknownIncident(action.incident)
            }
            return incident
        }
    }

    /// The open incidents as they stand now.
    public var open: [Incident] {
        machine.withLock { $0.open }
    }
}
