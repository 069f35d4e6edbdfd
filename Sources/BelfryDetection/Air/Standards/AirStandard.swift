/// One number of an air law with everything that makes it applicable.
///
/// Intuition: "NO2 200" is at least three rules. As a limit it is an hour that may be passed 18 times a year (3 times
/// from 2030); as the alert threshold of 2024 it is three hours in a row; in 2008 that alert was 400. So a number
/// stands beside what it is a mean of, how often, how many in a row, and under which text.
/// ```
///   value > limit              strictly above; just at the limit the limit is kept
///     ├─ limit, target         count a calendar year, beyond ``permittedExceedancesAYear`` → ``ExceedanceCounter``
///     └─ information, alert    ``consecutive`` windows in a row → ``ThresholdCriterion``
/// ```
/// Limits: values are compared as they are. Reports to the Commission round a mean to the decimals of the limit first,
/// so that 200.4 is no exceedance there; here it is one: an alarm rather errs early, and a count here is provisional
/// anyway. Thresholds hold at sites that stand for 100 km² or the whole zone, which is for the configuration to say.
/// Annual means with an averaging over several years (``averagedYears``) are not averaged here.
///
/// Not done: assessment thresholds, critical levels for vegetation (AOT40), average exposure: none of them is an hour,
/// day or year of one sensor.
///
/// Source: the text of ``law``; each table names its sections.
public struct AirStandard: Hashable, Sendable, BitwiseCopyable {
    /// What follows from passing the number.
    public enum Kind: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
        /// Binding; a plan must be made.
        case limit
        /// To be attained where possible.
        case target
        /// The public is informed.
        case information
        /// The public is warned, and short-term measures are taken.
        case alert
        /// A level that the WHO recommends.
        case guideline
    }

    public var law: AirLaw
    public var pollutant: AirPollutant
    public var kind: Kind
    public var averaging: AirAveraging
    /// In ``unit``.
    public var value: Double
    public var unit: AirUnit
    /// How many exceedances a calendar year keep a limit; 0 where it is never to be passed.
    public var permittedExceedancesAYear: Int
    /// How many windows in a row have to be above a threshold, 1...``ThresholdCriterion/capacity``.
    public var consecutive: Int
    /// Over how many calendar years the exceedances, or annual values, are averaged.
    public var averagedYears: Int

    init(
        _ law: AirLaw,
        _ pollutant: AirPollutant,
        _ kind: Kind,
        _ averaging: AirAveraging,
        _ value: Double,
        _ unit: AirUnit = .microgramsPerCubicMetre,
        permitted: Int = 0,
        consecutive: Int = 1,
        averagedYears: Int = 1
    ) {
        self.law = law
        self.pollutant = pollutant
        self.kind = kind
        self.averaging = averaging
        self.value = value
        self.unit = unit
        self.permittedExceedancesAYear = permitted
        self.consecutive = consecutive
        self.averagedYears = averagedYears
    }

    /// Whether a mean is above; never for what is not valid.
    public func isExceeded(by window: AirWindow) -> Bool {
        window.isValid && window.value > value
    }

    /// What a mean of this averaging has to rest on.
    public var capture: DataCaptureRule {
        switch averaging {
        case .quarterHour, .hour, .eightHours, .greatestEightHoursOfDay, .day: .shortTerm
        case .year, .peakSeason: law.yearCapture
        }
    }
}
