import BelfryModel

/// The watch over a corridor as a detector of a group: windows in, findings on stretches out.
struct CorridorDetector: JointMachine {
    private var stations: TrafficStations
    private var watch: CorridorWatch

    init(stations names: [String], parameters: CorridorParameters) {
        stations = TrafficStations(names)
        watch = CorridorWatch(parameters: parameters)
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        // What was judged is judged once: incidents are told within minutes.
        guard window.revision == 0 else { return [] }
        let pause = window.start.nanosecondsSince(watch.newestEnd)
        // The window speaks of a short pause as well.
        let start = (0...TrafficStations.longestPauseNanoseconds).contains(pause) ? watch.newestEnd : window.start
        let interval = CorridorInterval(start: start, end: window.end, stations: stations.measures(of: window))
        return watch.observe(interval).map {
            JointVerdict(subject: .section($0.upstreamStation), verdict: verdict($0, window))
        }
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
        guard case .section(let index) = subject, index < stations.count else { return }
        watch.restore(section: index, of: stations.count, activeSince: activeSince)
    }

    var image: [UInt8] {
        var image = JointImage()
        stations.write(to: &image)
        image.write(watch.stations)
        image.write(watch.sections)
        image.write(watch.usualSpeeds)
        image.write([watch.newestEnd])
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        var taken = self.stations
        guard taken.take(&reader), let stations = reader.read(StationState.self),
            let sections = reader.read(SectionState.self),
            let usualSpeeds = reader.read(UsualSpeed.self), let newestEnd = reader.read(Timestamp.self)?.first,
            stations.count == sections.count, usualSpeeds.count == stations.count * UsualSpeed.count
        else { return false }
        (watch.stations, watch.sections, watch.usualSpeeds) = (stations, sections, usualSpeeds)
        watch.newestEnd = newestEnd
        self.stations = taken
        return true
    }
}
