// The promise: what was acknowledged to a broker is stored, and stored once. A kill may fall anywhere: before the commit,
// between the commit and its acknowledgement, in the middle of acknowledging, while starting.

import BelfryModel
import BelfryTestSupport
import Foundation
import Synchronization
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct KillTests {}
}

extension IntegrationTests.KillTests {
    private static let kills = 20

    @Test("Twenty SIGKILLs under load: every numbered message is stored, once", .timeLimit(.minutes(4)))
    func kills() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("kill seed \(seed)")
        var random = SeededRandom(seed: seed)
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: Self.configuration(broker))
        // The first connection makes the persistent session: from here on nothing may get lost.
        try daemon.start()
        try daemon.connected()
        let load = try NumberedLoad(on: broker)
        for kill in 0..<Self.kills {
            if kill % 2 == 0 {
                // While it works: in the middle of commits and acknowledgements.
                try daemon.waitUntilReady()
                usleep(UInt32.random(in: 0...700_000, using: &random))
                if let ledger = try? daemon.ledger() { #expect(ledger["balanced"] == 1, "kill \(kill), seed \(seed)") }
            } else {
                // Wherever the start has come to.
                usleep(UInt32.random(in: 0...900_000, using: &random))
            }
            daemon.kill()
            try daemon.launch()
        }
        try daemon.waitUntilReady()
        let rounds = try load.finish()
        let ledger = try Self.quiet(daemon)
        #expect(ledger["balanced"] == 1)
        #expect(ledger["quarantined"] == 0)
        #expect(ledger["shed"] == 0)
        #expect(daemon.terminate() == 0)

        let stored = try StoredReadings(databasePath: daemon.databasePath)
        for sensor in ["plain", "timed"] {
            let faults = stored.faults(of: sensor, expecting: 0..<rounds)
            #expect(faults.missing == [], "\(sensor): missing of \(rounds), seed \(seed)")
            #expect(faults.repeated == [], "\(sensor): stored more than once of \(rounds), seed \(seed)")
        }
        // The same value again is another measurement, not a repeat: without a time of its own it is told by its delivery.
        #expect(stored["same"].count == rounds, "equal plain values, seed \(seed)")
        #expect(stored["same"].allSatisfy { $0.value == 7 })
        #expect(stored.count == 3 * rounds)
        print("\(Self.kills) kills, \(3 * rounds) messages, each stored once")
    }

    private static func configuration(_ broker: MosquittoProcess) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
            subscribe:
              - { topic: "city/{sensor}/{quantity}", format: value, agency: city }
              - { topic: "senml/{sensor}", format: senml, agency: city }
        engine: { allowed_lateness: 10m }
        """
    }

    /// Waits until the broker has nothing more: two seconds without a message.
    private static func quiet(_ daemon: BelfryProcess) throws -> [String: Int] {
        var received = -1
        var since = Date()
        try eventually("the broker's queue is empty; \(try daemon.get("/status").text)", within: 60) {
            let ledger = try daemon.ledger()
            if ledger["received"] != received || ledger["in_flight"] != 0 {
                received = ledger["received"] ?? 0
                since = Date()
            }
            return Date().timeIntervalSince(since) > 2
        }
        return try daemon.ledger()
    }
}

/// Publishes numbered messages on a thread of its own until told to end.
private final class NumberedLoad: @unchecked Sendable {
    // Unchecked: `sensors` belongs to the thread while it runs and to the caller afterwards.
    private let sensors: Sensors
    private let isEnding = Atomic<Bool>(false)
    private let rounds = Atomic<Int>(0)
    private let ended = DispatchSemaphore(value: 0)

    init(on broker: MosquittoProcess) throws {
        sensors = try Sensors(on: broker)
        let start = Int(Date().timeIntervalSince1970 * 1_000)
        Thread { self.run(start) }.start()
    }

    /// Stops and returns how many rounds, of one message of each kind, the broker has.
    func finish() throws -> Int {
        isEnding.store(true, ordering: .releasing)
        ended.wait()
        try sensors.settle()
        return rounds.load(ordering: .acquiring)
    }

    private func run(_ startMilliseconds: Int) {
        var round = 0
        while !isEnding.load(ordering: .acquiring) {
            sensors.send("city/plain/counter", "\(round)")
            sensors.send("city/same/counter", "7")
            // A time for each number, three decimals: SenML's seconds.
            let milliseconds = startMilliseconds + round
            let fraction = String(milliseconds % 1_000 + 1_000).dropFirst()
            sensors.send(
                "senml/timed",
                "[{\"n\":\"counter\",\"u\":\"count\",\"t\":\(milliseconds / 1_000).\(fraction),\"v\":\(round)}]"
            )
            round += 1
            rounds.store(round, ordering: .releasing)
            usleep(1_500)
        }
        ended.signal()
    }
}
