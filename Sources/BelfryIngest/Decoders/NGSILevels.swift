import BelfryModel

/// Sound levels of one observation, which hold each other in bounds.
enum NGSILevels {
    /// Of an entity with more values none is compared: each mean is held against every maximum.
    static let valueLimit = 256

    /// What a draft is among the levels.
    static func level(of draft: ReadingDraft) -> NGSIAttribute.Level {
        let term = Int(draft.names.term)
        return NGSIAttribute.all.indices.contains(term) ? NGSIAttribute.all[term].level : .none
    }
}

extension DecodingBuffer {
    /// Marks means that are above the maximum of the same time, and those maxima; the entity's drafts begin at an index.
    ///
    /// A history has levels of many times, of which any mean may be above another time's maximum.
    mutating func markContradictingLevels(from first: Int) {
        let indices = first..<max(first, drafts.count)
        guard indices.count <= NGSILevels.valueLimit else { return }
        for mean in indices where NGSILevels.level(of: drafts[mean]) == .mean {
            for maximum in indices where NGSILevels.level(of: drafts[maximum]) == .maximum {
                guard drafts[mean].time == drafts[maximum].time, drafts[mean].value > drafts[maximum].value else {
                    continue
                }
                mark(.contradiction, at: mean)
                mark(.contradiction, at: maximum)
            }
        }
    }
}
