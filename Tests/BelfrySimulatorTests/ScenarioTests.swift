import BelfryModel
import BelfrySimulator
import Foundation
import Testing

/// What is made to happen shows in the numbers, where and when the truth says.
struct ScenarioTests {
    private static let start = Timestamp(rfc3339: "2026-11-23T09:00:00Z") ?? .distantPast

    /// One measured number of a sensor.
    private struct Sample {
        var time: Timestamp
        var value: Double
    }

    /// What a city said for a while, by `sensor/quantity`; texts are read when somebody asks.
    private struct Recording {
        var city: SimulatedCity
        private var payloads: [String: [(time: Timestamp, text: String)]] = [:]

        init(
            seed: UInt64,
            scenarios: [Scenario],
            seconds: Int64,
            cadenceSeconds: Int64 = 2,
            start: Timestamp = ScenarioTests.start
        ) {
            city = SimulatedCity(
                seed: seed,
                start: start,
                options: SimulationOptions(
                    scenarios: scenarios,
                    longestCadenceNanoseconds: cadenceSeconds * Nanoseconds.perSecond
                )
            )
            let end = start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
            for message in city.messages(until: end) { note(message) }
        }

        private mutating func note(_ message: SimulatedMessage) {
            let levels = message.topic.split(separator: "/").map(String.init)
            let text = String(decoding: message.payload, as: UTF8.self)
            let series: String
            switch levels[0] {
            case "city": series = "\(levels[3])/\(levels[4])"
            case "env": series = "\(levels[2])/no2"
            case "safety": series = "\(levels[2])/\(city.quantity(of: levels[2]))"
            default: return
            }
            payloads[series, default: []].append((message.time, text))
        }

        var series: [String] { payloads.keys.sorted() }

        func samples(_ series: String) -> [Sample] {
            (payloads[series] ?? []).compactMap { time, text in
                Self.number(in: text).map { Sample(time: time, value: $0) }
            }
        }

        /// The number itself, a SenML pack's first value, or an entity's NO2.
        private static func number(in text: String) -> Double? {
            if let value = Double(text) { return value }
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
            if let records = object as? [[String: Any]] { return records.first?["v"] as? Double }
            guard let entity = object as? [String: Any] else { return nil }
            return ((entity["NO2"] as? [String: Any])?["value"] ?? entity["NO2"]) as? Double
        }

        /// The values of a series between two instants.
        func values(_ series: String, _ from: Timestamp, _ to: Timestamp) -> [Double] {
            samples(series).filter { $0.time >= from && $0.time < to }.map(\.value)
        }

        func truth(_ kind: Scenario.Kind) throws -> TruthEvent {
            try #require(city.truth.first { $0.kind == kind })
        }
    }

    private static func seconds(_ count: Int64) -> Int64 { count * Nanoseconds.perSecond }

    private func recording(seed: UInt64 = 11) -> Recording {
        Recording(seed: seed, scenarios: Scenario.oneOfEach(firstSeconds: 60, lastingSeconds: 120), seconds: 300)
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func theTruthNamesEachEventWithItsPlaceAndTime(_ seed: UInt64) throws {
        let scenarios = Scenario.oneOfEach(firstSeconds: 60, lastingSeconds: 120)
        let recording = Recording(seed: seed, scenarios: scenarios, seconds: 0)
        #expect(recording.city.truth.map(\.kind) == [.stuckSensor, .deadSensor, .trafficCrash, .airExceedance, .flood])
        #expect(Set(recording.city.truth.flatMap(\.sensors)).count == 4 + 4, "nothing happens twice to one sensor")
        for event in recording.city.truth {
            let sites = recording.city.sensors.filter { event.sensors.contains($0.sensor) }.map(\.site)
            #expect(sites.count == event.sensors.count && Set(sites) == [event.place])
            #expect(event.to.nanosecondsSince(event.from) == Self.seconds(120))
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func aCrashStopsTrafficUpstream(_ seed: UInt64) throws {
        let recording = recording(seed: seed)
        let crash = try recording.truth(.trafficCrash)
        #expect(crash.sensors.count == 4)
        for station in crash.sensors {
            let before = recording.values("\(station)/speed", Self.start, crash.from)
            let queued = crash.from.advanced(byNanoseconds: Self.seconds(70))
            let during = recording.values("\(station)/speed", queued, crash.to)
            #expect(before.allSatisfy { $0 > 60 }, "\(station) \(before)")
            #expect(during.allSatisfy { $0 < 20 } && !during.isEmpty, "\(station) \(during)")
            let occupancy = recording.values("\(station)/occupancy", queued, crash.to)
            #expect(occupancy.allSatisfy { $0 > 45 }, "\(station) \(occupancy)")
        }
        let nearest = try #require(crash.sensors.last)
        let soon = crash.from.advanced(byNanoseconds: Self.seconds(15))
        #expect(
            recording.values("\(nearest)/speed", soon, soon.advanced(byNanoseconds: Self.seconds(10))).allSatisfy {
                $0 < 25
            }
        )
    }

    @Test func theQueueGrowsAgainstTheDrivingDirection() throws {
        let recording = recording()
        let crash = try recording.truth(.trafficCrash)
        let slowAt = crash.sensors.compactMap { station in
            recording.samples("\(station)/speed").first { $0.time >= crash.from && $0.value < 30 }?.time
        }
        #expect(slowAt.count == 4)
        #expect(slowAt == slowAt.sorted(by: >), "the last station upstream of the crash is the first to stop")
    }

    @Test func airWaterAndFaultsShowWhereTheTruthSays() throws {
        let recording = recording()
        let air = try recording.truth(.airExceedance)
        let high = air.from.advanced(byNanoseconds: Self.seconds(16))
        #expect(recording.values("\(air.sensors[0])/no2", high, air.to).allSatisfy { $0 > 240 })

        let flood = try recording.truth(.flood)
        let risen = flood.from.advanced(byNanoseconds: Self.seconds(61))
        #expect(recording.values("\(flood.sensors[0])/water_level", risen, flood.to).allSatisfy { $0 > 0.8 })

        let dead = try recording.truth(.deadSensor)
        #expect(recording.values("\(dead.sensors[0])/laeq", dead.from, dead.to).isEmpty)
        #expect(!recording.values("\(dead.sensors[0])/laeq", Self.start, dead.from).isEmpty)
        #expect(!recording.values("\(dead.sensors[0])/laeq", dead.to, .distantFuture).isEmpty)

        let stuck = try recording.truth(.stuckSensor)
        let second = stuck.from.advanced(byNanoseconds: Self.seconds(2))
        let repeated = recording.values("\(stuck.sensors[0])/no2", second, stuck.to)
        #expect(Set(repeated).count == 1 && repeated.count > 40)
        #expect(Set(recording.values("\(stuck.sensors[0])/no2", Self.start, stuck.from)).count > 5)
    }

    @Test(arguments: [2, 8, 13, 17] as [Int64])
    func withoutScenariosNothingLooksLikeOneAtAnyHour(_ hour: Int64) {
        let midnight = Self.start.alignedDown(toMultipleOf: Nanoseconds.perDay)
        let recording = Recording(
            seed: UInt64(hour),
            scenarios: [],
            seconds: 300,
            cadenceSeconds: 10,
            start: midnight.advanced(byNanoseconds: hour * Nanoseconds.perHour)
        )
        #expect(recording.city.truth.isEmpty)
        for series in recording.series {
            let values = recording.samples(series).map(\.value)
            let (low, high) = (values.min() ?? 0, values.max() ?? 0)
            switch series.split(separator: "/").last {
            case "no2": #expect(high < 150 && low >= 0, "\(series)")
            case "occupancy": #expect(high < 30, "\(series)")
            case "speed": #expect(low > 35, "\(series)")
            case "laeq": #expect(high < 72 && low > 40, "\(series)")
            case "water_level": #expect(series.hasPrefix("river") || high < 0.02, "\(series)")
            case "people_density": #expect(high < 2.5, "\(series)")
            case "co": #expect(high < 9, "\(series)")
            default: break
            }
            // Dry streets and empty roads may report the same again and again; what a rule calls stuck must not.
            let mayRest = series.hasSuffix("water_level") || series.hasSuffix("occupancy")
            #expect(mayRest || Set(values).count > 3, "\(series) rests")
        }
    }

    @Test func aScenarioLeavesTheOthersAlone() {
        let quiet = Recording(seed: 4, scenarios: [], seconds: 200)
        let eventful = Recording(
            seed: 4,
            scenarios: Scenario.oneOfEach(firstSeconds: 20, lastingSeconds: 100),
            seconds: 200
        )
        let touched = Set(eventful.city.truth.flatMap(\.sensors))
        for series in quiet.series {
            let sensor = String(series.split(separator: "/")[0])
            if touched.contains(sensor) || sensor.hasPrefix("ring-") { continue }
            #expect(quiet.samples(series).map(\.value) == eventful.samples(series).map(\.value), "\(series)")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func eachDomainHasItsEvent(_ seed: UInt64) throws {
        let city = SimulatedCity(
            seed: seed,
            start: Self.start,
            options: SimulationOptions(
                scenarios: Scenario.ofEachDomain(firstSeconds: 20, lastingSeconds: 90),
                longestCadenceNanoseconds: Self.seconds(2),
                hasHazardSensors: true
            )
        )
        #expect(city.sensors.count == 336)
        #expect(Set(city.truth.map(\.kind)) == Set(Scenario.Kind.allCases) && city.truth.count == 9)
        #expect(Set(city.truth.map(\.domain)) == [.traffic, .air, .safety])
        let sensors = city.truth.flatMap(\.sensors)
        #expect(Set(sensors).count == sensors.count, "nothing happens twice to one sensor")
        let fire = try #require(city.truth.first { $0.kind == .fire })
        #expect(fire.sensors.map { $0.prefix(4) } == ["smok", "air-"])
        #expect(Set(city.sensors.filter { fire.sensors.contains($0.sensor) }.map(\.site)) == [fire.place])
        let bang = try #require(city.truth.first { $0.kind == .bang })
        #expect(bang.to.nanosecondsSince(bang.from) == Self.seconds(2))
        #expect(city.sensors.first { [$0.sensor] == bang.sensors }?.cadenceNanoseconds == Self.seconds(1))
    }

    @Test func fireCrowdsBangsAndPilesShowAndAreOver() throws {
        var city = SimulatedCity(
            seed: 9,
            start: Self.start,
            options: SimulationOptions(
                scenarios: Scenario.ofEachDomain(firstSeconds: 20, lastingSeconds: 60),
                longestCadenceNanoseconds: Self.seconds(2),
                hasHazardSensors: true
            )
        )
        let truth = city.truth
        let messages = city.messages(until: Self.start.advanced(byNanoseconds: Self.seconds(200)))
        for (kind, quantity, limit) in [
            (Scenario.Kind.fire, "smoke", 10.0), (.crowdSurge, "people_density", 4.5), (.bang, "laeq", 90),
            (.pileDriving, "vibration", 5),
        ] {
            let event = try #require(truth.first { $0.kind == kind })
            let samples = messages.filter { $0.topic.hasSuffix("/\(event.sensors[0])") }.compactMap { message in
                let object = try? JSONSerialization.jsonObject(with: Data(message.payload))
                let record = (object as? [[String: Any]])?.first { $0["n"] as? String == quantity }
                return (record?["v"] as? Double).map { Sample(time: message.time, value: $0) }
            }
            // A reading takes a moment to the broker, and things a minute at most to build up and to fade.
            let over = event.to.advanced(byNanoseconds: Self.seconds(60))
            #expect(samples.contains { $0.value > limit && $0.time >= event.from && $0.time < over }, "\(kind)")
            #expect(samples.allSatisfy { $0.value < limit || ($0.time >= event.from && $0.time < over) }, "\(kind)")
        }
    }

    @Test func aCityCanBeHeldAtAnHour() {
        func flows(_ hour: Int?) -> Double {
            let night = Self.start.alignedDown(toMultipleOf: Nanoseconds.perDay).advanced(
                byNanoseconds: 3 * Nanoseconds.perHour
            )
            var city = SimulatedCity(seed: 1, start: night, options: SimulationOptions(hourOfDay: hour))
            return city.messages(until: night.advanced(byNanoseconds: Self.seconds(60)))
                .filter { $0.topic.hasSuffix("/flow") }.compactMap {
                    Double(String(decoding: $0.payload, as: UTF8.self))
                }
                .reduce(0, +)
        }
        #expect(flows(17) > 10 * flows(nil))
    }

    @Test func aTargetCanBeNamed() throws {
        let scenario = Scenario(kind: .deadSensor, startNanoseconds: 0, durationNanoseconds: 1, target: "crowd-03")
        let crash = Scenario(kind: .trafficCrash, startNanoseconds: 0, durationNanoseconds: 1, target: "river-drive")
        let city = SimulatedCity(seed: 1, start: Self.start, options: SimulationOptions(scenarios: [scenario, crash]))
        #expect(city.truth.contains { $0.sensors == ["crowd-03"] })
        #expect(city.truth.contains { $0.place.hasPrefix("river-drive section") })
        let unknown = Scenario(kind: .flood, startNanoseconds: 0, durationNanoseconds: 1, target: "nobody")
        #expect(SimulatedCity(seed: 1, start: Self.start, options: SimulationOptions(scenarios: [unknown])).truth == [])
    }
}

extension SimulatedCity {
    /// What a sensor of one quantity measures.
    fileprivate func quantity(of sensor: String) -> String {
        sensors.first { $0.sensor == sensor }?.quantities.first?.name ?? ""
    }
}
