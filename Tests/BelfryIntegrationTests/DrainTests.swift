// SIGTERM, as a restart for an update sends it: what has been read is stored and acknowledged, the rest stays with the
// broker, and nobody who still listens holds the end up.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Drain", .serialized) struct DrainTests {}
}

extension IntegrationTests.DrainTests {
    private static let restarts = 4
    private static let patienceSeconds = 5.0

    @Test("SIGTERM under load, time and again: a quick end in order, and every message is stored once")
    func underLoad() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let notify = try NotifySocket()
        let daemon = try BelfryProcess(
            yaml: NumberedLoad.configuration(broker),
            environment: ["NOTIFY_SOCKET": notify.path, "WATCHDOG_USEC": "3000000"]
        )
        try daemon.start()
        try daemon.connected()
        let load = try NumberedLoad(on: broker)
        for _ in 0..<Self.restarts {
            try eventually("the load arrives; \(try daemon.ledger())", within: 20) {
                try daemon.ledger()["received"] ?? 0 > 500
            }
            let spectator = try EventStream(port: daemon.httpPort)
            try spectator.open()
            notify.discard()
            // Throws where it does not balance.
            let ledger = try daemon.ledger()
            let start = Date()
            daemon.signal(SIGTERM)
            #expect(try daemon.ended(within: Self.patienceSeconds) == 0)
            print("\(ledger) then ended after \(Int(Date().timeIntervalSince(start) * 1_000)) ms")
            let words = notify.received().filter { !$0.hasPrefix("WATCHDOG=1") }
            #expect(words == ["STOPPING=1"], "what systemd heard: \(words)")
            #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
            try daemon.start()
        }
        let rounds = try load.finish()
        try NumberedLoad.expectStoredOnce(daemon, rounds: rounds, "\(Self.restarts) restarts")
    }

    @Test("SIGTERM while the disk is at fault: it ends within systemd's patience and leaves the rest with the broker")
    func lockedDatabase() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: NumberedLoad.configuration(broker))
        try daemon.start()
        try daemon.connected()
        let lock = try SqliteLock(daemon.journalPath)
        let load = try NumberedLoad(on: broker)
        try eventually("a batch waits; \(try daemon.ledger())", within: 20) {
            try daemon.ledger()["in_flight"] ?? 0 > 0
        }
        let start = Date()
        daemon.signal(SIGTERM)
        // TimeoutStopSec of the unit; then systemd kills.
        #expect(try daemon.ended(within: 20) == 0)
        print("ended after \(Int(Date().timeIntervalSince(start) * 1_000)) ms with the database locked")
        #expect(daemon.log.contains("the disk did not take everything in time"), "\(daemon.log)")
        lock.release()
        try daemon.start()
        let rounds = try load.finish()
        try NumberedLoad.expectStoredOnce(daemon, rounds: rounds, "a stop with a locked database")
    }
}
