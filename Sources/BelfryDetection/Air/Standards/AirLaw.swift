public import BelfryModel

/// Which text a limit or a threshold is from, and from which day on it is in force.
///
/// Intuition: a limit without its date is half a limit. The alert for NO2 halves overnight, and an hour is judged by
/// the law of the day on which it began, however late it is looked at: a replay of last winter still raises last
/// winter's alerts.
/// ```
///                        11 | 12 Dec 2026                31 Dec 2029 | 1 Jan 2030
///   Directive 2008/50/EC ───┤                                        │
///   Directive (EU) 2024/2881├── thresholds of section 4 ─────────────┼────────────
///                           ├── limits of annex I, table 2 ──────────┤
///                           │                                        └── limits of annex I, table 1
/// ```
/// Limits: the days are those of local standard time, as the caller gives them. A member state may put the new
/// directive into force earlier, and may be granted more time for a limit (article 18); neither is known here, and a
/// city that it concerns picks its law by name.
///
/// Not done: to blend the two in a calendar year that both touch. Limits that are counted over 2026 have the same
/// numbers in both texts, so there is nothing to blend.
///
/// Source: Directive (EU) 2024/2881, articles 30 to 32 (transposition by 11 December 2026, repeal of 2008/50/EC with
/// effect from 12 December 2026) and annex I, section 1, tables 1 and 2.
public enum AirLaw: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// Directive 2008/50/EC.
    case directive2008
    /// Directive (EU) 2024/2881 with the limits that hold until the end of 2029.
    case directive2024
    /// Directive (EU) 2024/2881 with the limits that are to be attained by 1 January 2030.
    case directive2024From2030
    /// The guideline levels of the World Health Organization, 2021. No law; never chosen by date.
    case guidelines2021
    /// The Air Quality Standards Regulations 2010 of the United Kingdom, which keep what 2008/50/EC says of hours and days.
    case regulations2010
    /// The National Ambient Air Quality Standards of the United States, 40 CFR 50.
    case unitedStates

    private static let firstDayOf2024 = CivilTime(year: 2026, month: 12, day: 12).daysSinceEpoch
    private static let firstDayOf2030 = CivilTime(year: 2030, month: 1, day: 1).daysSinceEpoch

    /// The European law of a day in local standard time.
    public static func european(on day: CivilTime) -> AirLaw {
        let days = day.daysSinceEpoch
        if days >= firstDayOf2030 { return .directive2024From2030 }
        return days >= firstDayOf2024 ? .directive2024 : .directive2008
    }

    /// The European law of an instant at which local standard time is some seconds east of Greenwich.
    public static func european(at instant: Timestamp, standardOffsetSeconds: Int) -> AirLaw {
        european(
            on: CivilTime(instant.advanced(byNanoseconds: Int64(standardOffsetSeconds) * Nanoseconds.perSecond))
        )
    }

    /// Everything that the text says of the pollutants here, made once.
    public var standards: [AirStandard] {
        switch self {
        case .directive2008: AirStandard.directive2008
        case .directive2024: AirStandard.directive2024
        case .directive2024From2030: AirStandard.directive2024From2030
        case .guidelines2021: AirStandard.guidelines2021
        case .regulations2010: AirStandard.regulations2010
        case .unitedStates: AirStandard.unitedStates
        }
    }

    /// The one standard of a pollutant, kind and averaging time; nil where the text has none.
    public func standard(_ pollutant: AirPollutant, _ kind: AirStandard.Kind, _ averaging: AirAveraging) -> AirStandard?
    {
        standards.first { $0.pollutant == pollutant && $0.kind == kind && $0.averaging == averaging }
    }

    /// The name as a sentence cites it.
    public var name: String {
        switch self {
        case .directive2008: "Directive 2008/50/EC"
        case .directive2024, .directive2024From2030: "Directive (EU) 2024/2881"
        case .guidelines2021: "the WHO guidelines of 2021"
        case .regulations2010: "the Air Quality Standards Regulations 2010"
        case .unitedStates: "the NAAQS (40 CFR 50)"
        }
    }

    /// The year of the text; of the American standards that of their last change.
    public var year: Int {
        switch self {
        case .directive2008: 2008
        case .directive2024, .directive2024From2030, .unitedStates: 2024
        case .guidelines2021: 2021
        case .regulations2010: 2010
        }
    }

    /// How much of a calendar year an annual mean or a count over the year rests on at least.
    ///
    /// The WHO names no share; its levels are judged by the older and stricter of the two. The American standards ask for
    /// three quarters of each quarter.
    public var yearCapture: DataCaptureRule {
        switch self {
        case .directive2008, .guidelines2021, .regulations2010: .year2008
        case .unitedStates: .shortTerm
        case .directive2024, .directive2024From2030: .year2024
        }
    }
}
