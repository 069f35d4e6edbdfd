import BelfryDetection
import BelfryModel
import Testing

@Suite struct AirLawTests {
    @Test func theLawOfADay() {
        let days: [(Int, Int, Int, AirLaw)] = [
            (2010, 6, 11, .directive2008), (2026, 12, 11, .directive2008), (2026, 12, 12, .directive2024),
            (2029, 12, 31, .directive2024), (2030, 1, 1, .directive2024From2030), (2035, 7, 1, .directive2024From2030),
        ]
        for (year, month, day, law) in days {
            #expect(
                AirLaw.european(on: CivilTime(year: year, month: month, day: day)) == law,
                "\(year)-\(month)-\(day)"
            )
        }
        #expect(AirLaw.european(on: CivilTime(year: 2026, month: 12, day: 11, hour: 23)) == .directive2008)
    }

    @Test func aDayBeginsInLocalStandardTime() {
        let eve = hours(-1, after: midnight(2026, 12, 12))
        #expect(AirLaw.european(at: eve, standardOffsetSeconds: 0) == .directive2008)
        #expect(AirLaw.european(at: eve, standardOffsetSeconds: 3_600) == .directive2024)
        #expect(AirLaw.european(at: midnight(2026, 12, 12), standardOffsetSeconds: -3_600) == .directive2008)
    }

    /// Value, permitted exceedances or windows in a row.
    private func number(
        _ law: AirLaw,
        _ pollutant: AirPollutant,
        _ kind: AirStandard.Kind,
        _ averaging: AirAveraging
    )
        -> [Double]
    {
        guard let standard = law.standard(pollutant, kind, averaging) else { return [] }
        let second = [.alert, .information].contains(kind) ? standard.consecutive : standard.permittedExceedancesAYear
        return [standard.value, Double(second)]
    }

    @Test func theLimits() {
        let table: [(AirPollutant, AirAveraging, [Double], [Double], [Double])] = [
            (.pm25, .day, [], [], [25, 18]), (.pm25, .year, [25, 0], [25, 0], [10, 0]),
            (.pm10, .day, [50, 35], [50, 35], [45, 18]), (.pm10, .year, [40, 0], [40, 0], [20, 0]),
            (.nitrogenDioxide, .hour, [200, 18], [200, 18], [200, 3]), (.nitrogenDioxide, .day, [], [], [50, 18]),
            (.nitrogenDioxide, .year, [40, 0], [40, 0], [20, 0]),
            (.sulphurDioxide, .hour, [350, 24], [350, 24], [350, 3]),
            (.sulphurDioxide, .day, [125, 3], [125, 3], [50, 18]), (.sulphurDioxide, .year, [], [], [20, 0]),
            (.carbonMonoxide, .greatestEightHoursOfDay, [10, 0], [10, 0], [10, 0]),
            (.carbonMonoxide, .day, [], [], [4, 18]), (.benzene, .year, [5, 0], [5, 0], [3.4, 0]),
        ]
        for (pollutant, averaging, old, new, later) in table {
            #expect(number(.directive2008, pollutant, .limit, averaging) == old, "\(pollutant) \(averaging)")
            #expect(number(.directive2024, pollutant, .limit, averaging) == new, "\(pollutant) \(averaging)")
            #expect(number(.directive2024From2030, pollutant, .limit, averaging) == later, "\(pollutant) \(averaging)")
        }
        let counts = [AirLaw.directive2008, .directive2024, .directive2024From2030].map { law in
            law.standards.count { $0.kind == .limit }
        }
        #expect(counts == [9, 9, 13])
    }

    @Test func theThresholds() {
        let table: [(AirPollutant, AirStandard.Kind, AirAveraging, [Double], [Double])] = [
            (.nitrogenDioxide, .alert, .hour, [400, 3], [200, 3]),
            (.sulphurDioxide, .alert, .hour, [500, 3], [350, 3]),
            (.ozone, .alert, .hour, [240, 1], [240, 1]), (.pm10, .alert, .day, [], [90, 3]),
            (.pm25, .alert, .day, [], [50, 3]), (.nitrogenDioxide, .information, .hour, [], [150, 1]),
            (.sulphurDioxide, .information, .hour, [], [275, 1]), (.ozone, .information, .hour, [180, 1], [180, 1]),
            (.pm10, .information, .day, [], [90, 1]), (.pm25, .information, .day, [], [50, 1]),
        ]
        for (pollutant, kind, averaging, old, new) in table {
            #expect(number(.directive2008, pollutant, kind, averaging) == old, "\(pollutant) \(kind)")
            #expect(number(.directive2024, pollutant, kind, averaging) == new, "\(pollutant) \(kind)")
            #expect(number(.directive2024From2030, pollutant, kind, averaging) == new, "\(pollutant) \(kind)")
        }
        #expect(number(.directive2008, .ozone, .target, .greatestEightHoursOfDay) == [120, 25])
        #expect(number(.directive2024, .ozone, .target, .greatestEightHoursOfDay) == [120, 18])
        #expect(AirLaw.directive2024.standard(.ozone, .target, .greatestEightHoursOfDay)?.averagedYears == 3)
    }

    @Test func theGuidelinesOfTheWHO() {
        let table: [(AirPollutant, AirAveraging, Double)] = [
            (.pm25, .year, 5), (.pm25, .day, 15), (.pm10, .year, 15), (.pm10, .day, 45),
            (.ozone, .greatestEightHoursOfDay, 100), (.ozone, .peakSeason, 60), (.nitrogenDioxide, .year, 10),
            (.nitrogenDioxide, .day, 25), (.sulphurDioxide, .day, 40), (.carbonMonoxide, .day, 4),
        ]
        #expect(AirLaw.guidelines2021.standards.count == table.count)
        for (pollutant, averaging, value) in table {
            let standard = AirLaw.guidelines2021.standard(pollutant, .guideline, averaging)
            #expect(standard?.value == value, "\(pollutant) \(averaging)")
            #expect(standard?.unit.unit.code == (pollutant == .carbonMonoxide ? "mg/m3" : "ug/m3"))
        }
    }

    @Test func everyStandardIsItsLawsAndUnique() {
        for law in AirLaw.allCases {
            #expect(law.standards.allSatisfy { $0.law == law })
            let keys = Set(law.standards.map { "\($0.pollutant) \($0.kind) \($0.averaging)" })
            #expect(keys.count == law.standards.count)
            for standard in law.standards {
                #expect((1...3).contains(standard.consecutive))
                #expect(AirPollutant(Quantity(standard.pollutant.quantityName)) == standard.pollutant)
                // American limits are in ppb and ppm, and are carried over by whoever feeds a state.
                guard law != .unitedStates else { continue }
                let unit = Quantity(standard.pollutant.quantityName).definition?.unit
                #expect(unit == standard.unit.unit, "a state is fed with the taxonomy's values")
            }
        }
    }

    @Test func dataCapture() {
        #expect(DataCaptureRule.shortTerm.isMet(.dayOfHours(18)) && !DataCaptureRule.shortTerm.isMet(.dayOfHours(17)))
        #expect(DataCaptureRule.shortTerm.isMet(DataCapture(present: 6, expected: 8)))
        #expect(!DataCaptureRule.shortTerm.isMet(DataCapture(present: 5, expected: 8)))
        #expect(DataCaptureRule.shortTerm.isMet(DataCapture(present: 45, expected: 60)))
        #expect(!DataCaptureRule.shortTerm.isMet(DataCapture(present: 44, expected: 60)))
        #expect(!DataCaptureRule.shortTerm.isMet(DataCapture(present: 0, expected: 0)))
        let year = DataCapture(present: 7_600, expected: 8_760)
        #expect(DataCaptureRule.year2024.isMet(year) && !DataCaptureRule.year2008.isMet(year))
        #expect(AirLaw.directive2008.standard(.pm10, .limit, .year)?.capture == .year2008)
        #expect(AirLaw.directive2024.standard(.pm10, .limit, .year)?.capture == .year2024)
        #expect(AirLaw.directive2024.standard(.pm10, .limit, .day)?.capture == .shortTerm)
        var day = DataCapture(present: 0, expected: 0)
        for hour in 0..<24 { day.count(isValid: hour % 4 != 3) }
        #expect(day == .dayOfHours(18) && day.share == 0.75)
        #expect((day + day).expected == 48)
    }

    @Test func whatIsMadeOfAProvisionalValueIsProvisional() {
        #expect(DataStatus.validated.combined(with: .provisional) == .provisional)
        #expect(DataStatus.validated.combined(with: .validated) == .validated)
    }
}
