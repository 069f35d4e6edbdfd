import BelfryModel

/// Sound levels of one observation, which hold each other in bounds.
enum NGSILevels {
    /// The indices of means above the maximum of the same time, and those of these maxima.
    ///
    /// A history has levels of many times, of which any mean may be above another time's maximum.
    static func contradictions(in drafts: ArraySlice<ReadingDraft>) -> [Int] {
        var means: [Int] = []
        var maxima: [Int] = []
        for (index, draft) in zip(drafts.indices, drafts) {
            switch level(of: draft) {
            case .mean: means.append(index)
            case .maximum: maxima.append(index)
            case .none: break
            }
        }
        var found: [Int] = []
        // Histories of one entity mostly have the same times in the same order: the next maximum is looked at first.
        var next = 0
        for mean in means {
            for step in maxima.indices {
                let position = (next + step) % maxima.count
                let maximum = maxima[position]
                guard drafts[maximum].time == drafts[mean].time else { continue }
                if drafts[mean].value > drafts[maximum].value { found += [mean, maximum] }
                next = position + 1
                break
            }
        }
        return found
    }

    private static func level(of draft: ReadingDraft) -> NGSIAttribute.Level {
        let term = Int(draft.names.term)
        return NGSIAttribute.all.indices.contains(term) ? NGSIAttribute.all[term].level : .none
    }
}

extension DecodingBuffer {
    /// Marks the levels from an index on that contradict each other.
    mutating func markContradictingLevels(from first: Int) {
        let indices = NGSILevels.contradictions(in: drafts[first...])
        guard let start = indices.min() else { return }
        var marked = Array(drafts[start...])
        for index in indices { marked[index - start].flags.formUnion(.contradiction) }
        removeDrafts(from: start)
        for draft in marked { append(draft) }
    }
}
