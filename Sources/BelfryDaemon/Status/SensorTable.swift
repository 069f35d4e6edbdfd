// Sensors as operators know them, put together from the series that the engine evaluates, the catalog that names them
// and the fleet that says who is expected.

import BelfryAPI
import BelfryEngine
import BelfryIngest
import BelfryModel

/// The sensors of this gateway and how they are at one instant.
///
/// Pure.
struct SensorTable {
    /// How a sensor is.
    enum State: String {
        case live
        /// Has not reported for more than twice its cadence, or not since the start.
        case late
        /// Its silence is a finding.
        case silent
        /// Stuck, out of range, or otherwise found faulty.
        case faulty
        case neverSeen = "never_seen"
        /// Taken down, in calibration or under repair, as the fleet says; not counted among the others.
        case outOfService = "out_of_service"
    }

    /// Sorted by agency and sensor.
    let sensors: [SensorDocument]
    /// Members of the fleet.
    let expectedCount: Int

    /// The table at `now`.
    ///
    /// - Parameters:
    ///   - series: what the engine knows of each series.
    ///   - catalog: what each series is.
    ///   - fleet: who is expected.
    init(series: [SeriesSnapshot], catalog: [SeriesDescriptor], fleet: [FleetMember], now: Timestamp) {
        let snapshots = Dictionary(uniqueKeysWithValues: series.map { ($0.series, $0) })
        let bySensor = Dictionary(grouping: catalog) { "\($0.key.agency)/\($0.key.sensor)" }
        var sensors = bySensor.values.map { members in
            Self.document(members.map { Member(descriptor: $0, snapshot: snapshots[$0.id]) }, now: now)
        }
        let seen = Set(catalog.map(\.key.sensor))
        sensors += fleet.filter { !seen.contains($0.sensor) }.map(Self.neverSeen)
        self.sensors = sensors.sorted { ($0.agency, $0.sensor) < ($1.agency, $1.sensor) }
        self.expectedCount = fleet.count
    }

    /// One series of a sensor; without a snapshot where it has not been heard of since the start.
    private struct Member {
        var descriptor: SeriesDescriptor
        var snapshot: SeriesSnapshot?
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

    private static func document(_ members: [Member], now: Timestamp) -> SensorDocument {
        let ordered = members.sorted { $0.descriptor.identity < $1.descriptor.identity }
        let descriptor = ordered[0].descriptor
        let snapshots = ordered.compactMap(\.snapshot)
        let lastSeen = snapshots.map(\.lastArrivalTime).max()
        let cadence = snapshots.compactMap(\.cadenceNanoseconds).min() ?? descriptor.cadenceNanoseconds
        let state =
            descriptor.isOutOfService
            ? .outOfService : state(snapshots, lastSeen: lastSeen, cadence: cadence, now: now)
        return SensorDocument(
            sensor: descriptor.key.sensor,
            agency: descriptor.key.agency,
            // Of what it watches, not of its battery.
            domain: (ordered.map(\.descriptor.domain).first { $0 != .other } ?? .other).name,
            zone: descriptor.zone,
            place: descriptor.place.name,
            location: descriptor.location.map { [$0.longitude, $0.latitude] },
            state: state.rawValue,
            lastSeen: lastSeen?.rfc3339,
            cadenceSeconds: cadence.map { Double($0) / Double(Nanoseconds.perSecond) },
            series: ordered.map { document($0, of: state) }
        )
    }

    private static func state(
        _ series: [SeriesSnapshot],
        lastSeen: Timestamp?,
        cadence: Int64?,
        now: Timestamp
    ) -> State {
        guard let lastSeen else { return .late }
        if series.contains(where: \.isFaulty) { return .faulty }
        if series.contains(where: \.isSilent) { return .silent }
        guard let cadence else { return .live }
        return now.nanosecondsSince(lastSeen) > 2 * cadence + Nanoseconds.perSecond ? .late : .live
    }

    private static func document(_ member: Member, of state: State) -> SeriesDocument {
        let descriptor = member.descriptor
        return SeriesDocument(
            series: descriptor.identity,
            sensor: descriptor.key.sensor,
            quantity: descriptor.key.quantity.name,
            agency: descriptor.key.agency,
            domain: descriptor.domain.name,
            zone: descriptor.zone,
            unit: descriptor.unit.code,
            state: state.rawValue,
            lastValue: member.snapshot?.lastValue,
            lastTime: member.snapshot?.lastEventTime.rfc3339,
            quality: member.snapshot?.lastQuality.name
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
            state: (member.isOutOfService ? State.outOfService : .neverSeen).rawValue,
            lastSeen: nil,
            cadenceSeconds: member.cadenceNanoseconds.map { Double($0) / Double(Nanoseconds.perSecond) },
            series: []
        )
    }
}
