import BelfryModel

/// ``California8`` on the pairs of a corridor.
struct California8Algorithm: PairAlgorithm {
    let parameters: California8.Parameters

    var beginning: California8 { California8() }
    var continuing: California8 { .continuing }

    func observe(_ pair: StationPair, _ detector: inout California8) -> PairOpinion {
        let (upstream, downstream) = (pair.upstream.occupancyPercent, pair.downstream.occupancyPercent)
        let state = detector.observe(upstream: upstream, downstream: downstream, parameters)
        guard !upstream.isNaN, !downstream.isNaN else { return .unknown }
        return switch state {
        case .free, .wave1, .wave2, .wave3, .wave4, .wave5: .clear
        case .tentative: .suspected
        case .confirmed, .continuing: .incident
        }
    }

    func value(of pair: StationPair, _ detector: California8) -> Double { pair.upstream.occupancyPercent }

    func tell(_ pair: StationPair, _ detector: California8, in evidence: inout VerdictEvidence) {
        evidence.append(pair, detector.comparison)
    }
}
