import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@Suite struct AirStandardDetectorTests {
    /// Whether the criterion of three consecutive hours is met is the air officer's question.
    @Test func threeHoursAbove200AreAnAlertFromTheTwelfthOfDecemberOn() throws {
        var after = try AirWatch(law(.eu, .alert), "no2")
        #expect(after.play("190 210 205 201 180", from: hours(8, after: midnight(2027, 1, 12))) == ". . . R C")
        #expect(after.verdicts[0].from == hours(9, after: midnight(2027, 1, 12)))
        #expect(
            after.text(0)
                == "NO2 at Arts-Loi: 210, 205 and 201 µg/m³ in the hours to 10:00, 11:00 and 12:00 UTC (provisional), "
                + "alert threshold 200 for three hours of Directive (EU) 2024/2881"
        )
        #expect(after.evidence(0, "mean_above") == [210, 205, 201])
        #expect(after.evidence(0, "capture") == [100] && after.evidence(0, "gas_reference") == [20])
        #expect(after.evidence(0, "law_year") == [2024])
        #expect(
            after.text(1)
                == "NO2 at Arts-Loi: 180 µg/m³ in the hour to 13:00 UTC (provisional), no longer above the alert "
                + "threshold 200 for three hours of Directive (EU) 2024/2881, after 3h"
        )
        var before = try AirWatch(law(.eu, .alert), "no2")
        #expect(before.play("190 210 205 201 180", from: hours(8, after: midnight(2026, 11, 12))) == ". . . . .")
        #expect(before.play("401 402 403 400", from: hours(15, after: midnight(2026, 11, 12))) == ". . R C")
        #expect(before.text(0).hasSuffix("alert threshold 400 for three hours of Directive 2008/50/EC"))
    }

    /// Each hour is judged by the law of its own day, and the day is one of local standard time.
    @Test func theLawChangesAtMidnight() throws {
        // 22:00 and 23:00 under the old law, 00:00 under the new one.
        var watch = try AirWatch(law(.eu, .alert), "no2")
        #expect(watch.play("300 300 300 300 300", from: hours(22, after: midnight(2026, 12, 11))) == ". . . . R")
        var brussels = try AirWatch(law(.eu, .alert, offsetHours: 1), "no2")
        #expect(brussels.play("300 300 300 300 300", from: hours(22, after: midnight(2026, 12, 11))) == ". . . R .")
        var ongoing = try AirWatch(law(.eu, .alert), "no2")
        #expect(
            ongoing.play("410 410 410 250 250 190", from: hours(21, after: midnight(2026, 12, 11))) == ". . R . . C"
        )
        #expect(ongoing.text(1).contains("alert threshold 200"))
        // PM has no alert before.
        var particles = try AirWatch(law(.eu, .alert), "pm10")
        let days = particles.play(days: [95, 95, 95, 95, 95, 10], from: midnight(2026, 12, 10))
        #expect(days == ["", "", "", "", "R", "C"])
    }

    @Test func aHoleBreaksConsecutiveAndEndsNothing() throws {
        let start = midnight(2027, 1, 12)
        for hole in ["-", "_"] {
            var watch = try AirWatch(law(.eu, .alert), "no2")
            let said = watch.play("210 205 \(hole) 201 202 \(hole) 203 204 205 \(hole) 206 190", from: start)
            let expected = ". . - . . - . . R - . C".replacing("-", with: hole == "-" ? "." : "")
            #expect(said.split(separator: " ") == expected.split(separator: " "), "\(hole)")
        }
    }

    @Test func aLateHourCompletesWhatIsTold() throws {
        let start = midnight(2027, 1, 12)
        var watch = try AirWatch(law(.eu, .alert), "no2")
        watch.play("210 _ 205", from: start)
        #expect(watch.receive(201, at: hours(1, after: start))?.phase == .raised)
        // The hour in the middle is corrected: it was none.
        let cleared = watch.receive(150, at: hours(1, after: start), revision: 1)
        #expect(cleared?.phase == .cleared)
        #expect(watch.text(1).contains("after a correction not above"))
        #expect(watch.evidence(1, "window_revision") == [1])
        // And is not: the finding is another one.
        let again = watch.receive(250, at: hours(1, after: start), revision: 2)
        #expect(again?.phase == .raised && again?.from != watch.verdicts[0].from)
        // What is older than the criterion reaches says nothing.
        #expect(watch.receive(10, at: hours(-5, after: start), revision: 3) == nil)
    }

    @Test func oneHourOfOzoneIsEnough() throws {
        var information = try AirWatch(law(.eu, .information), "o3")
        #expect(information.play("180 180.1 180", from: midnight(2026, 7, 1)) == ". R C")
        #expect(information.text(0).contains("Ozone at Arts-Loi: 180.1 µg/m³ in the hour to 02:00 UTC"))
        var alert = try AirWatch(law(.eu, .alert), "o3")
        #expect(alert.play("240 241 240", from: midnight(2026, 7, 1)) == ". R C")
    }

    @Test func particlesGoByDaysOfStandardTime() throws {
        var watch = try AirWatch(law(.eu, .alert, offsetHours: 1), "pm2_5")
        // A day begins at 23:00 UTC.
        let start = hours(23, after: midnight(2027, 1, 11))
        #expect(watch.play(days: [51, 52, 53, 40], from: start) == ["", "", "R", "C"])
        #expect(
            watch.text(0)
                == "PM2.5 at Arts-Loi: 51, 52 and 53 µg/m³ on 2027-01-12, 2027-01-13 and 2027-01-14 (provisional), alert "
                + "threshold 50 for three days of Directive (EU) 2024/2881"
        )
        #expect(watch.verdicts[0].detectedAt == hours(72, after: start) + 2, "as soon as the day is over")
        #expect(watch.evidence(0, "gas_reference").isEmpty)
    }

    @Test func aDayNeeds18Hours() throws {
        func said(_ valid: Int) throws -> [String] {
            var watch = try AirWatch(law(.eu, .information), "pm10")
            let start = midnight(2027, 1, 12)
            let day = (0..<24).map { $0 < valid ? "95" : "-" }.joined(separator: " ")
            // Its last hours are missing: the next day's first one ends it.
            return [watch.play(day, from: start), watch.play("95", from: hours(24, after: start))].map {
                String($0.filter { $0 == "R" })
            }
        }
        #expect(try said(18) == ["", "R"] && said(17) == ["", ""] && said(24) == ["R", ""])
    }

    @Test func aDayIsJudgedAnewUntilEightHoursAfterItsEnd() throws {
        let start = midnight(2027, 1, 12)
        var watch = try AirWatch(law(.eu, .information), "pm10")
        watch.play(days: [90], from: start)
        watch.play("10 10 10 10 10 10 10", from: hours(24, after: start))
        #expect(watch.verdicts.isEmpty)
        #expect(watch.receive(91, at: start, revision: 1)?.phase == .raised)
        var late = try AirWatch(law(.eu, .information), "pm10")
        late.play(days: [90], from: start)
        late.play("10 10 10 10 10 10 10 10 10", from: hours(24, after: start))
        #expect(late.receive(91, at: start, revision: 1) == nil)
    }

    @Test func eightHoursNeedSixAndTheYearCountsDays() throws {
        let start = midnight(2027, 7, 1)
        var watch = try AirWatch(law(.eu, .limit), "o3")
        #expect(watch.play("130 130 130 130 130", from: start) == ". . . . .", "five hours are no eight")
        #expect(watch.play("130 - 130", from: hours(5, after: start)) == "R . .")
        #expect(
            watch.text(0).contains("over the eight hours to 06:00 UTC (provisional), target value 120 of Directive")
        )
        // Down and up again on the same day is the same exceedance, on the next one the second.
        watch.play(Array(repeating: "50", count: 8).joined(separator: " "), from: hours(8, after: start))
        watch.play(Array(repeating: "150", count: 8).joined(separator: " "), from: hours(16, after: start))
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared, .raised])
        #expect(watch.evidence(2, "exceedances_this_year") == [1])
        watch.play(Array(repeating: "50", count: 12).joined(separator: " "), from: hours(24, after: start))
        watch.play(Array(repeating: "150", count: 8).joined(separator: " "), from: hours(36, after: start))
        #expect(watch.evidence(4, "exceedances_this_year") == [2])
        #expect(watch.text(4).hasSuffix("; 2nd exceedance this year of 18 allowed"))
    }

    /// A late hour of the evening counts for its own day and for the next, and only while these are remembered.
    @Test func lateHoursAreCountedOnTheDaysOfTheirMeans() throws {
        let start = midnight(2027, 7, 1)
        func count(through newest: Int, correcting hour: Int, to value: Double) throws -> Double? {
            var watch = try AirWatch(law(.eu, .limit), "o3")
            // The first day is above by its morning, the second is not.
            for row in 0...newest { watch.receive(row < 8 ? 130 : 100, at: hours(row, after: start)) }
            watch.receive(value, at: hours(hour, after: start), revision: 1)
            // And the next day is, by far.
            for row in 0..<30 { watch.receive(row < 22 ? 0 : 300, at: hours(newest + 1 + row, after: start)) }
            return watch.evidence(watch.verdicts.count - 1, "exceedances_this_year").first
        }
        // Newest is 04:00 of the second day: 23:00 is part of 16:00 to 06:00.
        #expect(try count(through: 28, correcting: 23, to: 300) == 3)
        #expect(try count(through: 28, correcting: 23, to: 100) == 2)
        // What is forgotten stays counted.
        #expect(try count(through: 38, correcting: 20, to: 0) == 2)
    }

    @Test func theNineteenthHourOfTheYearIsTooMany() throws {
        var watch = try AirWatch(law(.eu, .limit), "no2")
        for day in 0..<19 { watch.play("201 50", from: midnight(2027, 2, 1 + day)) }
        let raised = stride(from: 0, to: 38, by: 2).map { watch.text($0) }
        #expect(
            raised[0].hasSuffix("limit value 200 of Directive (EU) 2024/2881; 1st exceedance this year of 18 allowed")
        )
        #expect(raised[17].hasSuffix("; 18th exceedance this year of 18 allowed"))
        #expect(raised[18].hasSuffix("; 19th exceedance this year, 18 are allowed"))
        #expect(watch.evidence(36, "permitted_exceedances") == [18])
        // From 2030 three.
        watch.play("201 50", from: midnight(2030, 1, 2))
        #expect(watch.text(38).hasSuffix("; 1st exceedance this year of 3 allowed"))
    }

    @Test func limitsThatComeIn2030() throws {
        var watch = try AirWatch(law(.eu, .limit, .day), "no2")
        #expect(watch.play(days: [60], from: midnight(2029, 12, 31)) == [""])
        #expect(watch.play(days: [60, 40], from: midnight(2030, 1, 1)) == ["R", "C"])
    }

    @Test func unitsAreCarriedOver() throws {
        // 200 µg/m³ of NO2 at 20 °C are 104.57 ppb.
        var parts = try AirWatch(law(.eu, .alert), "no2", unit: "[ppb]")
        #expect(parts.play("105 105 105 104.5", from: midnight(2027, 1, 12)) == ". . R C")
        #expect(parts.text(0).contains("200.8, 200.8 and 200.8 µg/m³"))
        #expect(abs(parts.verdicts[0].threshold - 104.57) < 0.01 && parts.verdicts[0].value == 105)
        // Made a mass at 25 °C on its way in: 197 µg/m³ there are 200.4 at 20 °C.
        var warm = try AirWatch(law(.eu, .alert), "no2", gasReferenceCelsius: 25)
        #expect(warm.play("197 197 197 196", from: midnight(2027, 1, 12)) == ". . R C")
        var monoxide = try AirWatch(law(.eu, .limit), "co", unit: "ug/m3")
        #expect(monoxide.play("10001 10001 10001 10001 10001 10001", from: midnight(2027, 1, 1)) == ". . . . . R")
        #expect(monoxide.text(0).contains("mg/m³ over the eight hours"))
        var american = try AirWatch(law(.us, .limit), "no2", unit: "[ppb]")
        #expect(american.play("100 101", from: midnight(2027, 1, 1)) == ". R")
        #expect(american.text(0).hasSuffix("limit value 100 of the NAAQS (40 CFR 50); 1st exceedance this year"))
    }

    @Test func othersKeepTheirNumbers() throws {
        var uk = try AirWatch(law(.uk, .alert), "no2")
        #expect(uk.play("201 202 203 401 402 403", from: midnight(2027, 1, 12)) == ". . . . . R")
        var who = try AirWatch(law(.who, .limit), "pm2_5")
        #expect(who.play(days: [15, 15.1], from: midnight(2027, 1, 12)) == ["", "R"])
        #expect(who.text(0).contains("guideline level 15 of the WHO guidelines of 2021; 1st exceedance this year of 3"))
    }

    @Test func hoursOfHalfHourZones() throws {
        let definition = law(.who, .limit, offsetHours: 5.5)
        var watch = try AirWatch(definition, "pm10")
        let window = try #require(watch.rules.rules[0].window)
        #expect(window.shape == .tumbling(lengthNanoseconds: minutes(60), phaseNanoseconds: minutes(30)))
        #expect(
            try AirWatch(law(.eu, .alert, offsetHours: 1), "no2").rules.rules[0].window
                == AirWatch(law(.eu, .alert), "no2").rules.rules[0].window,
            "whole hours are shared"
        )
        let start = midnight(2027, 1, 11).advanced(byNanoseconds: minutes(18 * 60 + 30))
        #expect(watch.play(days: [46, 44], from: start) == ["R", "C"])
        #expect(watch.text(0).contains("on 2027-01-12"))
        #expect(throws: RuleFault.self) { try AirWatch(law(.who, .limit, offsetHours: 5.4), "pm10") }
    }

    @Test func faultsAndSeriesThatNoLawSpeaksOf() throws {
        #expect(throws: RuleFault.self) { try Rule(name: "r", detector: law(.who, .alert), severity: .major) }
        #expect(throws: RuleFault.self) {
            try Rule(
                name: "r",
                detector: law(.us, .limit, .hour),
                window: RuleWindow(lengthNanoseconds: minutes(30), aggregate: .mean),
                severity: .major
            )
        }
        #expect(throws: RuleFault.self) {
            try Rule(name: "r", detector: law(.eu, .alert, .eightHours), severity: .major)
        }
        let rules = try RuleSet([Rule(name: "r", detector: law(.eu, .alert), severity: .major)])
        for (quantity, unit, word) in [
            ("temperature", "Cel", "say nothing"), ("co", "mg/m3", "no such alert"), ("no2", "", "no known unit"),
        ] {
            let series = SeriesDescriptor(
                id: SeriesID(1),
                key: SeriesKey(agency: "a", sensor: "s", quantity: Quantity(quantity)),
                unit: Unit(unit),
                domain: .air
            )
            let plan = rules.plan(for: series)
            #expect(plan.detectors.isEmpty && plan.skipped.first?.reason.contains(word) == true, "\(plan.skipped)")
        }
    }

    @Test func whatIsRestoredIsClearedByItsCriterion() throws {
        let start = midnight(2027, 1, 12)
        var watch = try AirWatch(law(.eu, .alert), "no2")
        watch.detector.restore(activeSince: start, value: 230)
        #expect(watch.play("210 _ 205 199", from: hours(5, after: start)) == ". . C")
        #expect(watch.verdicts[0].from == start)
        // A clock set back: hours that were told already come again.
        var back = try AirWatch(law(.eu, .alert), "no2")
        back.play("210 210", from: hours(5, after: start))
        back.detector.followSetBack(to: start, arrival: hours(7, after: start))
        #expect(back.play("210 210 210", from: start) == ". . R")
        // At rest, what still holds is found with the next hour.
        back.detector.with { $0.rest() }
        #expect(!back.detector.with { $0.isRaised })
        #expect(back.play("210", from: hours(3, after: start)) == "R")
        #expect(
            back.detector.withdrawal(at: hours(9, after: start), value: 1).map {
                back.rules.finding(from: $0, series: back.series).text
            }?.contains("no longer watched") == true
        )
    }
}
