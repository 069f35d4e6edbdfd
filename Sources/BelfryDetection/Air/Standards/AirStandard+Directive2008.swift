// Directive 2008/50/EC, in force until 11 December 2026. Annex XI, section B: limit values. Annex XIV, section E:
// PM2.5. Annex VII, section B: ozone. Annex XII: sections A and B, alert and information thresholds; it has none for
// particles.
//
// Left out: lead, the stage 2 of PM2.5 (20 µg/m³, indicative, never made binding), margins of tolerance (all have
// ended) and long-term objectives.

extension AirStandard {
    private static func limit(
        _ pollutant: AirPollutant,
        _ averaging: AirAveraging,
        _ value: Double,
        _ unit: AirUnit = .microgramsPerCubicMetre,
        permitted: Int = 0
    ) -> AirStandard {
        AirStandard(.directive2008, pollutant, .limit, averaging, value, unit, permitted: permitted)
    }

    /// The limits, targets and thresholds of Directive 2008/50/EC.
    public static let directive2008: [AirStandard] = [
        limit(.pm25, .year, 25),
        limit(.pm10, .day, 50, permitted: 35),
        limit(.pm10, .year, 40),
        limit(.nitrogenDioxide, .hour, 200, permitted: 18),
        limit(.nitrogenDioxide, .year, 40),
        limit(.sulphurDioxide, .hour, 350, permitted: 24),
        limit(.sulphurDioxide, .day, 125, permitted: 3),
        limit(.carbonMonoxide, .greatestEightHoursOfDay, 10, .milligramsPerCubicMetre),
        limit(.benzene, .year, 5),

        // 25 days a year, as a mean of three years.
        AirStandard(
            .directive2008,
            .ozone,
            .target,
            .greatestEightHoursOfDay,
            120,
            permitted: 25,
            averagedYears: 3
        ),

        AirStandard(.directive2008, .ozone, .information, .hour, 180),
        AirStandard(.directive2008, .ozone, .alert, .hour, 240),
        AirStandard(.directive2008, .nitrogenDioxide, .alert, .hour, 400, consecutive: 3),
        AirStandard(.directive2008, .sulphurDioxide, .alert, .hour, 500, consecutive: 3),
    ]
}
