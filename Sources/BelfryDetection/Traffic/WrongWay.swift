// A vehicle against the driving direction, at one station that tells signed speeds.
//
// Intuition: a radar's sign or the order of two loops; one negative speed may be a reflection or two vehicles taken for
// one, two within a short time are not. Limits: a station without a sign sees nothing; two glitches within the time do
// fire. Refused: one detection, which would be faster by seconds and false every day. Source: our own proposal; no
// standard names numbers.

public import BelfryModel

/// Tells a wrong-way driver from signed speeds.
public struct WrongWay: Sendable, BitwiseCopyable {
    public struct Parameters: Sendable, Hashable, BitwiseCopyable {
        /// Slower than this against the direction is manoeuvring.
        public var againstKilometresPerHour = 10.0
        /// So many detections, one of which may be a glitch.
        public var detections: UInt16 = 2
        /// Within so long.
        public var withinNanoseconds = 60 * Nanoseconds.perSecond
        /// Over when none has come for so long.
        public var clearNanoseconds = 300 * Nanoseconds.perSecond

        public init() {}
    }

    public private(set) var isRaised = false
    /// The first detection of the present case.
    public private(set) var since = Timestamp.distantPast
    private var newest = Timestamp.distantPast
    private var detections: UInt16 = 0

    public init() {}

    /// Takes in a vehicle's speed, or an interval's slowest, negative against the direction; true while raised.
    public mutating func observe(
        speedKilometresPerHour speed: Double,
        at time: Timestamp,
        _ parameters: Parameters
    ) -> Bool {
        let quiet = time.nanosecondsSince(newest)
        if detections > 0, quiet > (isRaised ? parameters.clearNanoseconds : parameters.withinNanoseconds) {
            (isRaised, detections) = (false, 0)
        }
        guard speed < -parameters.againstKilometresPerHour else { return isRaised }
        if detections == 0 { since = time }
        newest = max(newest, time)
        detections = min(detections, .max - 1) + 1
        if detections >= parameters.detections { isRaised = true }
        return isRaised
    }
}
