import BelfryDetection
import BelfryModel

// Readings whose unit nobody knows: stored, and compared with no limit. Rules that wait for a value are blind meanwhile, which an
// operator has to hear of, since nothing else would ever tell.

extension Evaluator {
    /// Takes note of a reading without a unit after those with one, and the other way round.
    @inline(__always)
    mutating func followUnit(_ reading: UnsafePointer<Reading>, _ state: State) {
        let isUnknown = reading.pointee.flags.contains(.unitUnknown)
        // Seldom any, so that the others pay nothing for it.
        guard isUnknown || !withoutUnit.isEmpty else { return }
        noteUnit(isUnknown: isUnknown, state)
    }

    @inline(never)
    private mutating func noteUnit(isUnknown: Bool, _ state: State) {
        let series = state.pointee.series
        guard isUnknown != withoutUnit.contains(series) else { return }
        if isUnknown { withoutUnit.insert(series) } else { withoutUnit.remove(series) }
        noteBlindness(state)
    }

    /// Tells which rules see nothing of a series now.
    mutating func noteBlindness(_ state: State) {
        let series = state.pointee.series
        guard let descriptor = registry.descriptor(of: series) else { return }
        var blind: [SkippedRule] = []
        if withoutUnit.contains(series) {
            state.forEachDetector { _, binding in
                if let rule = binding.blindness(to: descriptor) { blind.append(rule) }
            }
        }
        registry.note(blind, of: descriptor, cause: .unit, rules: rules)
    }
}
