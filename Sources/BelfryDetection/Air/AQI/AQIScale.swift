/// The American index of one concentration (US EPA, May 2024).
///
/// Intuition: each category is a stretch of concentrations and a stretch of the index, and within it the index grows in
/// proportion. The concentration is cut off, never rounded up, after its last decimal that counts, so that the
/// stretches leave no gap: 9.09 µg/m³ of PM2.5 are 9.0 and good.
/// ```
///             Ihi − Ilo
///   I = ────────────────── × (C − BPlo) + Ilo       C truncated, I rounded half up
///          BPhi − BPlo
/// ```
/// In whole steps (a step is the last decimal that counts) both roundings are exact: no edge depends on how 35.4 looks
/// in binary. A stretch begins one step above the end of the one before it, hence the table only has ends.
///
/// Limits: beyond the last breakpoint EPA says "beyond the AQI" and gives no number; here the last stretch goes on and
/// the value is flagged (``AQIValue/isBeyondIndex``). The ozone mean of eight hours ends at 300 and the hour of SO2 at
/// 200: above, the index is held there and says so (``AQIValue/isHeld``), until the other mean tells more. Ozone hours
/// below 0.125 ppm and SO2 days below 305 ppb have no index.
///
/// Not done: to cap at 500, as many do: a smoke of 1,000 µg/m³ and one of 400 would look alike. Nor 301–400 and 401–500
/// as two stretches: since May 2024 it is one, and code that keeps two is wrong there. `python-aqi` 0.6.1 keeps even
/// the breakpoints of 2012 and 2008 and is no oracle: 9.1 µg/m³ are 38 for it, and 51 by the table.
///
/// Source: EPA-454/B-24-002 (May 2024), the table of breakpoints and equation 1; the ends for SO2 above 304 ppb are
/// from one reading of the table and from public implementations of it.
public struct AQIScale: Sendable, BitwiseCopyable {
    let measure: AQIMeasure
    /// The ends of the six stretches in steps; before `lowest` only the last of them counts, as the end of what is not
    /// defined; after `highest` none does.
    let ends: InlineArray<6, Int64>
    let lowest: AQICategory
    let highest: AQICategory

    private init(
        _ measure: AQIMeasure,
        from lowest: AQICategory = .good,
        through highest: AQICategory = .hazardous,
        _ ends: InlineArray<6, Int64>
    ) {
        self.measure = measure
        self.ends = ends
        self.lowest = lowest
        self.highest = highest
    }

    private static let pm25Day = AQIScale(.pm25Day, [90, 354, 554, 1_254, 2_254, 3_254])
    private static let pm10Day = AQIScale(.pm10Day, [54, 154, 254, 354, 424, 604])
    private static let ozoneEightHours = AQIScale(
        .ozoneEightHours,
        through: .veryUnhealthy,
        [54, 70, 85, 105, 200, 0]
    )
    private static let ozoneHour = AQIScale(
        .ozoneHour,
        from: .unhealthyForSensitiveGroups,
        [0, 124, 164, 204, 404, 604]
    )
    private static let carbonMonoxideEightHours = AQIScale(.carbonMonoxideEightHours, [44, 94, 124, 154, 304, 504])
    private static let nitrogenDioxideHour = AQIScale(.nitrogenDioxideHour, [53, 100, 360, 649, 1_249, 2_049])
    private static let sulphurDioxideHour = AQIScale(
        .sulphurDioxideHour,
        through: .unhealthy,
        [35, 75, 185, 304, 0, 0]
    )
    private static let sulphurDioxideDay = AQIScale(
        .sulphurDioxideDay,
        from: .veryUnhealthy,
        [0, 0, 0, 304, 604, 1_004]
    )

    /// The scale of a measure.
    public init(_ measure: AQIMeasure) {
        self =
            switch measure {
            case .pm25Day: Self.pm25Day
            case .pm10Day: Self.pm10Day
            case .ozoneEightHours: Self.ozoneEightHours
            case .ozoneHour: Self.ozoneHour
            case .carbonMonoxideEightHours: Self.carbonMonoxideEightHours
            case .nitrogenDioxideHour: Self.nitrogenDioxideHour
            case .sulphurDioxideHour: Self.sulphurDioxideHour
            case .sulphurDioxideDay: Self.sulphurDioxideDay
            }
    }

    /// The index of a concentration in ``AQIMeasure/unit``; nil where the scale has none and for what is no number.
    public func value(concentration: Double) -> AQIValue? {
        guard let steps = measure.steps(concentration: concentration), steps >= beginning(of: lowest) else {
            return nil
        }
        guard steps > ends[Int(highest.rawValue)] else {
            return AQIValue(index: index(steps, in: category(of: steps)), measure: measure)
        }
        guard highest == .hazardous else {
            return AQIValue(index: highest.highestIndex, measure: measure, isHeld: true)
        }
        return AQIValue(index: index(steps, in: .hazardous), measure: measure, isBeyondIndex: true)
    }

    /// The index of a mean of hours; nil where too few of them were valid, 18 of 24 for a day.
    public func value(concentration: Double, capture: DataCapture) -> AQIValue? {
        DataCaptureRule.shortTerm.isMet(capture) ? value(concentration: concentration) : nil
    }

    private func beginning(of category: AQICategory) -> Int64 {
        category == .good ? 0 : ends[Int(category.rawValue) - 1] + 1
    }

    private func category(of steps: Int64) -> AQICategory {
        var category = lowest
        while steps > ends[Int(category.rawValue)], let next = AQICategory(rawValue: category.rawValue + 1) {
            category = next
        }
        return category
    }

    /// Whole steps, whole indices: exact, and half up.
    private func index(_ steps: Int64, in category: AQICategory) -> Int {
        let beginning = beginning(of: category)
        let width = ends[Int(category.rawValue)] - beginning
        let rise = Int64(category.highestIndex - category.lowestIndex) * (steps - beginning)
        return category.lowestIndex + Int((2 * rise + width) / (2 * width))
    }
}
