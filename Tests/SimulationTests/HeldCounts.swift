import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel

/// What a run held in memory at most: none of it may grow with how long it runs.
struct HeldCounts {
    private var messages = 0
    private var deliveries = 0
    private var waitingIncidents = 0
    private var openIncidents = 0
    private var series = 0
    private var stateBytes = 0
    private var topics = 0

    mutating func note(_ daemon: SimulatedDaemon) {
        messages = max(messages, daemon.batch.messageCount)
        deliveries = max(deliveries, daemon.recentDeliveries.count)
        waitingIncidents = max(waitingIncidents, daemon.disk.waitingIncidentCount)
        topics = max(topics, daemon.ledger.topics.count)
        guard daemon.hasEnded else { return }
        let snapshot = daemon.engine.snapshot()
        series = max(series, snapshot.series)
        stateBytes = max(stateBytes, snapshot.stateBytes)
        openIncidents = max(openIncidents, daemon.flow.machine.open.count)
    }

    /// What was held that should not have been.
    func problem(in town: Town) -> String? {
        let quantities = town.sensors.reduce(0) { $0 + $1.quantities.count }
        let bounds = [
            ("messages in a batch", messages, SimulatedDaemon.Pace.messagesPerBatch),
            ("batches of deliveries", deliveries, DiskContents.deliveryBatches),
            // Two a place: about what it measures, and about itself.
            ("incidents that wait for the disk", waitingIncidents, 2 * town.sensors.count * 8),
            ("open incidents", openIncidents, 2 * town.sensors.count + Domain.allCases.count),
            ("series", series, quantities),
            ("bytes of state", stateBytes, quantities * 12_288),
            ("topics", topics, town.sensors.count + 1),
        ]
        return bounds.first { $0.1 > $0.2 }.map { "held \($0.1) \($0.0); \($0.2) is the most" }
    }
}
