import BelfryModel

/// How fast a station usually is in one half hour of a working day or of a weekend's.
public struct UsualSpeed: Sendable, BitwiseCopyable {
    /// Share of the free speed; 1 until something else is known.
    var share = Float(1)
    /// What it rests on; what is thought at first counts as ten minutes.
    var seconds = Float(600)

    init() {}

    /// Half hours of a day, of both kinds of day.
    static let count = 96
    /// Four days' worth of one half hour.
    private static let memorySeconds = Float(7_200)

    /// Which one an instant falls into; days change at midnight UTC.
    static func index(at time: Timestamp) -> Int {
        let day = Nanoseconds.floorDivide(time.nanoseconds, by: Nanoseconds.perDay)
        let intoDay = time.nanoseconds &- day &* Nanoseconds.perDay
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 3) % 7 + 7) % 7
        return Int(intoDay / (30 * Nanoseconds.perMinute)) + (weekday >= 5 ? count / 2 : 0)
    }

    mutating func learn(_ share: Double, seconds: Double) {
        let weight = Float(seconds)
        self.seconds = min(self.seconds + weight, Self.memorySeconds)
        self.share += weight / self.seconds * (Float(share) - self.share)
    }
}
