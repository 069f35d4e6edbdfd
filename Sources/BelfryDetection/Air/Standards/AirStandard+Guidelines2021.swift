// WHO global air quality guidelines, 2021, table 0.1. A level for a day is the 99th percentile of the year's days: 3 or
// 4 of them may be above; here 3, the stricter reading. One source that looks reliable misprints SO2 as 50.
//
// Left out: interim targets, and the levels for less than a day that 2021 only reaffirms (NO2 200 µg/m³ an hour, SO2
// 500 µg/m³ ten minutes, CO 100, 35 and 10 mg/m³ a quarter of an hour, an hour and eight hours).

extension AirStandard {
    private static func guideline(
        _ pollutant: AirPollutant,
        _ averaging: AirAveraging,
        _ value: Double,
        _ unit: AirUnit = .microgramsPerCubicMetre,
        permitted: Int = 0
    ) -> AirStandard {
        AirStandard(.guidelines2021, pollutant, .guideline, averaging, value, unit, permitted: permitted)
    }

    /// The guideline levels of the World Health Organization.
    public static let guidelines2021: [AirStandard] = [
        guideline(.pm25, .year, 5),
        guideline(.pm25, .day, 15, permitted: 3),
        guideline(.pm10, .year, 15),
        guideline(.pm10, .day, 45, permitted: 3),
        guideline(.ozone, .peakSeason, 60),
        guideline(.ozone, .greatestEightHoursOfDay, 100, permitted: 3),
        guideline(.nitrogenDioxide, .year, 10),
        guideline(.nitrogenDioxide, .day, 25, permitted: 3),
        guideline(.sulphurDioxide, .day, 40, permitted: 3),
        guideline(.carbonMonoxide, .day, 4, .milligramsPerCubicMetre, permitted: 3),
    ]
}
