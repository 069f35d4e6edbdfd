// A detector's calls on one that lies by itself, so that tests read as its owner's code does.

import BelfryDetection
import BelfryModel

extension LoneDetector {
    var deadline: Timestamp { peek(\.deadline) }
    var cadenceNanoseconds: Int64? { peek(\.cadenceNanoseconds) }
    var quietBand: QuietBand { peek(\.quietBand) }

    mutating func observe(_ reading: Reading) -> Verdict? { with { $0.observe(reading) } }
    mutating func advance(to now: Timestamp) -> Verdict? { with { $0.advance(to: now) } }
    mutating func follow(_ shift: ClockShift) { with { $0.follow(shift) } }
    mutating func resume(at now: Timestamp) { with { $0.resume(at: now) } }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        with { $0.followSetBack(to: eventTime, arrival: arrival) }
    }

    mutating func observe(_ window: ClosedWindow, value: Double, arrival: Timestamp) -> Verdict? {
        with { $0.observe(window, value: value, arrival: arrival) }
    }

    mutating func restore(activeSince: Timestamp, value: Double) {
        with { $0.restore(activeSince: activeSince, value: value) }
    }

    func withdrawal(at now: Timestamp, value: Double) -> Verdict? {
        var copy = self
        return copy.with { $0.withdrawal(at: now, value: value) }
    }

    private func peek<Property>(_ path: KeyPath<Detector, Property>) -> Property {
        var copy = self
        return copy.with { $0[keyPath: path] }
    }
}
