// Sensors as operators know them, put together from the series that the engine evaluates, the catalog that names them
// and the fleet that says who is expected.

import BelfryAPI
import BelfryEngine
import BelfryIngest
import BelfryModel

/// The sensors of this gateway and how they are at one instant. Pure.
struct SensorTable {
    /// How a sensor is; the worst of its series wins.
    enum State: String, Comparable {
        case live
        /// Has not reported for more than twice its cadence.
        case late
        /// Its silence is a finding.
        case silent
        /// Stuck, out of range, or otherwise found faulty.
        case faulty
        case neverSeen = "never_seen"

        private var rank: Int {
            switch self {
            case .live: 0
            case .late: 1
            case .silent: 2
            case .faulty: 3
            case .neverSeen: 4
            }
        }

        static func < (left: State, right: State) -> Bool { left.rank < right.rank }
    }

    /// Sorted by agency and sensor.
    let sensors: [SensorDocument]
    /// Members of the fleet.
    let expectedCount: Int

    /// The table at `now`.
    ///
    /// - Parameters:
    ///   - series: what the engine knows of each series.
    ///   - fleet: who is expected.
    ///   - unhealthy: sensors with a raised finding about their health, by `agency/sensor`, with its kind.
    init(series: [SeriesSnapshot], fleet: [FleetMember], unhealthy: [String: FindingKind], now: Timestamp) {
        var sensors: [SensorDocument] = []
        let bySensor = Dictionary(grouping: series) { "\($0.descriptor.key.agency)/\($0.descriptor.key.sensor)" }
        for (key, members) in bySensor {
            sensors.append(Self.document(members, unhealthy: unhealthy[key], now: now))
        }
        let seen = Set(sensors.map(\.sensor))
        sensors += fleet.filter { !seen.contains($0.sensor) }.map(Self.neverSeen)
        self.sensors = sensors.sorted { ($0.agency, $0.sensor) < ($1.agency, $1.sensor) }
        self.expectedCount = fleet.count
    }

    /// How many are in which state.
    var counts: SensorCounts {
        func count(_ state: State) -> Int { sensors.count { $0.state == state.rawValue } }
        return SensorCounts(
            expected: expectedCount,
            live: count(.live),
            late: count(.late),
            silent: count(.silent),
            faulty: count(.faulty),
            neverSeen: count(.neverSeen)
        )
    }

    private static func document(_ series: [SeriesSnapshot], unhealthy: FindingKind?, now: Timestamp) -> SensorDocument {
        let ordered = series.sorted { $0.descriptor.identity < $1.descriptor.identity }
        let descriptor = ordered[0].descriptor
        let lastSeen = ordered.map(\.lastArrival).max() ?? .distantPast
        let cadence = ordered.compactMap(\.cadenceNanoseconds).min()
        return SensorDocument(
            sensor: descriptor.key.sensor,
            agency: descriptor.key.agency,
            domain: descriptor.domain.name,
            zone: descriptor.zone,
            place: descriptor.place.name,
            location: descriptor.location.map { [$0.longitude, $0.latitude] },
            state: state(lastSeen: lastSeen, cadence: cadence, unhealthy: unhealthy, now: now).rawValue,
            lastSeen: lastSeen.rfc3339,
            cadenceSeconds: cadence.map { Double($0) / Double(Nanoseconds.perSecond) },
            series: ordered.map(Self.document)
        )
    }

    private static func state(
        lastSeen: Timestamp,
        cadence: Int64?,
        unhealthy: FindingKind?,
        now: Timestamp
    ) -> State {
        if let unhealthy { return unhealthy == .sensorSilent ? .silent : .faulty }
        guard let cadence else { return .live }
        return now.nanosecondsSince(lastSeen) > 2 * cadence + Nanoseconds.perSecond ? .late : .live
    }

    private static func document(_ series: SeriesSnapshot) -> SeriesDocument {
        let descriptor = series.descriptor
        return SeriesDocument(
            series: descriptor.identity,
            sensor: descriptor.key.sensor,
            quantity: descriptor.key.quantity.name,
            agency: descriptor.key.agency,
            domain: descriptor.domain.name,
            zone: descriptor.zone,
            unit: descriptor.unit.code,
            lastValue: series.lastValue,
            lastTime: series.lastEventTime.rfc3339,
            quality: series.lastQuality.name
        )
    }

    private static func neverSeen(_ member: FleetMember) -> SensorDocument {
        SensorDocument(
            sensor: member.sensor,
            agency: member.agency ?? "",
            domain: member.domain?.name ?? Domain.other.name,
            zone: member.zone ?? "",
            place: member.site ?? member.sensor,
            location: member.location.map { [$0.longitude, $0.latitude] },
            state: State.neverSeen.rawValue,
            lastSeen: nil,
            cadenceSeconds: member.cadenceNanoseconds.map { Double($0) / Double(Nanoseconds.perSecond) },
            series: []
        )
    }
}
