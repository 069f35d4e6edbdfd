// The parameters of the detectors of traffic, under the keys of the page on it. Each key has its own unit, so they are read one by
// one and not as the limits of a rule.

import BelfryDetection
import BelfryModel

/// Durations of detectors; the rule itself says which of them are too short.
private let durations = 0...RuleLimits.longestDurationNanoseconds

extension TrafficIncidentParameters {
    /// What each algorithm is told by.
    private static let keys: KeyValuePairs = [
        "corridor": ["for", "wave", "clear_after"],
        "california_7": ["occupancy_difference", "relative_difference", "downstream_fall", "downstream_at_most"],
        "california_8": [
            "occupancy_difference", "relative_difference", "downstream_fall", "wave_rise", "wave_occupancy",
        ],
        "mcmaster": ["capacity", "critical_occupancy", "intervals", "stations"],
        "low_volume": ["highest_flow", "missing", "for", "memory"],
    ]

    init(reading keys: MappingReader) {
        let name = keys.scalar("algorithm", as: .word(of: Self.keys.map(\.key)))
        guard name != nil || keys.node("algorithm") == nil else {
            // Whose keys these are is not known; each would be reported as well.
            _ = keys.allEntries()
            self.init()
            return
        }
        let algorithm = name ?? "corridor"
        Self.refuse(in: keys, otherThan: algorithm)
        switch algorithm {
        case "california_7": self.init(.california7(California7.Parameters(reading: keys)))
        case "california_8": self.init(.california8(California8.Parameters(reading: keys)))
        case "mcmaster": self.init(.mcMaster(McMaster.Parameters(reading: keys)))
        case "low_volume": self.init(.lowVolume(LowVolumeIncident.Parameters(reading: keys)))
        default: self.init(.corridor(CorridorTimes(reading: keys)))
        }
    }

    /// Reports keys of algorithms that the rule does not use: they would change nothing.
    private static func refuse(in keys: MappingReader, otherThan algorithm: String) {
        let own = Self.keys.first { $0.key == algorithm }?.value ?? []
        let foreign = Set(Self.keys.flatMap(\.value)).subtracting(own)
        for key in foreign.sorted() where keys.contains(key) {
            let owners = Self.keys.filter { $0.value.contains(key) }.map(\.key)
            keys.report(
                key,
                "\"\(key)\" belongs to \(owners.joined(separator: " and ")), and the rule's algorithm is \(algorithm)",
                remedy: "remove it, or write algorithm: \(owners[0])"
            )
        }
    }
}

extension CorridorTimes {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? forNanoseconds
        waveNanoseconds = keys.scalar("wave", as: .duration(durations)) ?? waveNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
    }
}

extension California7.Parameters {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        differencePercent = keys.percent("occupancy_difference") ?? differencePercent
        differenceShare = keys.percent("relative_difference").map { $0 / 100 } ?? differenceShare
        let fall = keys.percent("downstream_fall")
        let atMost = keys.percent("downstream_at_most")
        if let fall { downstream = .hasFallen(byShare: fall / 100) }
        if let atMost { downstream = .isAtMost(percent: atMost) }
        guard fall != nil, atMost != nil else { return }
        keys.report(
            "downstream_at_most",
            "the downstream occupancy is asked either for its fall or for its height",
            remedy: "keep one of downstream_fall and downstream_at_most"
        )
    }
}

extension California8.Parameters {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        differencePercent = keys.percent("occupancy_difference") ?? differencePercent
        differenceShare = keys.percent("relative_difference").map { $0 / 100 } ?? differenceShare
        downstreamFallShare = keys.percent("downstream_fall").map { $0 / 100 } ?? downstreamFallShare
        waveFallShare = keys.percent("wave_rise").map { -$0 / 100 } ?? waveFallShare
        waveOccupancyPercent = keys.percent("wave_occupancy") ?? waveOccupancyPercent
    }
}

extension McMaster.Parameters {
    fileprivate init(reading keys: MappingReader) {
        // What is missing is for the rule to say.
        let usual = McMaster.Calibration(reading: keys)
        self.init(usual)
        let intervals = keys.scalar("intervals", as: .count(1...20))
        persistenceIntervals = intervals.map { UInt8($0) } ?? persistenceIntervals
        stations = keys.mapping("stations") { Self.stations(reading: $0) } ?? stations
    }

    /// `s03: { capacity: 3600 1/h, critical_occupancy: 14 % }`: stations that differ, in whole.
    private static func stations(reading keys: MappingReader) -> [String: McMaster.Calibration] {
        var stations: [String: McMaster.Calibration] = [:]
        for entry in keys.allEntries() {
            let name = "station \(entry.key)"
            stations[entry.key] = MappingReader.read(entry.value, named: name, faults: keys.faults) {
                McMaster.Calibration(reading: $0)
            }
        }
        return stations
    }
}

extension McMaster.Calibration {
    fileprivate init(reading keys: MappingReader) {
        self.init(
            capacityVehiclesPerHour: keys.vehiclesPerHour("capacity", "5500 1/h") ?? .nan,
            criticalOccupancyPercent: keys.percent("critical_occupancy") ?? .nan
        )
    }
}

extension LowVolumeIncident.Parameters {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        highestFlowVehiclesPerHour = keys.vehiclesPerHour("highest_flow", "600 1/h") ?? highestFlowVehiclesPerHour
        missingVehicles = keys.scalar("missing", as: .number) ?? missingVehicles
        forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? forNanoseconds
        let memory = keys.scalar("memory", as: .duration(durations))
        memorySeconds = memory.map { Double($0) / Double(Nanoseconds.perSecond) } ?? memorySeconds
    }
}

extension WrongWayParameters {
    init(reading keys: MappingReader) {
        self.init()
        let speed = ScalarForm.measured(in: Unit("km/h"), "a speed such as 10 km/h")
        watch.against = keys.scalar("against", as: speed) ?? watch.against
        watch.detections = keys.scalar("detections", as: .count(1...100)).map { UInt16($0) } ?? watch.detections
        watch.withinNanoseconds = keys.scalar("within", as: .duration(durations)) ?? watch.withinNanoseconds
        watch.clearNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? watch.clearNanoseconds
    }
}

extension StoppedVehicleParameters {
    init(reading keys: MappingReader) {
        self.init()
        watch.occupancyPercent = keys.percent("occupancy") ?? watch.occupancyPercent
        watch.flowVehiclesPerHour = keys.vehiclesPerHour("flow_below", "120 1/h") ?? watch.flowVehiclesPerHour
        watch.forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? watch.forNanoseconds
        watch.clearOccupancyPercent = keys.percent("clear_below") ?? watch.clearOccupancyPercent
        stuckAfterNanoseconds = keys.scalar("stuck_after", as: .duration(durations)) ?? stuckAfterNanoseconds
    }
}

extension OccupancyWithoutFlowParameters {
    init(reading keys: MappingReader) {
        self.init()
        leastPercent = keys.percent("occupancy_above") ?? leastPercent
        forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? forNanoseconds
    }
}

extension MappingReader {
    /// A number in per cent.
    fileprivate func percent(_ key: String) -> Double? {
        scalar(key, as: .measured(in: Unit("%"), "a number in per cent such as 30 %"))
    }

    fileprivate func vehiclesPerHour(_ key: String, _ example: String) -> Double? {
        scalar(key, as: .measured(in: Unit("1/h"), "a flow such as \(example)"))
    }
}
