import BelfryModel

/// What sensors that fall silent together have in common.
enum OutageScope: Hashable, Sendable {
    /// Every sensor: a broker is away.
    case all
    case agency(String)
    /// The sensors of one agency in one zone, as they hang on one gateway.
    case zone(agency: String, name: String)
    case site(String)

    /// The scopes that a sensor's series belongs to, the widest first.
    static func scopes(of series: SeriesDescriptor) -> [OutageScope] {
        var scopes = [OutageScope.agency(series.key.agency)]
        if !series.zone.isEmpty { scopes.append(.zone(agency: series.key.agency, name: series.zone)) }
        if series.place.kind == .site { scopes.append(.site(series.place.name)) }
        return scopes
    }

    /// The scope of an outage that was raised before a restart; nil of other findings.
    init?(_ finding: Finding) {
        let series = finding.series
        switch (finding.kind, series.key.quantity.name) {
        case (.brokerOffline, _): self = .all
        case (.gatewayOffline, "agency_outage"): self = .agency(series.key.agency)
        case (.gatewayOffline, "zone_outage"): self = .zone(agency: series.key.agency, name: series.key.sensor)
        case (.gatewayOffline, "site_outage"): self = .site(series.key.sensor)
        default: return nil
        }
    }

    /// Whether a narrower scope lies within.
    func contains(_ other: OutageScope) -> Bool {
        switch (self, other) {
        case (.all, .agency), (.all, .zone), (.all, .site): true
        case (.agency(let agency), .zone(let other, _)): agency == other
        default: false
        }
    }

    /// The series that an outage is told of; `member` is one of its sensors.
    func descriptor(like member: SeriesDescriptor) -> SeriesDescriptor {
        let (quantity, name) =
            switch self {
            case .all, .agency: ("agency_outage", member.key.agency)
            case .zone(_, let zone): ("zone_outage", zone)
            case .site(let site): ("site_outage", site)
            }
        return SeriesDescriptor(
            // Of what Belfry finds out by itself.
            id: SeriesID(-1),
            key: SeriesKey(agency: member.key.agency, sensor: name, quantity: Quantity(quantity)),
            unit: Unit("1"),
            domain: .other,
            zone: member.zone,
            place: Place(kind: .site, name: name),
            location: self == .site(name) ? member.location : nil
        )
    }

    /// `agency traffic`.
    var text: String {
        switch self {
        case .all: "all"
        case .agency(let name): "agency \(name)"
        case .zone(let agency, let name): "agency \(agency) in zone \(name)"
        case .site(let name): "site \(name)"
        }
    }
}
