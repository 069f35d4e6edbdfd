// The European and the British index: each end of each band from both sides.

import BelfryDetection
import Testing

@Suite struct BandIndexTests {
    static let european: [(AirPollutant, [Double])] = [
        (.pm25, [5, 15, 50, 90, 140]), (.pm10, [15, 45, 120, 195, 270]), (.nitrogenDioxide, [10, 25, 60, 100, 150]),
        (.ozone, [60, 100, 120, 160, 180]), (.sulphurDioxide, [20, 40, 125, 190, 275]),
    ]

    @Test func everyEuropeanEnd() throws {
        for (pollutant, ends) in Self.european {
            let scale = try #require(EAQIScale(pollutant))
            #expect(scale.band(microgramsPerCubicMetre: 0) == .good)
            #expect(scale.band(microgramsPerCubicMetre: -2) == .good)
            for (index, end) in ends.enumerated() {
                #expect(scale.band(microgramsPerCubicMetre: end)?.rawValue == UInt8(index + 1), "\(pollutant) \(end)")
                let above = scale.band(microgramsPerCubicMetre: end.nextUp)
                #expect(above?.rawValue == UInt8(index + 2), "\(pollutant) above \(end)")
            }
            #expect(scale.band(microgramsPerCubicMetre: .nan) == nil)
        }
        #expect(EAQIScale(.carbonMonoxide) == nil && EAQIScale(.benzene) == nil)
    }

    @Test func itIsNotTheIndexOfBefore2024() {
        // 45 µg/m³ of NO2 were fair until 2024 (40–90), and so were 18 µg/m³ of PM2.5 (10–20).
        #expect(EAQIScale(.nitrogenDioxide)?.band(microgramsPerCubicMetre: 45) == .moderate)
        #expect(EAQIScale(.pm25)?.band(microgramsPerCubicMetre: 18) == .moderate)
    }

    @Test func theWorstEuropeanPollutant() {
        var report = EAQIReport()
        report.take(.pm10, microgramsPerCubicMetre: 50)
        report.take(.carbonMonoxide, microgramsPerCubicMetre: 9_000)
        report.take(.nitrogenDioxide, microgramsPerCubicMetre: 61)
        report.take(.ozone, microgramsPerCubicMetre: 130)
        #expect(report.band == .poor)
        #expect(report.responsible == .nitrogenDioxide)
        #expect(report.pollutantsTaken == 3)
    }

    static let british: [(AirPollutant, AirAveraging, [Double])] = [
        (.nitrogenDioxide, .hour, [67, 134, 200, 267, 334, 400, 467, 534, 600]),
        (.ozone, .eightHours, [33, 66, 100, 120, 140, 160, 187, 213, 240]),
        (.pm25, .day, [11, 23, 35, 41, 47, 53, 58, 64, 70]),
        (.pm10, .day, [16, 33, 50, 58, 66, 75, 83, 91, 100]),
        (.sulphurDioxide, .quarterHour, [88, 177, 266, 354, 443, 532, 710, 887, 1_064]),
    ]

    @Test func everyBritishEnd() throws {
        for (pollutant, averaging, ends) in Self.british {
            let scale = try #require(DAQIScale(pollutant))
            #expect(scale.averaging == averaging)
            #expect(scale.index(microgramsPerCubicMetre: -1) == 1)
            for (index, end) in ends.enumerated() {
                #expect(scale.index(microgramsPerCubicMetre: end) == index + 1, "\(pollutant) \(end)")
                #expect(scale.index(microgramsPerCubicMetre: end + 0.49) == index + 1, "\(pollutant) \(end).49")
                #expect(scale.index(microgramsPerCubicMetre: end + 0.5) == index + 2, "\(pollutant) \(end).5")
                #expect(scale.index(microgramsPerCubicMetre: end + 1) == index + 2, "\(pollutant) \(end) + 1")
            }
            #expect(scale.index(microgramsPerCubicMetre: .infinity) == nil)
        }
        #expect(DAQIScale(.carbonMonoxide) == nil)
    }

    @Test func theWorstBritishPollutant() {
        var report = DAQIReport()
        #expect(report.band == nil)
        report.take(.ozone, microgramsPerCubicMetre: 141)
        report.take(.pm10, microgramsPerCubicMetre: 76)
        report.take(.pm25, microgramsPerCubicMetre: 54)
        #expect(report.index == 7 && report.responsible == .pm25)
        #expect(report.band == .high)
        #expect((1...10).map { DAQIBand(index: $0).name.prefix(1) }.joined() == "LLLMMMHHHV")
    }

    @Test func moreIsNeverBetterAndTheOrderDoesNotMatter() throws {
        var random = SeededGenerator(seed: 8)
        for pollutant in AirPollutant.allCases {
            guard let european = EAQIScale(pollutant), let british = DAQIScale(pollutant) else { continue }
            let values = (0..<2_000).map { _ in random.uniform(0...1_200) }.sorted()
            let bands = values.compactMap { european.band(microgramsPerCubicMetre: $0) }
            let indices = values.compactMap { british.index(microgramsPerCubicMetre: $0) }
            #expect(bands == bands.sorted() && indices == indices.sorted(), "seed 8")
        }
        for _ in 0..<500 {
            let city = AirPollutant.allCases.map { ($0, random.uniform(0...200)) }
            var reports = (EAQIReport(), EAQIReport(), DAQIReport(), DAQIReport())
            for (pollutant, value) in city {
                reports.0.take(pollutant, microgramsPerCubicMetre: value)
                reports.2.take(pollutant, microgramsPerCubicMetre: value)
            }
            for (pollutant, value) in city.shuffled(using: &random) {
                reports.1.take(pollutant, microgramsPerCubicMetre: value)
                reports.3.take(pollutant, microgramsPerCubicMetre: value)
            }
            #expect(reports.0.band == reports.1.band && reports.0.responsible == reports.1.responsible, "seed 8")
            #expect(reports.2.index == reports.3.index && reports.2.responsible == reports.3.responsible, "seed 8")
            let worst = city.compactMap { EAQIScale($0)?.band(microgramsPerCubicMetre: $1) }.max()
            #expect(reports.0.band == worst, "seed 8")
        }
    }
}
