// Every breakpoint of EPA-454/B-24-002, the table of breakpoints, as it is printed there, from both of its sides.

import BelfryDetection
import Testing

@Suite struct AQIScaleTests {
    struct Stretch: Sendable, CustomTestStringConvertible {
        var measure: AQIMeasure
        var from: Double
        var through: Double
        var lowest: Int
        var highest: Int

        var testDescription: String { "\(measure) \(from)–\(through)" }

        init(_ measure: AQIMeasure, _ from: Double, _ through: Double, _ lowest: Int, _ highest: Int) {
            self.measure = measure
            self.from = from
            self.through = through
            self.lowest = lowest
            self.highest = highest
        }
    }

    static let printed = [
        Stretch(.pm25Day, 0.0, 9.0, 0, 50), Stretch(.pm25Day, 9.1, 35.4, 51, 100),
        Stretch(.pm25Day, 35.5, 55.4, 101, 150), Stretch(.pm25Day, 55.5, 125.4, 151, 200),
        Stretch(.pm25Day, 125.5, 225.4, 201, 300), Stretch(.pm25Day, 225.5, 325.4, 301, 500),
        Stretch(.pm10Day, 0, 54, 0, 50), Stretch(.pm10Day, 55, 154, 51, 100), Stretch(.pm10Day, 155, 254, 101, 150),
        Stretch(.pm10Day, 255, 354, 151, 200), Stretch(.pm10Day, 355, 424, 201, 300),
        Stretch(.pm10Day, 425, 604, 301, 500),
        Stretch(.ozoneEightHours, 0.000, 0.054, 0, 50), Stretch(.ozoneEightHours, 0.055, 0.070, 51, 100),
        Stretch(.ozoneEightHours, 0.071, 0.085, 101, 150), Stretch(.ozoneEightHours, 0.086, 0.105, 151, 200),
        Stretch(.ozoneEightHours, 0.106, 0.200, 201, 300),
        Stretch(.ozoneHour, 0.125, 0.164, 101, 150), Stretch(.ozoneHour, 0.165, 0.204, 151, 200),
        Stretch(.ozoneHour, 0.205, 0.404, 201, 300), Stretch(.ozoneHour, 0.405, 0.604, 301, 500),
        Stretch(.carbonMonoxideEightHours, 0.0, 4.4, 0, 50), Stretch(.carbonMonoxideEightHours, 4.5, 9.4, 51, 100),
        Stretch(.carbonMonoxideEightHours, 9.5, 12.4, 101, 150),
        Stretch(.carbonMonoxideEightHours, 12.5, 15.4, 151, 200),
        Stretch(.carbonMonoxideEightHours, 15.5, 30.4, 201, 300),
        Stretch(.carbonMonoxideEightHours, 30.5, 50.4, 301, 500),
        Stretch(.nitrogenDioxideHour, 0, 53, 0, 50), Stretch(.nitrogenDioxideHour, 54, 100, 51, 100),
        Stretch(.nitrogenDioxideHour, 101, 360, 101, 150), Stretch(.nitrogenDioxideHour, 361, 649, 151, 200),
        Stretch(.nitrogenDioxideHour, 650, 1_249, 201, 300), Stretch(.nitrogenDioxideHour, 1_250, 2_049, 301, 500),
        Stretch(.sulphurDioxideHour, 0, 35, 0, 50), Stretch(.sulphurDioxideHour, 36, 75, 51, 100),
        Stretch(.sulphurDioxideHour, 76, 185, 101, 150), Stretch(.sulphurDioxideHour, 186, 304, 151, 200),
        Stretch(.sulphurDioxideDay, 305, 604, 201, 300), Stretch(.sulphurDioxideDay, 605, 1_004, 301, 500),
    ]

    @Test(arguments: printed) func bothEndsAndWhatIsTruncatedToThem(_ stretch: Stretch) {
        let scale = AQIScale(stretch.measure)
        let step = 1 / stretch.measure.stepsPerUnit
        #expect(scale.value(concentration: stretch.from)?.index == stretch.lowest)
        #expect(scale.value(concentration: stretch.from + 0.01 * step)?.index == stretch.lowest)
        #expect(scale.value(concentration: stretch.through)?.index == stretch.highest)
        #expect(scale.value(concentration: stretch.through + 0.99 * step)?.index == stretch.highest)
        #expect(scale.value(concentration: stretch.through)?.isBeyondIndex == false)
        #expect(scale.value(concentration: stretch.through)?.category == AQICategory(index: stretch.lowest))
        guard stretch.from > 0 else { return }
        let before = scale.value(concentration: stretch.from - step)?.index
        let isLowest = [.ozoneHour, .sulphurDioxideDay].contains(stretch.measure) && Self.isFirst(stretch)
        #expect(before == (isLowest ? nil : stretch.lowest - 1))
    }

    private static func isFirst(_ stretch: Stretch) -> Bool {
        printed.first { $0.measure == stretch.measure }?.from == stretch.from
    }

    @Test(arguments: printed) func theMiddleIsProportional(_ stretch: Stretch) throws {
        // In floating point with the printed numbers, which is another way of working it out than the scale's own.
        let scale = AQIScale(stretch.measure)
        let steps = stretch.measure.stepsPerUnit
        for count in Int((stretch.from * steps).rounded())...Int((stretch.through * steps).rounded()) {
            let concentration = Double(count) / steps
            let share = (concentration - stretch.from) / (stretch.through - stretch.from)
            let exact = Double(stretch.lowest) + Double(stretch.highest - stretch.lowest) * share
            let index = try #require(scale.value(concentration: concentration)).index
            #expect(abs(Double(index) - exact) <= 0.5 + 1e-6, "\(concentration)")
            if abs(exact - exact.rounded(.down) - 0.5) < 1e-9 {
                #expect(Double(index) == exact.rounded(.up), "half goes up at \(concentration)")
            }
        }
    }

    @Test func beyondTheIndexItGoesOnAndSaysSo() throws {
        let beyond: [(AQIMeasure, Double, Int)] = [
            (.pm25Day, 325.5, 500), (.pm25Day, 400, 649), (.pm10Day, 605, 501), (.pm10Day, 700, 607),
            (.ozoneHour, 0.605, 501), (.carbonMonoxideEightHours, 60.4, 600), (.nitrogenDioxideHour, 2_849, 699),
            (.sulphurDioxideDay, 1_404, 699),
        ]
        for (measure, concentration, index) in beyond {
            let value = try #require(AQIScale(measure).value(concentration: concentration))
            #expect(value.isBeyondIndex)
            #expect(value.category == .hazardous)
            #expect(value.index == index, "\(measure) \(concentration)")
        }
    }

    @Test func threeHundredAndOneToFiveHundredIsOneStretch() {
        // With the two stretches of before 2024 an index of 401 began at 350.5 µg/m³ instead.
        #expect(AQIScale(.pm25Day).value(concentration: 275.4)?.index == 400)
        #expect(AQIScale(.pm25Day).value(concentration: 300)?.index == 449)
    }

    @Test func whereAScaleEndsItIsHeld() throws {
        let ozone = try #require(AQIScale(.ozoneEightHours).value(concentration: 0.201))
        #expect(ozone.index == 300 && ozone.isHeld && !ozone.isBeyondIndex)
        let sulphur = try #require(AQIScale(.sulphurDioxideHour).value(concentration: 305))
        #expect(sulphur.index == 200 && sulphur.isHeld)
        #expect(AQIScale(.sulphurDioxideHour).value(concentration: 304.9)?.isHeld == false)
    }

    @Test func noiseBelowZeroIsGoodAndNoNumberIsNothing() {
        for measure in AQIMeasure.allCases where AQIScale(measure).value(concentration: 0) != nil {
            #expect(AQIScale(measure).value(concentration: -3)?.index == 0)
        }
        for nothing in [Double.nan, .infinity, -.infinity] {
            for measure in AQIMeasure.allCases { #expect(AQIScale(measure).value(concentration: nothing) == nil) }
        }
        #expect(AQIScale(.pm25Day).value(concentration: .greatestFiniteMagnitude)?.isBeyondIndex == true)
    }

    @Test func aDayOfParticlesNeedsEighteenHours() {
        let scale = AQIScale(.pm25Day)
        #expect(scale.value(concentration: 20, capture: .dayOfHours(18))?.index == 71)
        #expect(scale.value(concentration: 20, capture: .dayOfHours(17)) == nil)
    }

    @Test(arguments: AQIMeasure.allCases) func moreIsNeverBetter(_ measure: AQIMeasure) {
        var random = SeededGenerator(seed: 4_711)
        let scale = AQIScale(measure)
        let top = 3_000 / measure.stepsPerUnit * (measure == .pm25Day ? 2 : 1)
        let concentrations = (0..<5_000).map { _ in random.uniform(0...top) }.sorted()
        var last = -1
        for concentration in concentrations {
            guard let index = scale.value(concentration: concentration)?.index else {
                #expect(last == -1, "seed 4711: no index above \(last) at \(concentration)")
                continue
            }
            #expect(index >= last, "seed 4711: \(index) after \(last) at \(concentration)")
            last = index
        }
    }
}
