import BelfryModel

/// ``California7`` on the pairs of a corridor.
struct California7Algorithm: PairAlgorithm {
    let parameters: California7.Parameters

    var beginning: California7 { California7() }
    var continuing: California7 { .continuing }

    func observe(_ pair: StationPair, _ detector: inout California7) -> PairOpinion {
        let (upstream, downstream) = (pair.upstream.occupancyPercent, pair.downstream.occupancyPercent)
        let state = detector.observe(upstream: upstream, downstream: downstream, parameters)
        guard !upstream.isNaN, !downstream.isNaN else { return .unknown }
        return switch state {
        case .free: .clear
        case .tentative: .suspected
        case .confirmed, .continuing: .incident
        }
    }

    func value(of pair: StationPair, _ detector: California7) -> Double { pair.upstream.occupancyPercent }

    func tell(_ pair: StationPair, _ detector: California7, in evidence: inout VerdictEvidence) {
        evidence.append(pair, detector.comparison)
    }
}

extension VerdictEvidence {
    /// What the California algorithms decide by: OCCDF, OCCRDF and DOCCTD.
    mutating func append(_ pair: StationPair, _ comparison: OccupancyComparison) {
        append(.upstreamOccupancy, pair.upstream.occupancyPercent, at: pair.end)
        append(.downstreamOccupancy, pair.downstream.occupancyPercent, at: pair.end)
        append(.occupancyDifference, comparison.differencePercent)
        append(.relativeOccupancyDifference, comparison.differenceShare * 100)
        append(.downstreamOccupancyFall, comparison.downstreamFallShare * 100)
    }
}
