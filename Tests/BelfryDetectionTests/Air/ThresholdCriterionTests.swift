import BelfryDetection
import BelfryModel
import Testing

@Suite struct ThresholdCriterionTests {
    private let start = midnight(2027, 1, 15)

    private func criterion(
        _ law: AirLaw,
        _ pollutant: AirPollutant,
        _ kind: AirStandard.Kind,
        _ averaging: AirAveraging = .hour
    ) throws -> ThresholdCriterion {
        ThresholdCriterion(try #require(law.standard(pollutant, kind, averaging)))
    }

    @Test func nitrogenDioxideIsAlertedAfterExactlyThreeHours() throws {
        var alert = try criterion(.directive2024, .nitrogenDioxide, .alert)
        #expect(play(&alert, from: start, "190 210 205 201 180") == ". . . M .")
        var again = try criterion(.directive2024, .nitrogenDioxide, .alert)
        #expect(play(&again, from: start, "190 210 205 201") == ". . . M")
        let verdict = again.verdict
        #expect(verdict.since == hours(1, after: start))
        #expect((0..<verdict.count).map { verdict[$0].value } == [201, 205, 210])
        #expect(verdict.status == .provisional)
    }

    @Test func theLawOfTheDayDecides() throws {
        // The same four hours: an alert from 12 December 2026 on, none on the day before.
        for (day, expected) in [(11, ". . . ."), (12, ". . . M")] {
            let start = midnight(2026, 12, day)
            var alert = try criterion(.european(at: start, standardOffsetSeconds: 3_600), .nitrogenDioxide, .alert)
            #expect(play(&alert, from: start, "190 210 205 201") == expected)
        }
        var old = try criterion(.directive2008, .nitrogenDioxide, .alert)
        #expect(play(&old, from: start, "401 399 401 402 403") == ". . . . M")
    }

    @Test func anInvalidHourInBetweenIsNotInARow() throws {
        var invalid = try criterion(.directive2024, .nitrogenDioxide, .alert)
        #expect(play(&invalid, from: start, "210 205 - 201 202 203") == ". . . . . M")
        var absent = try criterion(.directive2024, .nitrogenDioxide, .alert)
        #expect(play(&absent, from: start, "210 205 _ 201 202 203") == ". . . . M")
        var value = try criterion(.directive2024, .nitrogenDioxide, .alert)
        _ = value.take(AirWindow(start: start, value: 210))
        _ = value.take(AirWindow(start: hours(1, after: start), value: 500, isValid: false))
        let verdict = value.take(AirWindow(start: hours(2, after: start), value: 210))
        #expect(verdict.standing == .notMet)
    }

    @Test func atTheThresholdItIsNotPassed() throws {
        var alert = try criterion(.directive2024, .nitrogenDioxide, .alert)
        #expect(play(&alert, from: start, "200 200 200 200.1 200.1 200.1") == ". . . . . M")
    }

    @Test func onceMetAHoleLeavesItOpenAndAnHourBelowEndsIt() throws {
        var alert = try criterion(.directive2024, .nitrogenDioxide, .alert)
        #expect(play(&alert, from: start, "210 210 210 - 202 _ _ _ _ 201 199 250") == ". . M ? M M . .")
        #expect(alert.verdict.since == nil)
    }

    @Test func ozoneIsAlertedAfterOneHourAndInformedBefore() throws {
        var information = try criterion(.directive2024, .ozone, .information)
        #expect(play(&information, from: start, "180 181 - 241 170") == ". M ? M .")
        var alert = try criterion(.directive2024, .ozone, .alert)
        #expect(play(&alert, from: start, "180 181 240 241") == ". . . M")
    }

    @Test func sulphurDioxide() throws {
        var alert = try criterion(.directive2024, .sulphurDioxide, .alert)
        #expect(play(&alert, from: start, "351 351 351") == ". . M")
        var old = try criterion(.directive2008, .sulphurDioxide, .alert)
        #expect(play(&old, from: start, "499 501 501 501") == ". . . M")
    }

    @Test func particlesGoByDays() throws {
        var information = try criterion(.directive2024, .pm10, .information, .day)
        #expect(play(&information, from: start, "89 91 91 91 80") == ". M M M .")
        var alert = try criterion(.directive2024, .pm10, .alert, .day)
        #expect(play(&alert, from: start, "89 91 91 91 80") == ". . . M .")
        // A member state that takes fewer than three days.
        var standard = try #require(AirLaw.directive2024.standard(.pm10, .alert, .day))
        standard.consecutive = 2
        var strict = ThresholdCriterion(standard)
        #expect(play(&strict, from: start, "89 91 91") == ". . M")
    }

    @Test func anAlertIsAsProvisionalAsItsWorstHour() throws {
        var alert = try criterion(.directive2024, .nitrogenDioxide, .alert)
        for hour in 0..<4 {
            let status: DataStatus = hour == 0 ? .provisional : .validated
            let window = AirWindow(start: hours(hour, after: start), value: 210, status: status)
            let verdict = alert.take(window)
            #expect(verdict.status == (hour == 3 ? .validated : .provisional))
        }
    }

    @Test func windowsThatAreClosedAreValidWhereThreeQuartersCame() {
        var window = ClosedWindow(
            series: SeriesID(1),
            start: start,
            end: hours(1, after: start),
            count: 45,
            sum: 45 * 210,
            minimum: 210,
            maximum: 210,
            standardDeviation: 0,
            first: 210,
            last: 210,
            coverage: 0.75
        )
        #expect(AirWindow(window) == AirWindow(start: start, value: 210))
        window.standing = .incomplete
        #expect(!AirWindow(window).isValid)
        let empty = ClosedWindow.empty(window.series, start: start, end: window.end, standing: .idle, coverage: 0)
        #expect(AirWindow(empty) == .invalid(start: start))
    }

    @Test func timesFromTheEndsOfTheRangeDoNoHarm() throws {
        for law in AirLaw.allCases {
            for standard in law.standards {
                var criterion = ThresholdCriterion(standard)
                var counter = ExceedanceCounter(standard, standardOffsetSeconds: -50_400)
                for time in [start, .distantPast, .distantFuture, .distantPast, start] {
                    _ = criterion.take(AirWindow(start: time, value: 1_000))
                    counter.take(AirWindow(start: time, value: 1_000))
                }
                #expect(criterion.verdict.standing == (standard.consecutive == 1 ? .met : .notMet))
            }
        }
        #expect(MemoryLayout<RecentHours>.size == 264)
        #expect(MemoryLayout<ThresholdCriterion>.size <= 256 && MemoryLayout<ExceedanceCounter>.size <= 256)
    }

    /// What is to come out, worked out over the whole history.
    private func model(_ history: [AirWindow], _ standard: AirStandard) -> String {
        var since: Timestamp?
        for (index, window) in history.enumerated() {
            let row = history[max(0, index - standard.consecutive + 1)...index]
            if row.count == standard.consecutive, row.allSatisfy({ standard.isExceeded(by: $0) }) {
                since = since ?? row.first?.start
            } else if window.isValid, !standard.isExceeded(by: window) {
                since = nil
            }
        }
        guard since != nil else { return "." }
        return history.last?.isValid == true ? "M" : "?"
    }

    @Test func lateAndCorrectedHoursEndAsIfTheyHadComeSoAtOnce() throws {
        var random = SeededGenerator(seed: 51)
        for round in 0..<3_000 {
            let pollutant: AirPollutant = round % 3 == 0 ? .ozone : .nitrogenDioxide
            var criterion = try criterion(.directive2024, pollutant, .alert)
            var history: [AirWindow] = []
            for hour in 0..<14 {
                let present = random.uniform(0...1) < 0.85
                let window = randomWindow(hour, &random)
                history.append(present ? window : .invalid(start: window.start))
                guard present || hour == 0 else { continue }
                if hour == 0 { history[0] = window }
                _ = criterion.take(window)
                // Now and then one of the latest three comes again, or at last.
                if random.uniform(0...1) < 0.4 {
                    let back = Int.random(in: 0...min(2, hour), using: &random)
                    history[hour - back] = randomWindow(hour - back, &random)
                    _ = criterion.take(history[hour - back])
                }
                let expected = model(history, criterion.standard)
                #expect(letter(criterion.verdict.standing) == expected, "seed 51, round \(round), hour \(hour)")
            }
            let before = criterion.verdict
            _ = criterion.take(AirWindow(start: hours(5, after: start), value: 900))
            #expect(criterion.verdict == before, "what is too old changes nothing")
        }
    }

    private func randomWindow(_ hour: Int, _ random: inout SeededGenerator) -> AirWindow {
        let isValid = random.uniform(0...1) < 0.85
        let value = random.uniform(0...1) < 0.7 ? 300.0 : 150.0
        return AirWindow(start: hours(hour, after: start), value: value, isValid: isValid)
    }
}
