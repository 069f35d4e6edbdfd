import BelfryModel
import Foundation
import Testing

@testable import BelfryIngest

/// What a city sends in a quarter of an hour, with what goes wrong in it.
@Suite struct MillionTests {
    /// A tenth of it beside the other suites, which it would starve of both cores; all of it with `BELFRY_MILLION` set.
    private static let count = ProcessInfo.processInfo.environment["BELFRY_MILLION"] == nil ? 100_000 : 1_000_000

    /// Takes readings out of the batch as the daemon does, so that the batch stays small.
    private final class Storage {
        var readings: [Reading] = []
        let scene: Scene

        init(_ scene: Scene) { self.scene = scene }

        func commit() {
            // An arrival is the message's and not the measurement's: a repeat may come first.
            readings += scene.batch.readings.map { reading in
                var reading = reading
                reading.arrivalTime = reading.eventTime
                return reading
            }
            scene.batch.removeAll()
        }
    }

    @Test func oneInTenRepeatedChangesNothing() {
        let count = Self.count
        let plain = Storage(Scene(.below("env", .senml)))
        let repeated = Storage(Scene(.below("env", .senml)))
        var random = SeededGenerator(seed: 20_261_125)
        var recent: [(topic: String, payload: String)] = []
        var repeats = 0
        for number in 0..<count {
            let now = Scene.noon.advanced(byNanoseconds: Int64(number) * Nanoseconds.perMillisecond)
            let seconds = 1_795_003_200 + number / 1_000
            let message = (
                topic: "env/\(number % 500)",
                payload:
                    "[{\"n\":\"s\(number % 500):no2\",\"u\":\"ug/m3\",\"t\":\(seconds).\(number % 1_000),\"v\":\(number % 97)}]"
            )
            plain.scene.send(message.topic, message.payload, at: now)
            repeated.scene.send(message.topic, message.payload, at: now)
            if recent.count < 1_000 { recent.append(message) } else { recent[number % 1_000] = message }
            if random.next() % 10 == 0 {
                let again = recent[Int(random.next() % UInt64(recent.count))]
                #expect(repeated.scene.send(again.topic, again.payload, at: now).bucket == .duplicate)
                repeats += 1
            }
            if number % 10_000 == 9_999 {
                plain.commit()
                repeated.commit()
            }
        }
        #expect(repeats > count / 11)
        #expect(plain.readings.count == count)
        #expect(repeated.readings == plain.readings)
    }

    @Test func aMillionInventedTopicsLeaveTheKnownSensorsAlone() {
        let configuration = IngestConfiguration(subscriptions: [.values])
        let scene = Scene(configuration, seriesLimit: 1_000)
        var ledger = Ledger(subscriptions: ["all"])
        for known in 0..<100 { scene.send("city/north/traffic/known-\(known)/speed", "50") }
        ledger.receive(100, in: &scene.batch)
        ledger.settle(scene.batch)
        scene.batch.removeAll()
        var shed = 0
        for number in 0..<Self.count {
            if scene.send("city/north/traffic/invented-\(number)/speed", "50").bucket == .shed { shed += 1 }
            if number % 10_000 == 0 {
                #expect(scene.send("city/north/traffic/known-\(number / 10_000)/speed", "51").bucket == .stored)
            }
            if scene.batch.messageCount >= 4_000 || number == Self.count - 1 {
                ledger.receive(scene.batch.messageCount, in: &scene.batch)
                #expect(ledger.total.isBalanced)
                ledger.settle(scene.batch)
                scene.batch.removeAll()
            }
        }
        #expect(shed == Self.count - 900)
        #expect(ledger.total.shed == shed)
        #expect(ledger.isBalanced)
        #expect(scene.catalog.all().count == 1_000)
        #expect(ledger.topics.count <= configuration.topicRowLimit + 1, "the account by topic is bounded as well")
    }
}
