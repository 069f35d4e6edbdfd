import BelfryIncidents
import BelfryServer
import BelfryStore

/// Where the events of the desk go: to the live stream at once, and to the disk as soon as it takes them.
struct IncidentOutlet: Sendable {
    let writer: StoreWriter
    let hub: EventHub

    /// Hands events over, in their order; waits for nobody.
    func tell(_ events: [IncidentEvent]) {
        for event in events { hub.publish(event) }
        writer.submit(events)
    }
}
