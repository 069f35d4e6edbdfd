import BelfryModel
import BelfryWindows

extension TrafficIncidentParameters: JointParameters {
    static let name = "traffic_incident"
    static let kind = FindingKind.trafficIncident

    var usualWindow: RuleWindow? {
        RuleWindow(.tumbling(lengthNanoseconds: 30 * Nanoseconds.perSecond), aggregate: .mean, minimumCoverage: 0)
    }

    var needs: DetectorNeeds { DetectorNeeds(algorithm.needs, isOnCorridors: true) }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        switch algorithm {
        case .corridor(let times): try validator.check(times)
        case .california7(let parameters): try validator.check(parameters)
        case .california8(let parameters): try validator.check(parameters)
        case .mcMaster(let parameters): try validator.check(parameters)
        case .lowVolume(let parameters): try validator.check(parameters)
        }
    }

    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault) {
        try validator.checkInterval(window)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(algorithm.name)
        switch algorithm {
        case .corridor(let times):
            digest.combine([times.forNanoseconds, times.waveNanoseconds, times.clearAfterNanoseconds])
        case .california7(let parameters): digest.combine(parameters)
        case .california8(let parameters): digest.combine(parameters)
        case .mcMaster(let parameters): digest.combine(parameters)
        case .lowVolume(let parameters): digest.combine(parameters)
        }
    }

    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        guard let measure = StationMeasure(series.key.quantity), algorithm.asks(for: measure),
            let place = CorridorStation(of: series, on: corridors)
        else { return nil }
        let corridor = corridors[place.corridor]
        return JointGroup(
            series: descriptor(corridor.id, Place(kind: .section, name: corridor.id), series),
            sections: corridor.stations.indices.map { station in
                descriptor(corridor.stations[station], corridor.stretch(from: station), series)
            },
            station: place.station
        )
    }

    private func descriptor(_ name: String, _ place: Place, _ member: SeriesDescriptor) -> SeriesDescriptor {
        let quantity = algorithm.quantity
        return SeriesDescriptor(
            id: RuleGroup.seriesNumber,
            key: SeriesKey(agency: "corridor", sensor: name, quantity: quantity),
            unit: quantity.definition?.unit ?? .unknown,
            domain: .traffic,
            zone: member.zone,
            place: place
        )
    }

    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine {
        let stations = group.sections.map(\.key.sensor)
        return switch algorithm {
        case .corridor(let times): CorridorDetector(stations: stations, parameters: times.watch)
        case .california7(let parameters):
            PairDetector(California7Algorithm(parameters: parameters), stations: stations)
        case .california8(let parameters):
            PairDetector(California8Algorithm(parameters: parameters), stations: stations)
        case .mcMaster(let parameters):
            PairDetector(McMasterAlgorithm(parameters, stations: stations), stations: stations)
        case .lowVolume(let parameters): PairDetector(LowVolumeAlgorithm(parameters: parameters), stations: stations)
        }
    }
}

extension TrafficIncidentParameters.Algorithm {
    /// What it looks at; the others are not waited for.
    fileprivate func asks(for measure: StationMeasure) -> Bool {
        switch self {
        case .corridor: true
        case .california7, .california8: measure == .occupancy
        case .mcMaster: measure != .speed
        case .lowVolume: measure == .flow || measure == .count
        }
    }

    /// Of each list one quantity, without which it never knows enough.
    fileprivate var needs: [[String]] {
        switch self {
        case .corridor: [["speed", "occupancy"]]
        case .california7, .california8: [["occupancy"]]
        case .mcMaster: [["occupancy"], ["flow", "vehicle_count"]]
        case .lowVolume: [["flow", "vehicle_count"]]
        }
    }

    /// What its findings tell the value of.
    fileprivate var quantity: Quantity {
        switch self {
        case .corridor: Quantity("speed")
        case .california7, .california8, .mcMaster: Quantity("occupancy")
        case .lowVolume: Quantity("vehicle_count")
        }
    }
}
