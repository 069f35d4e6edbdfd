import BelfryModel

/// Which findings belong together: those of one place and domain that are about the same kind of thing.
///
/// What happens in the city and what happens to a sensor are kept apart. A flood that falls must be able to clear and
/// close while a sensor of the same place still lies there with an empty battery; and a dead sensor is work for another
/// desk, with another urgency, than the water is.
///
/// A place that is a sensor is one agency's: two agencies may both own a `s-01`.
struct IncidentGroup: Hashable, Sendable {
    enum Subject: UInt8, Sendable {
        case city
        case sensorHealth
    }

    var place: Place
    /// Empty where the place is larger than one sensor.
    var agency: String
    var domain: Domain
    var subject: Subject

    init(_ finding: Finding) {
        self.init(
            place: finding.series.place,
            agency: finding.series.key.agency,
            domain: finding.series.domain,
            kind: finding.kind
        )
    }

    init(_ incident: Incident) {
        self.init(place: incident.place, agency: incident.agency, domain: incident.domain, kind: incident.kind)
    }

    private init(place: Place, agency: String, domain: Domain, kind: FindingKind) {
        self.place = place
        self.agency = place.kind == .sensor ? agency : ""
        self.domain = domain
        self.subject = kind.isAboutSensor ? .sensorHealth : .city
    }

    /// The identifier of the incident of this group that opens at an instant: the same in every run.
    func incidentIdentifier(openedAt: Timestamp) -> String {
        var hash = StableHash()
        hash.combine(place.kind.rawValue)
        hash.combine(place.name)
        hash.combine(UInt8(0))
        hash.combine(agency)
        hash.combine(UInt8(0))
        hash.combine(domain.rawValue)
        hash.combine(subject.rawValue)
        hash.combine(openedAt.nanoseconds)
        return "i-" + ShortIdentifier.text(of: hash.value)
    }
}
