// A sensor whose clock is set back sends what is older than what it sent before. So does one that fills a gap, and its
// readings must not turn time back for those that follow. What tells them apart is the pace:
//
//     event time │        ╱            event time │        ╱ ·   each dot is older than the newest reading; the gap fills
//                │       ╱                        │       ╱ ·    faster than time passes, so the delay shrinks
//                │      ╱                         │      ╱ ·
//                │     ╱   · · · ·                │     ╱   ·
//                └──────────────────► arrival     └──────────────► arrival
//                  clock set back: the delay        a gap filled
//                  stays as it is, or grows

import BelfryModel

/// How long late deliveries have agreed on one delay: twelve bytes, in tenths of a second.
///
/// A delivery is the readings that come together, as from a sensor that sends an hour's at once; its delay is that of its
/// newest reading.
struct ClockSuspicion: BitwiseCopyable {
    /// Readings that come closer together than this are of one delivery.
    private static let deliveryNanoseconds = Nanoseconds.perSecond
    /// How far the delays of two deliveries may lie apart and still be one.
    private static let toleranceTenths: Int32 = 50
    /// Deliveries of one delay, and how long they have to come, so that a gap that is filled does not pass for them.
    private static let agreeing: (deliveries: UInt8, tenths: UInt32) = (2, 100)
    /// The same of a delay that grows: a clock that begins anew at each start of the sensor.
    private static let growing: (deliveries: UInt8, tenths: UInt32) = (3, 600)

    /// What deliveries are held against, and when that came; wraps after 13 years.
    private var referenceTenths: Int32 = 0
    private var sinceTenths: UInt32 = 0
    /// Of the delivery under way.
    private var leastTenths: Int32 = 0

    /// The arrival clock was moved forward: every delay has grown by that.
    mutating func moveClock(byNanoseconds distance: Int64) {
        let tenths = distance / (100 * Nanoseconds.perMillisecond)
        referenceTenths = Int32(clamping: Int64(referenceTenths) + tenths)
        leastTenths = Int32(clamping: Int64(leastTenths) + tenths)
        sinceTenths &+= UInt32(truncatingIfNeeded: tenths)
    }

    /// Takes in a reading that is older than the newest and late.
    ///
    /// - Parameters:
    ///   - previous: when the reading before it arrived.
    ///   - count: of deliveries in a row, kept by the caller, who sets it to 0 with any reading that is not late.
    /// - Returns: whether the sensor's clock is believed to have been set back.
    mutating func confirms(
        delayNanoseconds: Int64,
        arrival: Timestamp,
        previous: Timestamp,
        count: inout UInt8
    ) -> Bool {
        let delay = Int32(clamping: delayNanoseconds / (100 * Nanoseconds.perMillisecond))
        let now = Self.tenths(arrival)
        guard count > 0 else {
            (count, referenceTenths, leastTenths, sinceTenths) = (1, delay, delay, now)
            return false
        }
        if arrival.nanosecondsSince(previous) < Self.deliveryNanoseconds {
            leastTenths = min(leastTenths, delay)
            if count == 1 { referenceTenths = leastTenths }
        } else {
            // The delay has shrunk: a gap is filled, or the clock was put right in part.
            if difference < -Int64(Self.toleranceTenths) {
                (count, referenceTenths, sinceTenths) = (1, leastTenths, Self.tenths(previous))
            }
            if count < .max { count += 1 }
            leastTenths = delay
        }
        guard isConfirmed(count, after: now &- sinceTenths) else { return false }
        count = 0
        return true
    }

    private func isConfirmed(_ count: UInt8, after tenths: UInt32) -> Bool {
        guard difference >= -Int64(Self.toleranceTenths) else { return false }
        let needed = difference <= Int64(Self.toleranceTenths) ? Self.agreeing : Self.growing
        return count >= needed.deliveries && tenths >= needed.tenths
    }

    /// By how much the delivery under way is later than the one it is held against.
    private var difference: Int64 { Int64(leastTenths) - Int64(referenceTenths) }

    private static func tenths(_ instant: Timestamp) -> UInt32 {
        UInt32(truncatingIfNeeded: instant.nanoseconds / (100 * Nanoseconds.perMillisecond))
    }
}
