// National Ambient Air Quality Standards, 40 CFR 50, primary standards as of 2024 (PM2.5 9.0 µg/m³ a year). In the units
// of the text: ppb and ppm.
//
// Decided here: the text judges percentiles over three years. What a year may have above a level follows from the
// percentile, and a count is shown against that:
//   PM2.5 day    98th percentile: the eighth highest of 365 decides, 7 may be above
//   ozone        the fourth highest day decides, 3 may be above
//   PM10, CO     once a year
//   NO2, SO2     percentiles of each day's highest hour; hours are counted here, and no number is permitted
//
// Left out: lead, secondary standards, the cutting off of decimals (0.0709 ppm of ozone are 0.070 in a report).

extension AirStandard {
    private static func limit(
        _ pollutant: AirPollutant,
        _ averaging: AirAveraging,
        _ value: Double,
        _ unit: AirUnit,
        permitted: Int = 0,
        averagedYears: Int = 1
    ) -> AirStandard {
        AirStandard(
            .unitedStates,
            pollutant,
            .limit,
            averaging,
            value,
            unit,
            permitted: permitted,
            averagedYears: averagedYears
        )
    }

    /// The primary standards of the United States.
    public static let unitedStates: [AirStandard] = [
        limit(.pm25, .day, 35, .microgramsPerCubicMetre, permitted: 7, averagedYears: 3),
        limit(.pm25, .year, 9, .microgramsPerCubicMetre, averagedYears: 3),
        limit(.pm10, .day, 150, .microgramsPerCubicMetre, permitted: 1, averagedYears: 3),
        limit(.ozone, .greatestEightHoursOfDay, 0.070, .partsPerMillion, permitted: 3, averagedYears: 3),
        limit(.nitrogenDioxide, .hour, 100, .partsPerBillion, averagedYears: 3),
        limit(.nitrogenDioxide, .year, 53, .partsPerBillion),
        limit(.sulphurDioxide, .hour, 75, .partsPerBillion, averagedYears: 3),
        limit(.carbonMonoxide, .greatestEightHoursOfDay, 9, .partsPerMillion, permitted: 1),
        limit(.carbonMonoxide, .hour, 35, .partsPerMillion, permitted: 1),
    ]
}
