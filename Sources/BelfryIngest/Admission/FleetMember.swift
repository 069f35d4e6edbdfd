public import BelfryModel

/// A sensor that is expected, and what is known of it beforehand.
public struct FleetMember: Sendable, Hashable {
    public var sensor: String
    /// nil for the sensor of this name of whichever agency.
    public var agency: String?
    public var domain: Domain?
    public var zone: String?
    /// What an operator would call the place; sensors of one site join one incident.
    public var site: String?
    public var location: Location?
    /// The interval between its readings; nil where it is to be learnt.
    public var cadenceNanoseconds: Int64?
    public var instrument: Instrument
    /// Taken down, in calibration or under repair: its readings are kept, and nothing is made of them.
    public var isOutOfService: Bool

    public init(
        sensor: String,
        agency: String? = nil,
        domain: Domain? = nil,
        zone: String? = nil,
        site: String? = nil,
        location: Location? = nil,
        cadenceNanoseconds: Int64? = nil,
        instrument: Instrument = .unknown,
        isOutOfService: Bool = false
    ) {
        self.sensor = sensor
        self.agency = agency
        self.domain = domain
        self.zone = zone
        self.site = site
        self.location = location
        self.cadenceNanoseconds = cadenceNanoseconds
        self.instrument = instrument
        self.isOutOfService = isOutOfService
    }
}

/// The fleet by sensor, and the roads that some of it stands on.
struct Fleet: Sendable {
    private let members: [String: [FleetMember]]
    private let corridors: [Corridor]

    init(_ members: [FleetMember], corridors: [Corridor] = []) {
        self.members = Dictionary(grouping: members, by: \.sensor)
        self.corridors = corridors
    }

    /// The member that a series belongs to; one that names the agency goes before one that does not.
    func member(of key: SeriesKey) -> FleetMember? {
        guard let candidates = members[key.sensor] else { return nil }
        return candidates.first { $0.agency == key.agency } ?? candidates.first { $0.agency == nil }
    }

    /// Puts what the fleet says into a descriptor; place, location and cadence are the fleet's alone to say.
    func describe(_ descriptor: inout SeriesDescriptor) {
        let member = member(of: descriptor.key)
        if let domain = member?.domain { descriptor.domain = domain }
        if let zone = member?.zone, !zone.isEmpty { descriptor.zone = zone }
        descriptor.place = place(of: descriptor, site: member?.site)
        descriptor.location = member?.location
        descriptor.cadenceNanoseconds = member?.cadenceNanoseconds
        descriptor.instrument = member?.instrument ?? .unknown
        descriptor.isOutOfService = member?.isOutOfService ?? false
    }

    /// A site of the fleet, else the stretch that a corridor's station looks at, else the sensor itself.
    private func place(of series: SeriesDescriptor, site: String?) -> Place {
        if let site { return Place(kind: .site, name: site) }
        var alone = series
        alone.place = Place(kind: .sensor, name: series.key.sensor)
        guard let station = CorridorStation(of: alone, on: corridors) else { return alone.place }
        return corridors[station.corridor].stretch(from: station.station)
    }
}
