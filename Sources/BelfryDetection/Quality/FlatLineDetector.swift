import BelfryModel

/// The state of one flat-line watch on one series, see ``FlatLineParameters``.
///
/// A run is the readings since the last one that did not fit: its smallest and largest value are all there is to keep.
struct FlatLineDetector: BitwiseCopyable {
    // In the series' unit.
    private let tolerance: Double
    private let durationNanoseconds: Int64
    /// NaN where there is none: no value lies near NaN.
    private let ignoredValue: Double
    private let otherIgnoredValue: Double
    private let minimumReadings: Int32

    /// Readings in the run; saturates.
    private var readings: Int32 = 0
    private var clock = SeriesClock()
    private(set) var since = Timestamp.distantPast
    private var smallest = 0.0
    private var largest = 0.0
    private(set) var phase = DetectorPhase.quiet

    /// `ignored` holds at most two values, in the series' unit like `tolerance`.
    init(tolerance: Double, durationNanoseconds: Int64, minimumReadings: Int, ignored: [Double]) {
        self.tolerance = tolerance
        self.durationNanoseconds = durationNanoseconds
        self.minimumReadings = Int32(clamping: minimumReadings)
        self.ignoredValue = ignored.first ?? .nan
        self.otherIgnoredValue = ignored.count > 1 ? ignored[1] : .nan
    }

    mutating func observe(_ sample: Sample) -> Verdict? {
        guard clock.accept(sample) else { return nil }
        let value = sample.value
        let isIgnored =
            (value - ignoredValue).magnitude <= tolerance || (value - otherIgnoredValue).magnitude <= tolerance
        guard readings > 0, !isIgnored, max(largest, value) - min(smallest, value) <= tolerance else {
            let verdict = phase == .raised ? clear(at: sample) : nil
            startRun(at: sample, isIgnored: isIgnored)
            return verdict
        }
        smallest = min(smallest, value)
        largest = max(largest, value)
        if readings < .max { readings += 1 }
        guard phase != .raised, readings >= minimumReadings,
            sample.end.nanosecondsSince(since) >= durationNanoseconds
        else { return nil }
        return raise(at: sample)
    }

    mutating func restore(activeSince: Timestamp, value: Double) {
        phase = .raised
        since = activeSince
        smallest = value
        largest = value
        readings = minimumReadings
    }

    private mutating func startRun(at sample: Sample, isIgnored: Bool) {
        readings = isIgnored ? 0 : 1
        smallest = sample.value
        largest = sample.value
        since = sample.start.later(than: since)
    }

    private mutating func raise(at sample: Sample) -> Verdict {
        phase = .raised
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: tolerance,
            evidence: evidence(until: sample.end)
        )
    }

    private mutating func clear(at sample: Sample) -> Verdict {
        phase = .quiet
        return .cleared(
            from: since,
            to: sample.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: tolerance,
            evidence: evidence(until: sample.end)
        )
    }

    private func evidence(until end: Timestamp) -> VerdictEvidence {
        var evidence = VerdictEvidence()
        evidence.append(.range, largest - smallest)
        evidence.append(.heldSeconds, Double(end.nanosecondsSince(since)) / 1e9, at: since)
        evidence.append(.readings, Double(readings))
        return evidence
    }
}
