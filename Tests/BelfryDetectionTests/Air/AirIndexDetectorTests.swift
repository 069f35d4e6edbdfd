import BelfryDetection
import BelfryModel
import Testing

@Suite struct AirIndexDetectorTests {
    private func index(_ index: AirIndexKind, _ atLeast: Int) -> DetectorDefinition {
        .airIndex(AirIndexParameters(index: index, atLeast: atLeast))
    }

    /// Smoke comes within an hour: PM2.5 triples at 18:00 and stays.
    @Test func onTheEveningOfAWildfireTheNowCastIsHoursAhead() throws {
        let start = midnight(2026, 8, 1)
        let day = Array(repeating: "25", count: 18) + Array(repeating: "75", count: 18)
        var nowCast = try AirWatch(index(.aqi, 101), "pm2_5")
        nowCast.play(day.joined(separator: " "), from: start)
        let raised = try #require(nowCast.verdicts.first)
        #expect(raised.detectedAt == hours(19, after: start) + 2, "with the first hour of smoke")
        #expect(
            nowCast.text(0)
                == "PM2.5 at Arts-Loi: AQI 137, Unhealthy for Sensitive Groups (NowCast 50.01 µg/m³ in the hour to 19:00 UTC, "
                + "provisional): sensitive groups should reduce prolonged or heavy exertion outdoors"
        )
        #expect(nowCast.evidence(0, "air_index") == [137] && nowCast.evidence(0, "air_category") == [3])
        // The mean of the latest 24 hours is at 35.5 with the sixth hour of smoke.
        let smoke = (1...18).first { Double($0) * 75 + Double(24 - $0) * 25 >= 24 * 35.5 }
        #expect(smoke == 6)
        var european = try AirWatch(index(.eaqi, 4), "pm2_5")
        european.play(day.joined(separator: " "), from: start)
        #expect(european.verdicts.first?.detectedAt == raised.detectedAt)
        var daily = try AirWatch(law(.who, .limit), "pm2_5")
        daily.play(Array(repeating: "14", count: 18).joined(separator: " ") + " 75 75 75 75 75 75", from: start)
        #expect(daily.verdicts.first?.detectedAt == hours(24, after: start) + 2)
    }

    @Test func itIsClearedByTheSecondHourBelow() throws {
        let start = midnight(2026, 8, 1)
        var watch = try AirWatch(index(.eaqi, 5), "no2")
        #expect(watch.play("100 101 99 101 99 - 99 150", from: start) == ". R . . . . C R")
        #expect(watch.verdicts[1].to == hours(4, after: start))
        #expect(
            watch.text(0).hasPrefix(
                "NO2 at Arts-Loi: European air quality index 5, Very poor (101 µg/m³ in the hour to 02"
            )
        )
        #expect(
            watch.text(1).contains("index 4, Poor")
                && watch.text(1).hasSuffix("below Very poor for two hours, after 3h")
        )
    }

    @Test func aRevisedHourIsNoSecondHour() throws {
        let start = midnight(2026, 8, 1)
        var watch = try AirWatch(index(.eaqi, 5), "no2")
        watch.play("110 90", from: start)
        #expect(watch.receive(91, at: hours(1, after: start), revision: 1) == nil)
        #expect(watch.receive(10, at: start, revision: 1) == nil, "an older one says nothing of the present")
        #expect(watch.receive(120, at: hours(1, after: start), revision: 2) == nil)
        #expect(watch.play("90 90", from: hours(2, after: start)) == ". C")
        // The newest hour is judged anew.
        watch.receive(50, at: hours(4, after: start))
        #expect(watch.receive(160, at: hours(4, after: start), revision: 1)?.phase == .raised)
    }

    /// Every published NowCast, through a rule.
    @Test(.enabled(if: SharedData.vectors != nil)) func theVectors() throws {
        for vector in try #require(try AirVectors.read()).nowCasts {
            guard let expected = vector.aqiPm252024, let nowCast = vector.nowcast, expected > 0 else { continue }
            let newest = midnight(2027, 1, 2)
            func verdict(_ atLeast: Int) throws -> (Verdict?, [Double]) {
                var watch = try AirWatch(index(.aqi, atLeast), "pm2_5")
                var last: Verdict?
                for (hoursAgo, value) in vector.hoursNewestFirst.enumerated().reversed() {
                    guard let value else { continue }
                    last = watch.receive(value, at: hours(-hoursAgo, after: newest))
                }
                return (last, watch.verdicts.isEmpty ? [] : watch.evidence(watch.verdicts.count - 1, "air_index"))
            }
            guard vector.hoursNewestFirst.first != .some(nil), expected <= 500 else { continue }
            let (raised, evidence) = try verdict(expected)
            // It may have been reached before; then nothing is told again.
            guard let raised else { continue }
            #expect(evidence == [Double(expected)], "\(vector.name)")
            #expect(abs(raised.value - nowCast) < 1e-9, "\(vector.name)")
            if expected < 500 { #expect(try verdict(expected + 1).0 == nil, "\(vector.name)") }
        }
    }

    @Test func eachIndexWantsItsOwnMean() throws {
        let start = midnight(2026, 8, 1)
        func raises(_ index: DetectorDefinition, _ quantity: String, _ unit: String, _ hours: String) throws -> String {
            var watch = try AirWatch(index, quantity, unit: unit)
            return watch.play(hours, from: start)
        }
        // 0.85 × 80 + 4.5 = 72.5 ppb, which is 0.072 ppm and 101 to 150.
        #expect(try raises(index(.aqi, 101), "o3", "[ppb]", "75 80") == ". R")
        #expect(try raises(index(.aqi, 301), "o3", "[ppm]", "0.404 0.405") == ". R", "the hour outweighs the estimate")
        #expect(try raises(index(.aqi, 101), "no2", "[ppb]", "100.9 101") == ". R")
        #expect(try raises(index(.aqi, 101), "so2", "ug/m3", "198 200") == ". R", "76 ppb at 25 °C are 199.0")
        #expect(try raises(index(.aqi, 101), "co", "mg/m3", "12 12 12 12 12 12") == ". . . . . R")
        #expect(try raises(index(.daqi, 7), "no2", "ug/m3", "400.4 400.5") == ". R")
        #expect(try raises(index(.daqi, 4), "o3", "ug/m3", "101 101 101 101 101 101") == ". . . . . R")
        let half = Array(repeating: "54", count: 17).joined(separator: " ")
        #expect(try raises(index(.daqi, 7), "pm2_5", "ug/m3", half + " 54").hasSuffix(". R"))
        #expect(throws: RuleFault.self) { try raises(index(.daqi, 11), "no2", "ug/m3", "1") }
        let rules = try RuleSet([Rule(name: "r", detector: index(.daqi, 7), severity: .major)])
        let series = SeriesDescriptor(
            id: SeriesID(1),
            key: SeriesKey(agency: "a", sensor: "s", quantity: Quantity("so2")),
            unit: Unit("ug/m3"),
            domain: .air
        )
        #expect(rules.plan(for: series).skipped.count == 1, "SO2 is of a quarter of an hour there")
    }

    @Test func whatIsRestoredIsCleared() throws {
        let start = midnight(2026, 8, 1)
        var watch = try AirWatch(index(.eaqi, 5), "no2")
        watch.detector.restore(activeSince: start, value: 120)
        #expect(watch.play("90 90", from: hours(3, after: start)) == ". C")
        #expect(watch.verdicts[0].from == start)
        #expect(watch.play("120", from: hours(5, after: start)) == "R")
        watch.detector.with { $0.rest() }
        #expect(watch.play("130", from: hours(6, after: start)) == "R")
        watch.detector.followSetBack(to: start, arrival: hours(9, after: start))
        #expect(watch.play("10 10", from: start) == ". C")
    }
}
