import BelfryModel

/// The watch over a corridor as a detector of a group: windows in, findings on stretches out.
struct CorridorDetector: JointMachine {
    /// A pause up to this is the sensors' own interval, and the window speaks of it as well.
    private static let longestGapNanoseconds = 90 * Nanoseconds.perSecond

    private let stationCount: Int
    /// Changes with the stations and their order, so that what was learnt is not taken for that of other stretches.
    private let fingerprint: UInt64
    private var watch: CorridorWatch
    /// The most sensors that have told a station's flow in one window: where fewer do, a lane is missing and the rest is no flow.
    private var flowSensors: [Int32]

    init(stations: [String], parameters: CorridorParameters) {
        watch = CorridorWatch(parameters: parameters)
        stationCount = stations.count
        flowSensors = Array(repeating: 0, count: stations.count)
        var hash = StableHash()
        for station in stations {
            hash.combine(station)
            hash.combine(UInt8(0))
        }
        fingerprint = hash.value
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        // What was judged is judged once: incidents are told within minutes.
        guard window.revision == 0 else { return [] }
        let gap = window.start.nanosecondsSince(watch.newestEnd)
        let start = (0...Self.longestGapNanoseconds).contains(gap) ? watch.newestEnd : window.start
        let interval = CorridorInterval(start: start, end: window.end, stations: stations(of: window))
        return watch.observe(interval).map {
            JointVerdict(subject: .section($0.upstreamStation), verdict: verdict($0, window))
        }
    }

    /// What each station tells: speeds and occupancies as the mean of its sensors, flows as their sum.
    private mutating func stations(of window: JointWindow) -> [StationMeasures] {
        let hours = Double(window.end.nanosecondsSince(window.start)) / Double(Nanoseconds.perHour)
        var stations = Array(repeating: StationMeasures.silent, count: stationCount)
        var sensors = Array(repeating: (speed: 0.0, occupancy: 0.0), count: stationCount)
        var flows = Array(repeating: Int32(0), count: stationCount)
        for share in window.shares where stations.indices.contains(share.station) {
            let place = share.station
            switch StationMeasure(share.quantity) {
            case .speed:
                sensors[place].speed += 1
                stations[place].speedKilometresPerHour =
                    Self.mean(stations[place].speedKilometresPerHour, share.value, of: sensors[place].speed)
            case .occupancy:
                sensors[place].occupancy += 1
                stations[place].occupancyPercent =
                    Self.mean(stations[place].occupancyPercent, share.value, of: sensors[place].occupancy)
            case .flow:
                flows[place] += 1
                stations[place].add(flow: share.value)
            case .count:
                flows[place] += 1
                stations[place].add(flow: share.value * Double(share.readings) / hours)
            case nil: continue
            }
            stations[place].readings += UInt32(clamping: share.readings)
        }
        for place in stations.indices {
            flowSensors[place] = max(flowSensors[place], flows[place])
            if flows[place] < flowSensors[place] { stations[place].flowVehiclesPerHour = .nan }
        }
        return stations
    }

    private static func mean(_ mean: Double, _ value: Double, of count: Double) -> Double {
        mean.isNaN ? value : mean + (value - mean) / count
    }

    private func verdict(_ section: SectionVerdict, _ window: JointWindow) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.upstreamSpeed, section.upstreamSpeedKilometresPerHour, at: window.end)
        evidence.append(.downstreamSpeed, section.downstreamSpeedKilometresPerHour, at: window.end)
        evidence.append(.upstreamOccupancy, section.upstreamOccupancyPercent, at: window.end)
        evidence.append(.downstreamOccupancy, section.downstreamOccupancyPercent, at: window.end)
        evidence.append(.speedDrop, section.dropKilometresPerHour)
        evidence.append(.lostCapacityPercent, section.lostCapacityShare * 100)
        evidence.append(.certainty, section.certainty)
        evidence.append(.heldSeconds, section.persistedSeconds, at: section.from)
        let value = section.upstreamSpeedKilometresPerHour
        guard let end = section.to else {
            return .raised(
                from: section.from,
                detectedAt: window.arrival,
                value: value,
                threshold: .nan,
                evidence: evidence
            )
        }
        return .cleared(
            from: section.from,
            to: end,
            detectedAt: window.arrival,
            value: value,
            threshold: .nan,
            evidence: evidence
        )
    }
}

extension CorridorDetector {
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        guard case .section(let index) = subject, watch.sections.indices.contains(index),
            watch.sections[index].isRaised
        else { return nil }
        return watch.sections[index].since
    }

    var raised: [JointSubject] {
        watch.sections.indices.filter { watch.sections[$0].isRaised }.map { .section($0) }
    }

    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        guard case .section(let index) = subject, index < stationCount else { return }
        watch.restore(section: index, of: stationCount, activeSince: activeSince)
    }

    var image: [UInt8] {
        var image = JointImage()
        image.write([fingerprint])
        image.write(flowSensors)
        image.write(watch.stations)
        image.write(watch.sections)
        image.write(watch.usualSpeeds)
        image.write([watch.newestEnd])
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        guard reader.read(UInt64.self) == [fingerprint], let flowSensors = reader.read(Int32.self),
            flowSensors.count == stationCount, let stations = reader.read(StationState.self),
            let sections = reader.read(SectionState.self),
            let usualSpeeds = reader.read(UsualSpeed.self), let newestEnd = reader.read(Timestamp.self)?.first,
            stations.count == sections.count, usualSpeeds.count == stations.count * UsualSpeed.count
        else { return false }
        (watch.stations, watch.sections, watch.usualSpeeds) = (stations, sections, usualSpeeds)
        watch.newestEnd = newestEnd
        self.flowSensors = flowSensors
        return true
    }
}

extension StationMeasures {
    fileprivate mutating func add(flow: Double) {
        flowVehiclesPerHour = flowVehiclesPerHour.isNaN ? flow : flowVehiclesPerHour + flow
    }
}
