import BelfryDetection
import Testing

@Suite struct AQIReportTests {
    @Test func theWorstPollutantIsNamed() {
        var report = AQIReport()
        report.take(.pm25Day, concentration: 20)
        report.take(.ozoneEightHours, concentration: 0.086)
        report.take(.nitrogenDioxideHour, concentration: 40)
        #expect(report.worst?.index == 151)
        #expect(report.responsible == .ozone)
        #expect(report.worst?.category == .unhealthy)
        #expect(report.measuresTaken == 3)
    }

    @Test func ozoneGoesByTheWorseOfItsTwoMeans() {
        let stories: [(eight: Double, hour: Double, index: Int, measure: AQIMeasure)] = [
            (0.060, 0.100, 67, .ozoneEightHours),  // the hour has no index below 0.125
            (0.060, 0.130, 107, .ozoneHour),
            (0.086, 0.130, 151, .ozoneEightHours),
            (0.210, 0.300, 300, .ozoneEightHours),  // held, since the hour does not reach 301 either
            (0.210, 0.405, 301, .ozoneHour),
        ]
        for story in stories {
            var report = AQIReport()
            report.take(.ozoneEightHours, concentration: story.eight)
            report.take(.ozoneHour, concentration: story.hour)
            #expect(report.worst?.index == story.index, "\(story)")
            #expect(report.worst?.measure == story.measure, "\(story)")
        }
    }

    @Test func sulphurDioxideGoesByTheDayAboveTwoHundred() {
        var held = AQIReport()
        held.take(.sulphurDioxideHour, concentration: 400)
        held.take(.sulphurDioxideDay, concentration: 120)
        #expect(held.worst?.index == 200)
        #expect(held.worst?.isHeld == true)
        var told = held
        told.take(.sulphurDioxideDay, concentration: 305)
        #expect(told.worst?.index == 201)
        #expect(told.worst?.isHeld == false)
    }

    @Test func itIsTheMaximumInWhateverOrderItIsTold() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<2_000 {
            let values = AQIMeasure.allCases.compactMap { measure in
                AQIScale(measure).value(concentration: random.uniform(0...700) / measure.stepsPerUnit)
            }
            var report = AQIReport()
            for value in values.shuffled(using: &random) { report.take(value) }
            var again = AQIReport()
            for value in values.shuffled(using: &random) { again.take(value) }
            #expect(report.worst == again.worst, "seed 12")
            #expect(report.worst?.index == values.map(\.index).max(), "seed 12")
            #expect(values.contains { $0.measure.pollutant == report.responsible }, "seed 12")
        }
    }

    @Test func nothingMeasuredIsNoIndex() {
        var report = AQIReport()
        report.take(.ozoneHour, concentration: 0.05)
        report.take(nil)
        #expect(report.worst == nil && report.responsible == nil && report.measuresTaken == 0)
    }
}
