// A freeway and a place with smoke, through the engine.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite("Several series together")
struct JointStoryTests {
    /// Six hours of traffic, in which half the road is closed behind the third station for twenty minutes.
    private static func freeway(
        _ parameters: TrafficIncidentParameters = TrafficIncidentParameters(),
        shards: Int
    ) throws -> [Finding] {
        let series = JointDesk.corridor.stations.flatMap { [($0, "speed"), ($0, "occupancy"), ($0, "flow")] }
        let desk = try JointDesk(series, .trafficIncident(parameters), shards: shards)
        var random = SeededRandom(seed: 3)
        for step in 0..<720 {
            let isBlocked = (480..<520).contains(step)
            let isFull = (200..<260).contains(step)
            desk.tell(at: Double(step) * 30, every: 30) { sensor, quantity in
                let noise = Double(random.next() % 1_000) / 1_000 - 0.5
                let isBefore = sensor == "s2" || sensor == "s3"
                let isBehind = sensor == "s4" || sensor == "s5"
                switch quantity {
                case "speed": return isBlocked && isBefore ? 22 + 4 * noise : 105 + 6 * noise
                case "occupancy":
                    return isBlocked && isBefore ? 40 + 4 * noise : (isBlocked && isBehind ? 4 : 12) + noise
                default: return (isBlocked && (isBefore || isBehind) ? 1_500 : isFull ? 5_400 : 4_200) + 200 * noise
                }
            }
        }
        return desk.told
    }

    @Test("An incident is told within three minutes, at its stretch, and when traffic passes again")
    func incident() throws {
        let told = try Self.freeway(shards: 2)
        #expect(told.map(\.phase) == [.raised, .cleared], "\(told.map(\.text))")
        let first = try #require(told.first)
        #expect(first.kind == .trafficIncident && first.series.place == Place(kind: .section, name: "ring s3-s4"))
        #expect(first.series.key.sensor == "s3")
        let delay = first.detectedAt.nanosecondsSince(EngineDesk.time(480 * 30))
        #expect((0...180 * Nanoseconds.perSecond).contains(delay), "\(delay / Nanoseconds.perSecond) s")
        #expect(first.text.contains("km/h upstream") && first.text.contains("look before you send"))
        #expect(first.evidence.contains { $0.name == "certainty" })
        #expect(try Self.freeway(shards: 1).map(\.text) == told.map(\.text))
    }

    @Test("A rule may ask for other times: sooner told, and sooner over")
    func times() throws {
        let usual = try Self.freeway(shards: 1)
        let quick = try Self.freeway(
            TrafficIncidentParameters(
                .corridor(
                    CorridorTimes(
                        forNanoseconds: 20 * Nanoseconds.perSecond,
                        waveNanoseconds: 30 * Nanoseconds.perSecond,
                        clearAfterNanoseconds: Nanoseconds.perMinute
                    )
                )
            ),
            shards: 1
        )
        #expect(quick.map(\.phase) == [.raised, .cleared] && usual.count == 2, "\(quick.map(\.text))")
        #expect(zip(quick, usual).allSatisfy { $0.detectedAt < $1.detectedAt })
    }

    @Test("Smoke alone is no fire; smoke, gas and heat at one place are")
    func fire() throws {
        let series = [("k-1", "smoke"), ("k-1", "co"), ("k-2", "temperature"), ("k-2", "pm2_5")]
        let desk = try JointDesk(series, .possibleFire(PossibleFireParameters()), shards: 2, place: "market hall")
        var random = SeededRandom(seed: 4)
        for minute in 0..<240 {
            let isFog = (60..<90).contains(minute)
            let isFire = (150..<180).contains(minute)
            desk.tell(at: Double(minute) * 60, every: 60) { _, quantity in
                let noise = Double(random.next() % 1_000) / 1_000
                switch quantity {
                case "smoke": return (isFire || isFog ? 9 : 0.3) + 0.2 * noise
                case "co": return (isFire ? 40 : 0.5) + 0.3 * noise
                case "temperature": return (isFire ? 48 : 19) + noise
                default: return (isFire || isFog ? 600 : 18) + 6 * noise
                }
            }
        }
        #expect(desk.told.map(\.phase) == [.raised, .cleared], "\(desk.told.map(\.text))")
        let first = try #require(desk.told.first)
        #expect(first.kind == .possibleFire && first.series.place.name == "market hall")
        #expect(first.text.hasPrefix("Likely fire at market hall") && first.text.hasSuffix("verify"), "\(first.text)")
    }
}
