import BelfryModel

/// ``LowVolumeIncident`` on the pairs of a corridor.
struct LowVolumeAlgorithm: PairAlgorithm {
    let parameters: LowVolumeIncident.Parameters

    var beginning: LowVolumeIncident { LowVolumeIncident() }
    var continuing: LowVolumeIncident { .continuing(parameters) }

    func observe(_ pair: StationPair, _ detector: inout LowVolumeIncident) -> PairOpinion {
        let hours = Double(pair.end.nanosecondsSince(pair.start)) / Double(Nanoseconds.perHour)
        let isRaised = detector.observe(
            from: pair.start,
            to: pair.end,
            upstreamCount: pair.upstream.flowVehiclesPerHour * hours,
            downstreamCount: pair.downstream.flowVehiclesPerHour * hours,
            parameters
        )
        if isRaised { return .incident }
        if detector.isCounting { return detector.since == .distantFuture ? .clear : .suspected }
        return .unknown
    }

    func value(of pair: StationPair, _ detector: LowVolumeIncident) -> Double { detector.missing }

    func tell(_ pair: StationPair, _ detector: LowVolumeIncident, in evidence: inout VerdictEvidence) {
        evidence.append(.missingVehicles, detector.missing, at: pair.end)
        evidence.append(.upstreamFlow, pair.upstream.flowVehiclesPerHour, at: pair.end)
        evidence.append(.downstreamFlow, pair.downstream.flowVehiclesPerHour, at: pair.end)
    }
}
