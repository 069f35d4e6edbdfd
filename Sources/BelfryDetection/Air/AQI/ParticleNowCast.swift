/// What the day's mean of PM2.5 or PM10 would be if the air stayed as it is now (NowCast).
///
/// Intuition: the daily scale needs a daily mean, and by the time there is one the smoke is gone. NowCast is a mean of
/// twelve hours that trusts old hours the less the more the air has been changing. Steady air: all twelve count alike.
/// Changing air: each hour counts half as much as the one after it.
/// ```
///   w  = max(½, cmin / cmax)                    over the hours that there are
///   NC = Σ wⁱ cᵢ / Σ wⁱ                         i hours ago; a missing hour is missing in both sums
///
///   valid: at least 2 of the latest 3 hours
/// ```
/// Zero and negative hours: where no hour is above 0 there is no ratio, and w is 1 (all zero gives 0). A negative hour
/// is instrument noise around nothing; it takes part as it is, since dropping one side of the noise would be a bias,
/// makes w ½, and a result below 0 is 0.
///
/// Limits: it forecasts nothing. It takes raw hourly means, each with its own 75 %, and the result is truncated by
/// ``AQIScale`` like a daily mean. It lies between the smallest and the largest hour.
///
/// Not done: no NowCast where either of the two latest hours is missing, as Wikipedia has it; AirNow and AirMonitor say
/// two of the latest three.
///
/// Source: EPA, "Transitioning to a new NowCast method" (nepis P100X0J6); AirNow forum 172, whose example 34.9 … 21
/// gives 28.409801; AirMonitor 4 for the negative weight.
public struct ParticleNowCast: Sendable, BitwiseCopyable {
    /// How many hours are looked at.
    public static let reach = 12

    /// In the unit of the hours, at least 0.
    public let concentration: Double
    /// 0.5...1.
    public let weight: Double
    /// Hours that took part, 2...12.
    public let hours: Int

    /// The NowCast of the newest hour; nil where fewer than two of the latest three are there.
    public init?(_ recent: RecentHours) {
        guard (0..<3).count(where: { recent[hoursAgo: $0] != nil }) >= 2 else { return nil }
        var smallest = Double.infinity
        var largest = -Double.infinity
        var hours = 0
        for hoursAgo in 0..<Self.reach {
            guard let value = recent[hoursAgo: hoursAgo] else { continue }
            smallest = min(smallest, value)
            largest = max(largest, value)
            hours += 1
        }
        let weight = largest > 0 ? min(1, max(0.5, smallest / largest)) : 1
        var weighted = 0.0
        var weights = 0.0
        var factor = 1.0
        for hoursAgo in 0..<Self.reach {
            if let value = recent[hoursAgo: hoursAgo] {
                weighted += factor * value
                weights += factor
            }
            factor *= weight
        }
        self.concentration = max(0, weighted / weights)
        self.weight = weight
        self.hours = hours
    }
}
