import BelfryModel

/// ``McMaster`` on the pairs of a corridor.
struct McMasterAlgorithm: PairAlgorithm {
    /// One a station, in driving direction.
    private let templates: [McMaster.Template]
    private let persistenceIntervals: UInt8

    init(_ parameters: McMaster.Parameters, stations: [String]) {
        templates = stations.map { (parameters.stations[$0] ?? parameters.calibration).template }
        persistenceIntervals = parameters.persistenceIntervals
    }

    var beginning: McMaster { McMaster() }
    var continuing: McMaster { .continuing(persistenceIntervals: persistenceIntervals) }

    func observe(_ pair: StationPair, _ detector: inout McMaster) -> PairOpinion {
        guard let here = area(pair.upstream, at: pair.index),
            let downstream = area(pair.downstream, at: pair.index + 1)
        else {
            detector = McMaster()
            return .unknown
        }
        let isRaised = detector.observe(
            here: here,
            downstream: downstream,
            downstreamFlow: pair.downstream.flowVehiclesPerHour,
            downstreamTemplate: templates[pair.index + 1],
            persistenceIntervals: persistenceIntervals
        )
        return isRaised ? .incident : detector.isSuspecting ? .suspected : .clear
    }

    func value(of pair: StationPair, _ detector: McMaster) -> Double { pair.upstream.occupancyPercent }

    func tell(_ pair: StationPair, _ detector: McMaster, in evidence: inout VerdictEvidence) {
        evidence.append(.upstreamOccupancy, pair.upstream.occupancyPercent, at: pair.end)
        evidence.append(.downstreamOccupancy, pair.downstream.occupancyPercent, at: pair.end)
        evidence.append(.upstreamFlow, pair.upstream.flowVehiclesPerHour, at: pair.end)
        evidence.append(.downstreamFlow, pair.downstream.flowVehiclesPerHour, at: pair.end)
        evidence.append(.upstreamArea, area(pair.upstream, at: pair.index)?.number ?? .nan)
        evidence.append(.downstreamArea, area(pair.downstream, at: pair.index + 1)?.number ?? .nan)
        evidence.append(.criticalFlow, templates[pair.index + 1].criticalFlowVehiclesPerHour)
    }

    /// nil where flow or occupancy is not told.
    private func area(_ measures: StationMeasures, at station: Int) -> McMaster.Template.Area? {
        let (flow, occupancy) = (measures.flowVehiclesPerHour, measures.occupancyPercent)
        guard !flow.isNaN, !occupancy.isNaN else { return nil }
        return templates[station].area(flowVehiclesPerHour: flow, occupancyPercent: occupancy)
    }
}

extension McMaster.Template.Area {
    /// As the paper counts them, from 1.
    fileprivate var number: Double { Double(rawValue) + 1 }
}
