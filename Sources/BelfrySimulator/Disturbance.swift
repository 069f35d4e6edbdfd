import BelfryModel

/// What a scenario does to one sensor.
struct Disturbance: Sendable {
    enum Effect: Sendable, Equatable {
        /// A queue stands on the loops.
        case congestion
        /// Less traffic arrives, because it is held up before.
        case starvation
        /// One channel is raised by so much.
        case raise(channel: Int, by: Double)
        case silence
        case freeze
    }

    var effect: Effect
    var from: Timestamp
    var to: Timestamp
    /// How long it takes to build up, and to fade after its end.
    var rampNanoseconds: Int64

    /// How strong it is, in [0, 1].
    func strength(at time: Timestamp) -> Double {
        guard time >= from else { return 0 }
        let ramp = Double(max(rampNanoseconds, 1))
        let rising = min(1, Double(time.nanosecondsSince(from)) / ramp)
        guard time > to else { return rising }
        return max(0, rising - Double(time.nanosecondsSince(to)) / ramp)
    }

    /// Whether it holds at all; for effects that are there or not.
    func isActive(at time: Timestamp) -> Bool { time >= from && time < to }
}
