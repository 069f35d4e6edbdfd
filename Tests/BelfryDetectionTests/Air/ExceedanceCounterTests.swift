import BelfryDetection
import BelfryModel
import Testing

@Suite struct ExceedanceCounterTests {
    private func day(_ number: Int, after start: Timestamp, _ value: Double) -> AirWindow {
        AirWindow(start: hours(24 * number, after: start), value: value)
    }

    @Test func theThirtySixthDayIsTooMany() throws {
        let standard = try #require(AirLaw.directive2008.standard(.pm10, .limit, .day))
        var counter = ExceedanceCounter(standard, standardOffsetSeconds: 0)
        for number in 0..<35 { counter.take(day(number, after: midnight(2026, 1, 1), 51)) }
        counter.take(day(35, after: midnight(2026, 1, 1), 50))
        #expect(counter.current?.exceedances == 35 && !counter.isBeyondPermitted)
        counter.take(day(36, after: midnight(2026, 1, 1), 50.1))
        #expect(counter.isBeyondPermitted)
        #expect(counter.current?.capture == DataCapture(present: 37, expected: 365))
        #expect(counter.current?.status == .provisional)
    }

    @Test func theYearIsThatOfLocalStandardTime() throws {
        let standard = try #require(AirLaw.directive2024From2030.standard(.nitrogenDioxide, .limit, .hour))
        var counter = ExceedanceCounter(standard, standardOffsetSeconds: 3_600)
        // 22:00 and 23:00 UTC on New Year's Eve: 23:00 in the old year, 0:00 in the new one.
        counter.take(AirWindow(start: hours(-2, after: midnight(2032, 1, 1)), value: 201))
        #expect(counter.current?.year == 2031)
        counter.take(AirWindow(start: hours(-1, after: midnight(2032, 1, 1)), value: 201))
        #expect(counter.current?.year == 2032 && counter.current?.exceedances == 1)
        #expect(counter.previous?.year == 2031 && counter.previous?.exceedances == 1)
        #expect(counter.current?.capture.expected == 366 * 24)
        // The old year's last hour comes once more, corrected.
        counter.take(AirWindow(start: hours(-2, after: midnight(2032, 1, 1)), value: 199))
        #expect(counter.previous?.exceedances == 0 && counter.current?.exceedances == 1)
    }

    @Test func anInvalidHourIsNoneAndMissingOnesShowInTheCapture() throws {
        let standard = try #require(AirLaw.directive2024.standard(.nitrogenDioxide, .limit, .hour))
        var counter = ExceedanceCounter(standard, standardOffsetSeconds: 0)
        counter.take(AirWindow(start: midnight(2027, 3, 1), value: 900, isValid: false))
        counter.take(AirWindow(start: hours(9, after: midnight(2027, 3, 1)), value: 201))
        #expect(counter.current?.exceedances == 1)
        #expect(counter.current?.capture == DataCapture(present: 1, expected: 8_760))
        #expect(AirLaw.directive2024.yearCapture.isMet(try #require(counter.current).capture) == false)
    }

    @Test func whatIsTooOldIsRefusedAndCounted() throws {
        let standard = try #require(AirLaw.directive2024.standard(.nitrogenDioxide, .limit, .hour))
        var counter = ExceedanceCounter(standard, standardOffsetSeconds: 0)
        let start = midnight(2027, 3, 1)
        counter.take(AirWindow(start: start, value: 100))
        counter.take(AirWindow(start: hours(64, after: start), value: 100))
        let tooOld = counter.take(AirWindow(start: start, value: 300))
        let late = counter.take(AirWindow(start: hours(1, after: start), value: 300))
        let between = counter.take(AirWindow(start: hours(1, after: start).advanced(byNanoseconds: 1), value: 300))
        #expect(!tooOld && late && !between)
        #expect(counter.refused == 2 && counter.current?.exceedances == 1)
    }

    @Test func anAnnualMeanIsNotCounted() throws {
        let standard = try #require(AirLaw.directive2024.standard(.pm10, .limit, .year))
        var counter = ExceedanceCounter(standard, standardOffsetSeconds: 0)
        let isTaken = counter.take(AirWindow(start: midnight(2027, 1, 1), value: 41))
        #expect(!isTaken)
    }

    @Test func lateAndCorrectedHoursAreCountedOnce() throws {
        let standard = try #require(AirLaw.directive2024.standard(.nitrogenDioxide, .limit, .hour))
        var random = SeededGenerator(seed: 90)
        for round in 0..<200 {
            var counter = ExceedanceCounter(standard, standardOffsetSeconds: 3_600)
            var model: [Int: AirWindow] = [:]
            var newest = Int.min
            var refused = 0
            // Across New Year, which is one hour before midnight UTC.
            let start = midnight(2027, 12, 28)
            for _ in 0..<250 {
                let hour = newest == .min ? 0 : max(0, newest + Int.random(in: -70...75, using: &random) / 20)
                let value = random.uniform(0...1) < 0.5 ? 210.0 : 190.0
                let isValid = random.uniform(0...1) < 0.8
                let window = AirWindow(start: hours(hour, after: start), value: value, isValid: isValid)
                if counter.take(window) { model[hour] = window } else { refused += 1 }
                newest = max(newest, hour)
            }
            #expect(counter.refused == refused, "seed 90, round \(round)")
            for year in [counter.previous, counter.current].compactMap({ $0 }) {
                let windows = model.filter { ($0.key < 95) == (year.year == 2027) }.values
                #expect(year.exceedances == windows.count { standard.isExceeded(by: $0) }, "seed 90, round \(round)")
                #expect(year.capture.present == windows.count { $0.isValid }, "seed 90, round \(round)")
            }
        }
    }
}
