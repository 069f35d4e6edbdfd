// Where findings from the engine and words from the operators meet. Both end in the same pure machine; whatever it says
// goes to the store and the live stream in the order in which the machine said it.

import BelfryIncidents
import BelfryModel
import BelfryServer
import Synchronization

/// The incidents of this gateway, shared by the correlation thread and the HTTP handlers.
final class IncidentDesk: Sendable {
    /// Receives the events of one input, in order; called under the desk's lock, so it only hands over.
    typealias Outlet = @Sendable ([IncidentEvent]) -> Void

    private let machine: Mutex<IncidentMachine>
    private let outlet: Outlet

    /// A desk that starts with what the store remembers.
    init(restoring machine: IncidentMachine, outlet: @escaping Outlet) {
        self.machine = Mutex(machine)
        self.outlet = outlet
    }

    /// Takes in findings in the order given.
    ///
    /// - Parameter instant: up to which there are no others; nil where nobody knows.
    func receive(_ findings: [Finding], through instant: Timestamp? = nil) {
        guard !findings.isEmpty || instant != nil else { return }
        machine.withLock { machine in
            var events = findings.flatMap { machine.apply($0, now: $0.detectedAt) }
            if let instant { events += machine.advance(to: instant) }
            if !events.isEmpty { outlet(events) }
        }
    }

    /// Takes other roads.
    func follow(_ corridors: [Corridor]) { machine.withLock { $0.follow(corridors) } }

    /// Carries out what an operator asked for.
    ///
    /// - Throws: ``IncidentFault`` where the machine refuses.
    /// - Returns: the incident as it stands afterwards.
    func act(_ action: IncidentAction, actor: String, now: Timestamp) throws(IncidentFault) -> Incident {
        let by = action.signature(of: actor)
        return try machine.withLock { machine throws(IncidentFault) in
            let events =
                switch action.verb {
                case .acknowledge:
                    try machine.acknowledge(action.incident, by: by, reason: action.reason, now: now)
                case .close: try machine.close(action.incident, by: by, reason: action.reason, now: now)
                case .comment: try machine.comment(action.incident, by: by, text: action.reason, now: now)
                }
            guard let last = events.last else { throw .unknown(id: action.incident) }
            outlet(events)
            return last.incident
        }
    }

    /// The open incidents as they stand now, the oldest first.
    var open: [Incident] { machine.withLock { $0.open } }

    /// An incident that is open or was closed lately.
    func incident(_ id: String) -> Incident? { machine.withLock { $0.incident(id) } }
}
