/// How much of a time must have been measured before its mean may stand for it.
///
/// Intuition: a mean of the eight night hours is no mean of the day. Laws ask for three quarters, and for a whole year
/// for more.
/// ```
///   hour              45 of 60 minutes           75 %
///   eight hours        6 of  8 hours             75 %
///   greatest eight    18 of 24 running means     75 %
///   day               18 of 24 hours             75 %      EPA's daily PM index asks for the same 18 hours
///   year (2008)       90 % of the hours, or of the days, maintenance not counted
///   year (2024)       85 % of the hours, or of the days
/// ```
/// Limits: the shares are of counts, so that three quarters of 24 are exactly 18; whether one hour of readings is
/// enough is told by the window's ``ClosedWindow/coverage``, see ``AirWindow``. Indicative measurements get by with
/// less (``indicativeYear``, ``indicativeShortTerm``).
///
/// Not done: the balance over the seasons that annex I of 2008/50/EC asks of ozone (90 % in summer, 75 % in winter).
///
/// Source: Directive 2008/50/EC, annex XI, section A, and annex I, section A (90 %); Directive (EU) 2024/2881, annex V
/// (85 %, 13 %, 50 %); what a single hour, eight hours or day need is taken to be as in 2008. EPA: AirNow forum 171.
public struct DataCaptureRule: Hashable, Sendable, BitwiseCopyable {
    /// 0...100.
    public var leastPercent: Int

    /// A rule of one's own; `leastPercent` in 0...100.
    public init(leastPercent: Int) {
        self.leastPercent = leastPercent
    }

    /// Three quarters: an hour of its minutes, eight hours and days of their hours.
    public static let shortTerm = DataCaptureRule(leastPercent: 75)
    /// A calendar year under Directive 2008/50/EC.
    public static let year2008 = DataCaptureRule(leastPercent: 90)
    /// A calendar year under Directive (EU) 2024/2881, fixed measurements.
    public static let year2024 = DataCaptureRule(leastPercent: 85)
    /// A calendar year under Directive (EU) 2024/2881, indicative measurements.
    public static let indicativeYear = DataCaptureRule(leastPercent: 13)
    /// Hours and days under Directive (EU) 2024/2881, indicative measurements, as a share of the year.
    public static let indicativeShortTerm = DataCaptureRule(leastPercent: 50)

    /// Whether `present` of `expected` are enough; nothing expected is never enough.
    public func isMet(_ capture: DataCapture) -> Bool {
        capture.expected > 0 && capture.present * 100 >= capture.expected * leastPercent
    }
}
