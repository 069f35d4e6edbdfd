import BelfryModel

/// How far a level has risen since some time ago, and how much it flickers by itself.
///
/// Three anchors at least half a time apart are all the memory it needs: the youngest of them that is old enough is the reading to
/// compare with.
struct WaterRise: BitwiseCopyable {
    /// A rise and the time that it took.
    struct Result {
        var amount: Double
        var start: Timestamp
        var nanoseconds: Int64

        /// What it would be over so long; one that took less is not blown up.
        func amount(per nanoseconds: Int64) -> Double {
            amount * (Double(nanoseconds) / Double(max(nanoseconds, self.nanoseconds)))
        }
    }

    private var newestTime = Timestamp.distantPast
    private var middleTime = Timestamp.distantPast
    private var oldestTime = Timestamp.distantPast
    private var newest: Float = 0
    private var middle: Float = 0
    private var oldest: Float = 0
    /// Mean change from one reading to the next.
    private(set) var flicker: Float = 0

    /// The rise up to a value; nil where nothing old enough is known, or only what is too old.
    func rise(to value: Double, at time: Timestamp, over nanoseconds: Int64) -> Result? {
        let age = time.nanosecondsSince(newestTime)
        guard newestTime != .distantPast, age <= Self.longestSpan(nanoseconds) else { return nil }
        if age >= nanoseconds { return result(to: value, at: time, from: newest, newestTime) }
        if middleTime != .distantPast, time.nanosecondsSince(middleTime) >= nanoseconds {
            return result(to: value, at: time, from: middle, middleTime)
        }
        guard oldestTime != .distantPast, time.nanosecondsSince(oldestTime) >= nanoseconds else { return nil }
        return result(to: value, at: time, from: oldest, oldestTime)
    }

    private func result(to value: Double, at time: Timestamp, from level: Float, _ start: Timestamp) -> Result {
        Result(amount: value - Double(level), start: start, nanoseconds: time.nanosecondsSince(start))
    }

    /// Takes in a value, after it was asked about.
    mutating func keep(_ value: Double, at time: Timestamp, over nanoseconds: Int64) {
        let age = newestTime == .distantPast ? Int64.max : time.nanosecondsSince(newestTime)
        guard age >= nanoseconds / 2 else { return }
        if age > Self.longestSpan(nanoseconds) { forget() }
        (oldestTime, oldest) = (middleTime, middle)
        (middleTime, middle) = (newestTime, newest)
        (newestTime, newest) = (time, Float(value))
    }

    /// Learns from a step that was no flood; a large one counts as `limit`.
    mutating func learn(step: Double, limit: Double) {
        flicker += (Float(min(step.magnitude, limit)) - flicker) / 32
    }

    /// What was told before is no reference any more.
    mutating func forget() {
        newestTime = .distantPast
        middleTime = .distantPast
        oldestTime = .distantPast
    }

    mutating func follow(_ shift: ClockShift) {
        newestTime = shift.event(newestTime)
        middleTime = shift.event(middleTime)
        oldestTime = shift.event(oldestTime)
    }

    /// An hour, or four times the span of a slow one.
    private static func longestSpan(_ nanoseconds: Int64) -> Int64 {
        let (fourfold, overflow) = nanoseconds.multipliedReportingOverflow(by: 4)
        return max(Nanoseconds.perHour, overflow ? .max : fourfold)
    }
}
