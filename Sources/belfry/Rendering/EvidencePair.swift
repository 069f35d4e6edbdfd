import BelfryAPI

/// A number of what a finding was raised on, beside the same number when it was cleared.
struct EvidencePair {
    var name: String
    /// nil: only its end has that number.
    var raised: EvidenceDocument?
    var cleared: EvidenceDocument?

    /// By name, the first of a name with the first; what only the end has comes last.
    static func pairs(_ raised: [EvidenceDocument], _ cleared: [EvidenceDocument]) -> [EvidencePair] {
        var left = cleared
        let pairs = raised.map { evidence in
            let place = left.firstIndex { $0.name == evidence.name }
            return EvidencePair(name: evidence.name, raised: evidence, cleared: place.map { left.remove(at: $0) })
        }
        return pairs + left.map { EvidencePair(name: $0.name, raised: nil, cleared: $0) }
    }
}
