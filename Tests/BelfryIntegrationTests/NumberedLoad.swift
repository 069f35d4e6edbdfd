import BelfryModel
import BelfryTestSupport
import Foundation
import Synchronization
import Testing

/// Publishes numbered messages on a thread of its own until told to end.
final class NumberedLoad: @unchecked Sendable {
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

    /// A daemon's configuration that hears all of it.
    static func configuration(_ broker: MosquittoProcess) -> String {
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

    /// Waits until the broker has nothing more, ends the daemon, and holds that it stored every message once.
    static func expectStoredOnce(_ daemon: BelfryProcess, rounds: Int, _ story: String) throws {
        let ledger = try quiet(daemon)
        #expect(ledger["quarantined"] == 0, "\(story)")
        #expect(ledger["shed"] == 0, "\(story)")
        #expect(try daemon.terminate() == 0, "\(story)")
        let stored = try StoredReadings(databasePath: daemon.databasePath)
        for sensor in ["plain", "timed"] {
            let faults = stored.faults(of: sensor, expecting: 0..<rounds)
            #expect(faults.missing == [], "\(sensor): missing of \(rounds), \(story)")
            #expect(faults.repeated == [], "\(sensor): stored more than once of \(rounds), \(story)")
        }
        // The same value again is another measurement, not a repeat: without a time of its own it is told by its delivery.
        #expect(stored["same"].count == rounds, "equal plain values, \(story)")
        #expect(stored["same"].allSatisfy { $0.value == 7 })
        #expect(stored.count == 3 * rounds, "\(story)")
        print("\(story): \(3 * rounds) messages, each stored once")
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
