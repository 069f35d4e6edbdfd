import BelfryModel

/// ``OccupancyWithoutFlow`` as a detector of the series of one sensor: windows in, findings on the one that contradicts out.
struct OccupancyWithoutFlowDetector: JointMachine {
    private var watch: OccupancyWithoutFlow
    /// The series that tell its flow and its occupancy; negative before they were heard.
    private var flowSeries: Int32 = -1
    private var occupancySeries: Int32 = -1
    /// What was raised before a restart, until it is heard which of the two it is; negative: nothing is.
    private var restoredSeries: Int32 = -1

    /// - Parameter windowNanoseconds: how long a window is: what a sensor tells is of the present until the next but one ends.
    init(_ parameters: OccupancyWithoutFlowParameters, windowNanoseconds: Int64) {
        watch = OccupancyWithoutFlow(
            leastPercent: parameters.leastPercent,
            forNanoseconds: parameters.forNanoseconds,
            validNanoseconds: max(10 * Nanoseconds.perMinute, 2 * windowNanoseconds)
        )
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        guard window.revision == 0 else { return [] }
        var tally = StationTally()
        for share in window.shares {
            tally.add(share, hours: window.hours)
            note(share)
        }
        let measures = tally.result.measures
        let former = watch.raised
        let transition = watch.observe(
            flow: measures.flowVehiclesPerHour,
            occupancyPercent: measures.occupancyPercent,
            at: window.end
        )
        guard transition != .none, let contradiction = former ?? watch.raised else { return [] }
        let value = value(of: contradiction, measures)
        return [
            JointVerdict(
                subject: .member(series(of: contradiction)),
                verdict: transition == .raised ? raised(value, window) : cleared(value, window)
            )
        ]
    }

    /// Notes which series tells what.
    private mutating func note(_ share: JointWindow.Share) {
        let number = share.series.index
        let contradiction: OccupancyWithoutFlow.Contradiction
        switch StationMeasure(share.quantity) {
        case .occupancy: contradiction = .occupancyWithoutFlow
        case .flow, .count: contradiction = .flowWithoutOccupancy
        case .speed, nil: return
        }
        if number == restoredSeries {
            watch.restore(contradiction, activeSince: watch.since)
            restoredSeries = -1
        } else if watch.raised == contradiction, restoredSeries < 0, series(of: contradiction).index >= 0 {
            // A sensor may tell flow and count: what is raised ends on the series that it began on.
            return
        }
        if contradiction == .occupancyWithoutFlow { occupancySeries = number } else { flowSeries = number }
    }

    private func series(of contradiction: OccupancyWithoutFlow.Contradiction) -> SeriesID {
        if restoredSeries >= 0 { return SeriesID(restoredSeries) }
        return switch contradiction {
        case .occupancyWithoutFlow: SeriesID(occupancySeries)
        case .flowWithoutOccupancy: SeriesID(flowSeries)
        }
    }

    private func value(of contradiction: OccupancyWithoutFlow.Contradiction, _ measures: StationMeasures) -> Double {
        switch contradiction {
        case .occupancyWithoutFlow: measures.occupancyPercent
        case .flowWithoutOccupancy: measures.flowVehiclesPerHour
        }
    }

    private func raised(_ value: Double, _ window: JointWindow) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.heldSeconds, Double(window.end.nanosecondsSince(watch.since)) / 1e9, at: watch.since)
        return .raised(
            from: watch.since,
            detectedAt: window.arrival,
            value: value,
            threshold: .nan,
            evidence: evidence
        )
    }

    private func cleared(_ value: Double, _ window: JointWindow) -> Verdict {
        .cleared(from: watch.since, to: window.end, detectedAt: window.arrival, value: value, threshold: .nan)
    }
}

extension OccupancyWithoutFlowDetector {
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        guard let raised = watch.raised, subject == .member(series(of: raised)) else { return nil }
        return watch.since
    }

    var raised: [JointSubject] { watch.raised.map { [.member(series(of: $0))] } ?? [] }

    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        guard case .member(let series) = subject else { return }
        // Whether it tells flow or occupancy is known when it is next heard.
        restoredSeries = series.index
        watch.restore(.occupancyWithoutFlow, activeSince: activeSince)
    }

    mutating func forget(_ member: SeriesID) {
        guard [flowSeries, occupancySeries, restoredSeries].contains(member.index) else { return }
        watch.forget()
        (flowSeries, occupancySeries, restoredSeries) = (-1, -1, -1)
    }

    var image: [UInt8] {
        var image = JointImage()
        image.write([watch])
        image.write([flowSeries, occupancySeries, restoredSeries])
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        guard let watch = reader.read(OccupancyWithoutFlow.self)?.first, let series = reader.read(Int32.self),
            series.count == 3
        else { return false }
        self.watch = watch
        (flowSeries, occupancySeries, restoredSeries) = (series[0], series[1], series[2])
        return true
    }
}
