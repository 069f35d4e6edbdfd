// Intuition: the world trembles; a number that does not is a stuck cell, a frozen register or a gateway that repeats itself.
//
// Limits: told after `duration` at the earliest; quantities that rest by nature need values to ignore; a fault that trembles more than
// `tolerance` is not seen. Refused: equal neighbours alone, since a stuck converter toggles by its last digit; the variance of a window, which
// one wild value lifts for all of it. Source: IOOS, "Manual for Real-Time Quality Control", test 8; "no change" of MnDOT's IRIS.

import BelfryModel

/// The state of one flat-line watch on one series, see ``FlatLineParameters``.
///
/// A run is the readings since the last one that did not fit: its smallest and largest value are all there is to keep.
struct FlatLineDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        // In the series' unit.
        let tolerance: Double
        let durationNanoseconds: Int64
        /// Infinite where there is none: no value lies near infinity.
        let ignoredValue: Double
        let otherIgnoredValue: Double
        let minimumReadings: Int32

        /// `ignored` holds at most two values, in the series' unit like `tolerance`.
        init(tolerance: Double, durationNanoseconds: Int64, minimumReadings: Int, ignored: [Double]) {
            self.tolerance = tolerance
            self.durationNanoseconds = durationNanoseconds
            self.minimumReadings = Int32(clamping: minimumReadings)
            self.ignoredValue = ignored.first ?? .infinity
            self.otherIgnoredValue = ignored.count > 1 ? ignored[1] : .infinity
        }

        func isNearIgnored(_ value: Double) -> Bool {
            (value - ignoredValue).magnitude <= tolerance || (value - otherIgnoredValue).magnitude <= tolerance
        }
    }

    private var clock = SeriesClock()
    private var runStart = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private var smallest = 0.0
    private var largest = 0.0
    /// Readings in the run; saturates.
    private var readings: Int32 = 0
    // The smallest last: what lies between fields is in the image, and may be anything.
    private(set) var phase = DetectorPhase.quiet

    static let readsWithoutUnit = true

    init(_ terms: Terms) {}

    /// A number of unknown unit says nothing beside a limit; that it never changes it can still say.
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        reading.pointee.flags.contains(.retained) ? .none : observe(Sample(reading), terms)
    }

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard clock.accept(sample) else { return .none }
        let isIgnored = terms.isNearIgnored(sample.value)
        guard readings > 0, !isIgnored, extendRun(with: sample.value, tolerance: terms.tolerance) else {
            startRun(at: sample, isIgnored: isIgnored)
            guard phase == .raised else { return .none }
            phase = .quiet
            return .cleared
        }
        guard phase != .raised, readings >= terms.minimumReadings,
            sample.end.nanosecondsSince(runStart) >= terms.durationNanoseconds
        else { return .none }
        phase = .raised
        since = runStart.later(than: since)
        return .raised
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        runStart = activeSince
        smallest = value
        largest = value
        readings = terms.minimumReadings
    }

    mutating func rest() {
        phase = .quiet
        readings = 0
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        runStart = min(runStart, eventTime)
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        runStart = shift.event(runStart)
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else {
            return .cleared(
                from: since,
                to: sample.start,
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: terms.tolerance
            )
        }
        var evidence = VerdictEvidence()
        evidence.append(.range, largest - smallest)
        evidence.append(.heldSeconds, Double(sample.end.nanosecondsSince(runStart)) / 1e9, at: runStart)
        evidence.append(.readings, Double(readings))
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: terms.tolerance,
            evidence: evidence
        )
    }

    /// Takes a value into the run; false, and nothing changed, where it does not fit.
    private mutating func extendRun(with value: Double, tolerance: Double) -> Bool {
        let low = min(smallest, value)
        let high = max(largest, value)
        // 5.2 - 5.0 is a little more than 0.2 in binary.
        guard high - low <= tolerance * (1 + 1e-9) else { return false }
        smallest = low
        largest = high
        if readings < .max { readings += 1 }
        return true
    }

    private mutating func startRun(at sample: Sample, isIgnored: Bool) {
        readings = isIgnored ? 0 : 1
        smallest = sample.value
        largest = sample.value
        runStart = sample.start
    }
}
