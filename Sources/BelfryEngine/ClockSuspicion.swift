// A sensor whose clock is set back sends what is older than what it sent before. So does one that fills a gap, and its
// readings must not turn time back for those that follow. What tells them apart is the pace:
//
//     event time │        ╱            event time │        ╱ ·   each dot is older than the newest reading; the gap fills
//                │       ╱                        │       ╱ ·    faster than time passes, so the delay shrinks
//                │      ╱                         │      ╱ ·
//                │     ╱   · · · ·                │     ╱   ·
//                └──────────────────► arrival     └──────────────► arrival
//                  clock set back: the delay        a gap filled
//                  stays as it is

import BelfryModel

/// How long late readings have agreed on one delay: eight bytes, in tenths of a second.
struct ClockSuspicion: BitwiseCopyable {
    /// Readings that have to agree.
    private static let readings: UInt8 = 3
    /// How long they have to, so that a gap that is filled does not pass for a delay that stays.
    private static let tenths: UInt32 = 100
    /// How far their delays may lie apart.
    private static let toleranceTenths: Int32 = 50

    private var delayTenths: Int32 = 0
    /// When it began; wraps after 13 years.
    private var sinceTenths: UInt32 = 0

    /// The arrival clock was moved forward: every delay has grown by that.
    mutating func moveClock(byNanoseconds distance: Int64) {
        let tenths = distance / (100 * Nanoseconds.perMillisecond)
        delayTenths = Int32(clamping: Int64(delayTenths) + tenths)
        sinceTenths &+= UInt32(truncatingIfNeeded: tenths)
    }

    /// Takes in a reading that is older than the newest and late.
    ///
    /// - Parameter count: of readings in a row, kept by the caller, who sets it to 0 with any reading that is not late.
    /// - Returns: whether the sensor's clock is believed to have been set back.
    mutating func confirms(delayNanoseconds: Int64, arrival: Timestamp, count: inout UInt8) -> Bool {
        let delay = Int32(clamping: delayNanoseconds / (100 * Nanoseconds.perMillisecond))
        let now = UInt32(truncatingIfNeeded: arrival.nanoseconds / (100 * Nanoseconds.perMillisecond))
        guard count > 0,
            delay.subtractingReportingOverflow(delayTenths).partialValue.magnitude
                <= Self.toleranceTenths.magnitude
        else {
            count = 1
            delayTenths = delay
            sinceTenths = now
            return false
        }
        if count < .max { count += 1 }
        guard count >= Self.readings, now &- sinceTenths >= Self.tenths else { return false }
        count = 0
        return true
    }
}
