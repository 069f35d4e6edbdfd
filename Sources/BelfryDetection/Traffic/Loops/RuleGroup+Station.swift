import BelfryModel

extension RuleGroup {
    /// One or several sensors beside each other on a road, as a series of its own.
    ///
    /// Nothing is raised on it, only on its members; its quantity is none that a sensor has, so that the two are told apart.
    static func station(of member: SeriesDescriptor, agency: String, name: String) -> SeriesDescriptor {
        SeriesDescriptor(
            id: seriesNumber,
            key: SeriesKey(agency: agency, sensor: name, quantity: Quantity("flow_and_occupancy")),
            unit: .unknown,
            domain: .traffic,
            zone: member.zone,
            place: member.place
        )
    }
}
