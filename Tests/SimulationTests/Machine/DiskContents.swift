import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel

/// What a store holds, without its file.
struct DiskContents {
    /// Batches whose deliveries are kept, as `RecentDeliveries.batches` says.
    static let deliveryBatches = 16

    /// By arrival.
    private(set) var readings: [Reading] = []
    private(set) var series: [SeriesDescriptor] = []
    private(set) var deliveries: [[Delivery]] = []
    private(set) var incidents: [String: Incident] = [:]
    private(set) var quarantined = 0
    /// The engine as it was written down last.
    var image: EngineImage?

    /// One transaction: all of it or nothing.
    mutating func apply(_ batch: IngestBatch) {
        readings += batch.readings
        for descriptor in batch.newSeries {
            series.removeAll { $0.id == descriptor.id }
            series.append(descriptor)
        }
        if !batch.deliveries.isEmpty { deliveries.append(batch.deliveries) }
        if deliveries.count > Self.deliveryBatches { deliveries.removeFirst() }
        quarantined += batch.quarantine.count
    }

    mutating func apply(_ saved: [Incident]) {
        for incident in saved { incidents[incident.id] = incident }
    }

    var openIncidents: [Incident] { incidents.values.filter(\.state.isOpen) }
    var closedIncidents: [Incident] { incidents.values.filter { !$0.state.isOpen } }

    /// Of findings detected since then.
    func findingIdentifiers(since: Timestamp) -> Set<String> {
        Set(incidents.values.flatMap(\.findings).filter { $0.detectedAt >= since }.map(\.id))
    }

    /// The readings that arrived at `start` or later.
    func tail(since start: Timestamp) -> ArraySlice<Reading> {
        let index = readings.firstIndex { $0.arrivalTime >= start } ?? readings.endIndex
        return readings[index...]
    }
}
