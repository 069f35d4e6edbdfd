/// Sound levels of one observation, which hold each other in bounds.
enum NGSILevels {
    /// Whether a mean is above the maximum of the same time.
    static func contradict(_ drafts: ArraySlice<ReadingDraft>) -> Bool {
        var mean: Double?
        var maximum: Double?
        for draft in drafts where NGSIAttribute.all.indices.contains(Int(draft.names.term)) {
            switch NGSIAttribute.all[Int(draft.names.term)].level {
            case .mean: mean = draft.value
            case .maximum: maximum = draft.value
            case .none: break
            }
        }
        guard let mean, let maximum else { return false }
        return mean > maximum
    }
}
