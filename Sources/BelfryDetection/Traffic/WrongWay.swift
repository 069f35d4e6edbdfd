// A vehicle against the driving direction, at one station that tells signed speeds.
//
// Intuition: a radar's sign or the order of two loops; one negative speed may be a reflection or two vehicles taken for
// one, two within a short time are not. Limits: a station without a sign sees nothing; two glitches within the time do
// fire; where a station tells each vehicle once, the second detection is a second vehicle's, so ask for one there. Refused:
// one detection everywhere, which would be faster by seconds and false every day. Source: our own proposal; no standard
// names numbers.

public import BelfryModel

/// Tells a wrong-way driver from signed speeds.
public struct WrongWay: Sendable, BitwiseCopyable {
    /// What counts; speeds and limit are in one unit, here km/h.
    public struct Parameters: Sendable, Hashable, BitwiseCopyable {
        /// Slower than this against the direction is manoeuvring.
        public var against = 10.0
        /// Within so long.
        public var withinNanoseconds = 60 * Nanoseconds.perSecond
        /// Over when none has come for so long.
        public var clearNanoseconds = 300 * Nanoseconds.perSecond
        /// So many detections, one of which may be a glitch.
        public var detections: UInt16 = 2

        public init() {}
    }

    /// The first detection of the present case.
    public private(set) var since = Timestamp.distantPast
    /// The newest detection.
    public private(set) var newest = Timestamp.distantPast
    /// Of the present case; saturates.
    public private(set) var detections: UInt16 = 0
    public private(set) var isRaised = false
    /// What lies between fields is in the image, and may be anything.
    private let padding: UInt8 = 0

    public init() {}

    /// Takes in a vehicle's speed, or an interval's slowest, negative against the direction; true while raised.
    public mutating func observe(speed: Double, at time: Timestamp, _ parameters: Parameters) -> Bool {
        let quiet = time.nanosecondsSince(newest)
        if detections > 0, quiet > (isRaised ? parameters.clearNanoseconds : parameters.withinNanoseconds) { end() }
        guard speed < -parameters.against else { return isRaised }
        if detections == 0 { since = time }
        newest = max(newest, time)
        detections = min(detections, .max - 1) + 1
        if detections >= parameters.detections { isRaised = true }
        return isRaised
    }

    /// What was going on is over.
    mutating func end() { (isRaised, detections) = (false, 0) }

    /// After a restart: it is raised already.
    mutating func restore(activeSince: Timestamp) {
        (isRaised, since, newest, detections) = (true, activeSince, activeSince, 1)
    }

    /// The clock was moved.
    mutating func move(by shift: (Timestamp) -> Timestamp) {
        newest = shift(newest)
    }
}
