// What systemd sees: ready when it is, alive while every thread moves on, a word before it goes; and what the machine
// sees of a daemon that has nothing to do.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("As a service", .serialized) struct ServiceTests {}
}

extension IntegrationTests.ServiceTests {
    private static let watchdogMicroseconds = 1_500_000

    @Test("Ready once it is ready, then a sign of life with a status line, and a word before it goes")
    func notifications() throws {
        let socket = try NotifySocket()
        let (broker, daemon) = try Self.launch(environment: ["NOTIFY_SOCKET": socket.path])
        defer { broker.stop() }
        try socket.wait(for: "READY=1", within: 20)
        #expect(try daemon.get("/-/ready").status == 200)
        try daemon.connected()
        try eventually("a status line with the broker in it", within: 10) {
            socket.received().contains {
                $0.contains("WATCHDOG=1") && $0.contains("STATUS=") && $0.contains("1/1 brokers")
            }
        }
        daemon.signal(SIGTERM)
        try socket.wait(for: "STOPPING=1", within: 5)
        #expect(try daemon.ended(within: 5) == 0)
        #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
    }

    @Test(
        "One thread that hangs stops the signs of life; when it goes on they come back",
        .enabled(if: Tracer.isAvailable)
    )
    func hangingThread() throws {
        let socket = try NotifySocket()
        let (broker, daemon) = try Self.launch(environment: ["NOTIFY_SOCKET": socket.path])
        defer { broker.stop() }
        try socket.wait(for: "READY=1", within: 20)
        let tracer = try Tracer(stalling: try daemon.thread(named: "ingest"), seconds: 16)
        try eventually("the daemon says which loop stands still; \(daemon.log)", within: 15) {
            daemon.log.contains("stands still: ingest")
        }
        socket.discard()
        usleep(UInt32(2 * Self.watchdogMicroseconds))
        #expect(!socket.received().contains { $0.contains("WATCHDOG=1") })
        tracer.stop()
        try socket.wait(for: "WATCHDOG=1", within: 20)
    }

    @Test("A disk in a known fault is no hang: the signs of life go on, and so does the daemon")
    func knownFault() throws {
        let socket = try NotifySocket()
        let (broker, daemon) = try Self.launch(environment: ["NOTIFY_SOCKET": socket.path])
        defer { broker.stop() }
        try socket.wait(for: "READY=1", within: 20)
        try daemon.connected()
        let lock = try SqliteLock(daemon.journalPath)
        let sensors = try Sensors(on: broker)
        sensors.send("city/a/level", "1")
        try sensors.settle()
        try eventually("a state other than ok", within: 10) { try daemon.status("store")["state"] as? String != "ok" }
        // Longer than the watchdog's own patience with a loop.
        let end = Date().addingTimeInterval(12)
        while Date() < end {
            socket.discard()
            try eventually("a sign of life with the disk at fault; \(daemon.log)", within: 2) {
                socket.received().contains { $0.contains("WATCHDOG=1") }
            }
        }
        lock.release()
        #expect(try daemon.settled(received: 1)["stored"] == 1)
    }

    @Test("A daemon with nothing to do parks, a held live stream included")
    func idle() throws {
        let (broker, daemon) = try Self.launch()
        defer { broker.stop() }
        try daemon.waitUntilReady()
        try daemon.connected()
        let stream = try EventStream(port: daemon.httpPort)
        try stream.open()
        sleep(2)
        let before = try #require(ProcessFigures(processIdentifier: daemon.processIdentifier))
        sleep(5)
        let after = try #require(ProcessFigures(processIdentifier: daemon.processIdentifier))
        let processor = (after.processorSeconds - before.processorSeconds) / 5 * 100
        let wakes = (after.voluntaryContextSwitches - before.voluntaryContextSwitches) / 5
        print("idle: \(processor) % of a core, \(wakes) wake-ups a second, \(after.threads) threads")
        // Ten ticks a second through three threads make some forty wake-ups; a loop that spins makes thousands. A debug
        // build takes some three times what a release build does.
        #expect(processor < 5)
        #expect(wakes < 200)
        withExtendedLifetime(stream) {}
    }

    private static func yaml(_ broker: MosquittoProcess) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
            subscribe: [ { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { level: "%" } } ]
        """
    }

    private static func launch(environment: [String: String] = [:]) throws -> (MosquittoProcess, BelfryProcess) {
        let broker = try MosquittoProcess()
        try broker.start()
        let watched = environment.merging(["WATCHDOG_USEC": "\(watchdogMicroseconds)"]) { $1 }
        let daemon = try BelfryProcess(yaml: yaml(broker), environment: watched)
        try daemon.launch()
        return (broker, daemon)
    }
}
