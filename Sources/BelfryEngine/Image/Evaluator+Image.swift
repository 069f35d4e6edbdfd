import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Every series as it stands; nil where that is more than an image may take.
    func image() -> [UInt8]? {
        let stride = MemoryLayout<SeriesRecord>.stride
        let total = states.reduce(into: 0) { total, state in
            if let state { total += stride + state.hotBytes + state.coldBytes }
        }
        guard total <= EngineLimits.imageBytes else { return nil }
        // An array of nothing is one that all threads share, and its initializer writes into it.
        guard total > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
            guard var next = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
            let start = next
            for case let state? in states {
                settle(state)
                let record = SeriesRecord(
                    purpose: purposes[Int(state.pointee.series.index)],
                    series: state.pointee.series,
                    hotBytes: state.hotBytes,
                    coldBytes: state.coldBytes,
                    backlog: backlogs[state.pointee.series.index] ?? .none
                )
                next.copyMemory(from: [record], byteCount: stride)
                (next + stride).copyMemory(from: state, byteCount: state.hotBytes)
                SeriesState.clearPlaces(inCopy: next + stride)
                (next + stride + state.hotBytes).copyMemory(from: state.pointee.coldBlock, byteCount: state.coldBytes)
                next += stride + state.hotBytes + state.coldBytes
            }
            count = next - start
        }
    }

    /// Takes a series up as a record has it.
    ///
    /// What is due by the image's instant has fired, so time need not come there at once: others may have to read from before.
    ///
    /// - Returns: false where the record does not fit; the series is then as if never seen.
    mutating func restore(_ record: SeriesRecord, from bytes: UnsafeRawPointer) -> Bool {
        guard state(of: record.series) == nil, let descriptor = registry.descriptor(of: record.series) else {
            return false
        }
        let plan = rules.plan(for: descriptor)
        guard record.purpose == purpose(of: plan, for: descriptor, under: rules) else { return false }
        let state = makeState(descriptor, plan, under: rules)
        guard state.hotBytes == record.hotBytes, state.coldBytes == record.coldBytes else { return false }
        registry.note(plan.skipped, of: descriptor, rules: rules)
        state.copy(hot: bytes, cold: bytes + Int(record.hotBytes))
        if record.backlog.isUnderWay { backlogs[record.series.index] = record.backlog }
        restoring.removeValue(forKey: descriptor.identity)
        findDeadline(state)
        findBand(state)
        enter(state)
        if state.pointee.routine.deadline < state.pointee.heapKey { heap.moveUp(state) }
        return true
    }

    /// The same for what means the same, in every run of one build.
    func purpose(of plan: SeriesPlan, for series: SeriesDescriptor, under rules: RuleSet) -> UInt64 {
        var hash = StableHash()
        hash.combine(imageFormat.value)
        hash.combine(series.identity)
        hash.combine(UInt8(0))
        hash.combine(series.unit.code)
        hash.combine(series.cadenceNanoseconds ?? -1)
        hash.combine(latenessNanoseconds)
        hash.combine(plan.terms.fingerprint)
        for window in windows {
            hash.combine(window.lengthNanoseconds)
            hash.combine(window.components.rawValue)
        }
        for binding in plan.detectors {
            hash.combine(rules.rules[Int(binding.rule)].version)
            hash.combine(binding.window)
            for number in binding.aggregate.fingerprint { hash.combine(number) }
        }
        return hash.value
    }
}
