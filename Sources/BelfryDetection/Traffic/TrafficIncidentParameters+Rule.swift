import BelfryModel
import BelfryWindows

extension TrafficIncidentParameters: JointParameters {
    static let name = "traffic_incident"
    static let kind = FindingKind.trafficIncident

    var usualWindow: RuleWindow? {
        RuleWindow(.tumbling(lengthNanoseconds: 30 * Nanoseconds.perSecond), aggregate: .mean, minimumCoverage: 0)
    }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkDuration(forNanoseconds, "for", from: Nanoseconds.perSecond)
        try validator.checkDuration(waveNanoseconds, "wave", from: Nanoseconds.perSecond)
        try validator.checkDuration(clearAfterNanoseconds, "clear_after", from: Nanoseconds.perSecond)
        guard waveNanoseconds >= forNanoseconds else {
            throw validator.fault("wave", "it is shorter than for", "a small loss has to last longer than a great one")
        }
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine([forNanoseconds, waveNanoseconds, clearAfterNanoseconds])
    }

    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        guard StationMeasure(series.key.quantity) != nil, let place = CorridorStation(of: series, on: corridors) else {
            return nil
        }
        let corridor = corridors[place.corridor]
        return JointGroup(
            series: Self.descriptor(corridor.id, Place(kind: .section, name: corridor.id), series),
            sections: corridor.stations.indices.map { station in
                Self.descriptor(corridor.stations[station], corridor.stretch(from: station), series)
            },
            station: place.station
        )
    }

    private static func descriptor(_ name: String, _ place: Place, _ member: SeriesDescriptor) -> SeriesDescriptor {
        SeriesDescriptor(
            id: RuleGroup.seriesNumber,
            key: SeriesKey(agency: "corridor", sensor: name, quantity: Quantity("speed")),
            unit: Unit("km/h"),
            domain: .traffic,
            zone: member.zone,
            place: place
        )
    }

    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine {
        CorridorDetector(stations: group.sections.map(\.key.sensor), parameters: watch)
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "Incident on \(text.series.place.name) since \(text.since)\(text.speeds)\(text.occupancies)\(text.loss); "
                + "look before you send"
        case .cleared: "Incident on \(text.series.place.name): no longer seen after \(text.lasted)\(text.speeds)"
        }
    }
}

extension FindingText {
    /// `: 24 km/h upstream, 96 km/h downstream`.
    fileprivate var speeds: String {
        guard let upstream = number(.upstreamSpeed) else { return "" }
        let downstream = number(.downstreamSpeed).map { ", \(NumberText.text(of: $0.rounded())) km/h downstream" } ?? ""
        return ": \(NumberText.text(of: upstream.rounded())) km/h upstream\(downstream)"
    }

    /// `, occupancy 38 and 6 %`.
    fileprivate var occupancies: String {
        guard let upstream = number(.upstreamOccupancy), let downstream = number(.downstreamOccupancy) else {
            return ""
        }
        return
            ", occupancy \(NumberText.text(of: upstream.rounded())) and \(NumberText.text(of: downstream.rounded())) %"
    }

    /// `, 45 % of its capacity lost`.
    fileprivate var loss: String {
        guard let loss = number(.lostCapacityPercent) else { return "" }
        return ", \(NumberText.text(of: loss.rounded())) % of its capacity lost"
    }
}
