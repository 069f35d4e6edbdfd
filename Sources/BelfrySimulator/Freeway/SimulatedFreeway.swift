// The simulated freeway as its stations tell it to a broker.
//
//   FreewayCorridor ─► rows of an interval ─► SenML of each station ─► messages in order of time
//          └─ a copy runs ahead ─► truth
//
// Each station sends flow, occupancy and speed a moment after its interval is over, stamped with the interval's last
// second.

public import BelfryModel

/// A freeway corridor that speaks over MQTT: one message a station and interval.
public struct SimulatedFreeway: SimulatedSource {
    public let sensors: [SimulatedSensor]
    public let corridor: Corridor
    private let start: Timestamp
    private var road: FreewayCorridor
    /// What was made of intervals that are over and not taken yet, in order of time.
    private var pending: [SimulatedMessage] = []

    /// How long after its interval the first station speaks, and each further one after the one before.
    private static let delayNanoseconds = 200 * Nanoseconds.perMillisecond
    private static let stepNanoseconds = 40 * Nanoseconds.perMillisecond

    /// A freeway whose stations begin to speak at `start`, of the interval that is not over then; the road has been there
    /// since midnight.
    ///
    /// - Parameter seed: see ``FreewayPlan/tuningSeeds`` and ``FreewayPlan/heldOutSeeds``.
    public init(seed: UInt64, plan: FreewayPlan = FreewayPlan(), start: Timestamp) {
        sensors = (0..<plan.stations).map { Self.sensor($0, plan) }
        corridor = Corridor(id: "freeway", stations: sensors.map(\.sensor))
        self.start = start
        road = FreewayCorridor(seed: seed, plan: plan, start: start.alignedDown(toMultipleOf: Nanoseconds.perDay))
        while overAt(road.time) <= start { _ = road.nextInterval() }
    }

    public var fleetYAML: String {
        FleetText.yaml(of: sensors, [SimulatedCorridor(id: corridor.id, stations: corridor.stations)])
    }

    /// The incidents that begin before `end` and were not over at the start, and of what they are all.
    public func truth(until end: Timestamp) -> [TruthEntry] {
        guard start < end else { return [] }
        var ahead = road
        while ahead.time < end { _ = ahead.nextInterval() }
        let scope = TruthScope(
            sensors: corridor.stations,
            from: start,
            to: end,
            intervalSeconds: Double(road.plan.intervalSeconds)
        )
        let events = ahead.incidents.filter { $0.to > start && $0.from < end }.map { event(of: $0) }
        return [.scope(scope)] + events.map { .event($0) }
    }

    public mutating func messages(until end: Timestamp) -> [SimulatedMessage] {
        while overAt(road.time) < end { tell(road.nextInterval(), overAt: road.time) }
        let due = pending.prefix { $0.time < end }
        pending.removeFirst(due.count)
        return Array(due)
    }

    private func overAt(_ time: Timestamp) -> Timestamp {
        time.advanced(byNanoseconds: road.plan.intervalSeconds * Nanoseconds.perSecond)
    }

    private mutating func tell(_ rows: [FreewayRow], overAt over: Timestamp) {
        let stamp = over.advanced(byNanoseconds: -Nanoseconds.perSecond)
        let perHour = 3_600 / Double(road.plan.intervalSeconds)
        for row in rows {
            let delay = Self.delayNanoseconds + Int64(row.station) * Self.stepNanoseconds
            let time = over.advanced(byNanoseconds: delay)
            let values = [Double(row.count) * perHour, row.occupancyPercent, row.speedKilometresPerHour ?? .nan]
            for (topic, payload) in PayloadText.messages(of: sensors[row.station], values: values, time: stamp) {
                pending.append(
                    SimulatedMessage(time: time, topic: topic, payload: payload, isRetained: false, qos: 1)
                )
            }
        }
    }

    private func event(of incident: FreewayIncident) -> TruthEvent {
        let upstream = incident.upstreamStation
        return TruthEvent(
            kind: .trafficCrash,
            place: upstream < corridor.sectionCount ? corridor.sectionName(upstream) : corridor.stations[upstream],
            sensors: incident.stations.map { corridor.stations[$0] },
            from: incident.from,
            to: incident.to,
            expect: [.trafficIncident],
            domain: .traffic,
            isVisible: incident.isVisible
        )
    }
}

extension SimulatedFreeway {
    /// The `subscribe:` entry for the broker that the freeway publishes to.
    public static let subscriptionYAML = #"- { topic: "traffic/{zone}/{sensor}", format: senml, agency: traffic }"#

    /// West of the city, northwards: a kilometre is about 0.009 degrees.
    private static func sensor(_ number: Int, _ plan: FreewayPlan) -> SimulatedSensor {
        let kilometre = Double(number * plan.cellsPerStation) * plan.cellMetres / 1_000
        return SimulatedSensor(
            sensor: CityPlan.name("freeway", number + 1),
            agency: "traffic",
            domain: .traffic,
            zone: "west",
            site: "Freeway km \(DecimalText.text(kilometre, decimals: 1))",
            location: Location(
                longitude: CityPlan.centre.longitude - 0.06,
                latitude: CityPlan.centre.latitude + 0.009 * (kilometre - 3)
            ),
            cadenceNanoseconds: plan.intervalSeconds * Nanoseconds.perSecond,
            format: .senml,
            quantities: [Quantity("flow"), Quantity("occupancy"), Quantity("speed")]
        )
    }
}
