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

    public init(
        sensor: String,
        agency: String? = nil,
        domain: Domain? = nil,
        zone: String? = nil,
        site: String? = nil,
        location: Location? = nil,
        cadenceNanoseconds: Int64? = nil
    ) {
        self.sensor = sensor
        self.agency = agency
        self.domain = domain
        self.zone = zone
        self.site = site
        self.location = location
        self.cadenceNanoseconds = cadenceNanoseconds
    }
}

/// The fleet by sensor.
struct Fleet: Sendable {
    private let members: [String: [FleetMember]]

    init(_ members: [FleetMember]) {
        self.members = Dictionary(grouping: members, by: \.sensor)
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
        descriptor.place =
            member?.site.map { Place(kind: .site, name: $0) } ?? Place(kind: .sensor, name: descriptor.key.sensor)
        descriptor.location = member?.location
        descriptor.cadenceNanoseconds = member?.cadenceNanoseconds
    }
}
