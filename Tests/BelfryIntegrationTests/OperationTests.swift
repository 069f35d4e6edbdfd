// How the daemon behaves towards the one who runs it: signals, exit codes, systemd, other processes.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct OperationTests {}
}

extension IntegrationTests.OperationTests {
    @Test("SIGTERM under load and with open streams: drained and gone with 0 within 5 seconds, nothing lost")
    func drain() throws {
        let scene = try Scene()
        let stream = try EventStream(port: scene.daemon.httpPort)
        try scene.daemon.start()
        try scene.daemon.connected()
        try stream.open()
        for number in 0..<2_000 { scene.sensors.send("city/a/counter", "\(number)") }
        let began = Date()
        #expect(scene.daemon.terminate() == 0)
        let seconds = Date().timeIntervalSince(began)
        print("drained in \(Int(seconds * 1_000)) ms")
        #expect(seconds < 5)
        #expect(!FileManager.default.fileExists(atPath: scene.daemon.socketPath))
        try scene.sensors.settle()
        // What was read is stored; the rest is still the broker's.
        try scene.daemon.start()
        try eventually("the rest arrives", within: 20) {
            try scene.daemon.status("store")["readings"] as? Int ?? 0 >= 2_000
        }
        #expect(scene.daemon.terminate() == 0)
        let faults = try StoredReadings(databasePath: scene.daemon.databasePath).faults(of: "a", expecting: 0..<2_000)
        #expect(faults.missing == [] && faults.repeated == [])
    }

    @Test("SIGHUP puts valid rules in force and keeps the others' state; an invalid file changes nothing and is placed")
    func reload() throws {
        let scene = try Scene()
        try scene.daemon.start()
        try scene.daemon.connected()
        scene.sensors.send("city/a/level", "60")
        scene.sensors.send("city/b/pressure", "70")
        try eventually("the first incident", within: 10) { try scene.daemon.incidents().count == 1 }
        let first = try scene.daemon.incidents().first?["id"] as? String

        let more = Scene.rules + "\n  - { name: pressure, match: { quantity: pressure }, above: 50, text: \"{value}\" }\n"
        try scene.daemon.write(more, to: "rules.yaml")
        scene.daemon.signal(SIGHUP)
        try eventually("the report; \(scene.daemon.log)", within: 10) {
            scene.daemon.log.contains("reloaded: 1 rules added, 0 changed, 0 removed; 1 kept their state")
        }
        scene.sensors.send("city/a/level", "61")
        scene.sensors.send("city/b/pressure", "71")
        try eventually("the new rule's incident", within: 10) { try scene.daemon.incidents().count == 2 }
        #expect(try scene.daemon.incidents(at: "a").map { $0["id"] as? String } == [first], "not raised again")

        try scene.daemon.write(more.replacing("above: 50", with: "abvoe: 50"), to: "rules.yaml")
        scene.daemon.signal(SIGHUP)
        try eventually("the refusal; \(scene.daemon.log)", within: 10) {
            scene.daemon.log.contains("not reloaded, nothing changed")
        }
        #expect(scene.daemon.log.contains("rules.yaml:2:"), "\(scene.daemon.log)")
        #expect(scene.daemon.log.contains("above"), "the nearest known key is named")
        scene.sensors.send("city/c/pressure", "72")
        try eventually("the old rules are in force", within: 10) { try scene.daemon.incidents(at: "c").count == 1 }
        #expect(scene.daemon.terminate() == 0)
    }

    @Test("A TCP port in use: exit 74 within 5 seconds, and the message names the address")
    func portInUse() throws {
        let listener = try LoopbackListener()
        let scene = try Scene()
        try scene.daemon.rewriteConfiguration {
            $0.replacing("127.0.0.1:\(scene.daemon.httpPort)", with: "127.0.0.1:\(listener.port)")
        }
        try scene.daemon.launch()
        #expect(try scene.daemon.ended(within: 5) == 74)
        #expect(scene.daemon.log.contains("127.0.0.1:\(listener.port)"), "\(scene.daemon.log)")
        #expect(scene.daemon.log.contains("belfry: cannot run"))
    }

    @Test("A local socket in use: exit 74 within 5 seconds, and the other daemon keeps it")
    func socketInUse() throws {
        let first = try Scene()
        try first.daemon.start()
        let second = try Scene()
        try second.daemon.rewriteConfiguration { $0.replacing(second.daemon.socketPath, with: first.daemon.socketPath) }
        try second.daemon.launch()
        #expect(try second.daemon.ended(within: 5) == 74)
        #expect(second.daemon.log.contains(first.daemon.socketPath), "\(second.daemon.log)")
        #expect(try first.daemon.run(["status", "--socket", first.daemon.socketPath]).status == 0)
    }

    @Test("A second daemon on the same database is refused within 5 seconds; the first does not notice")
    func sameDatabase() throws {
        let first = try Scene()
        try first.daemon.start()
        try first.daemon.connected()
        let second = try Scene(storeFolder: first.daemon.folder)
        try second.daemon.launch()
        #expect(try second.daemon.ended(within: 5) == 78)
        #expect(second.daemon.log.contains("another Belfry runs on it"), "\(second.daemon.log)")
        first.sensors.send("city/a/counter", "1")
        #expect(try first.daemon.settled(received: 1)["stored"] == 1)
    }

    @Test("systemd is told READY, WATCHDOG while every loop moves on, and STOPPING")
    func notifications() throws {
        let socket = try NotifySocket()
        let fifo = FileManager.default.temporaryDirectory.appending(path: "belfry-fifo-\(UUID().uuidString)").path
        #expect(mkfifo(fifo, 0o600) == 0)
        defer { unlink(fifo) }
        // A recording that nobody reads: as soon as the pipe is full, the ingest thread stands still in the middle of its
        // loop, while every other thread goes on.
        let reader = open(fifo, O_RDWR | O_NONBLOCK)
        defer { close(reader) }
        let scene = try Scene(environment: ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "1500000"])
        try scene.daemon.start(arguments: ["--record", fifo])
        try scene.daemon.connected()
        try socket.wait(for: "READY=1", within: 10)
        for _ in 0..<3 { try socket.wait(for: "WATCHDOG=1", within: 3) }
        for number in 0..<2_000 { scene.sensors.send("city/a/counter", "\(number)", qos: 0) }
        try eventually("the stall is noticed; \(scene.daemon.log)", within: 30) {
            scene.daemon.log.contains("stands still: ingest")
        }
        socket.discard()
        usleep(2_500_000)
        #expect(!socket.received().contains { $0.contains("WATCHDOG=1") }, "a stalled loop is not called alive")
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let drain = Date().addingTimeInterval(3)
        while Date() < drain { if read(reader, &buffer, buffer.count) <= 0 { usleep(1_000) } }
        try socket.wait(for: "WATCHDOG=1", within: 5)
        scene.daemon.signal(SIGTERM)
        try eventually("the end", within: 10) {
            _ = read(reader, &buffer, buffer.count)
            return !scene.daemon.isRunning
        }
        #expect(scene.daemon.wait() == 0)
        try socket.wait(for: "STOPPING=1", within: 1)
    }

    @Test("An idle daemon with live sensors: figures for the reader, not for a verdict")
    func idle() throws {
        let scene = try Scene()
        try scene.daemon.start()
        try scene.daemon.connected()
        for number in 0..<300 { scene.sensors.send("city/s-\(number)/level", "1") }
        try scene.daemon.settled(received: 300)
        sleep(2)
        let before = try #require(ProcessFigures(processIdentifier: scene.daemon.processIdentifier))
        sleep(5)
        let after = try #require(ProcessFigures(processIdentifier: scene.daemon.processIdentifier))
        let share = (after.processorSeconds - before.processorSeconds) / 5
        let switches = Double(after.voluntaryContextSwitches - before.voluntaryContextSwitches) / 5
        print(
            "idle, 300 series: \((share * 1_000).rounded() / 10) % of a core, \(Int(switches)) sleeps/s, "
                + "\(after.residentBytes >> 20) MiB resident, \(after.threads) threads (debug build)"
        )
        #expect(share < 0.5, "a loop spins")
    }
}

private final class Scene {
    static let rules = "rules:\n  - { name: level, match: { quantity: level }, above: 50, text: \"{value}\" }"

    let broker: MosquittoProcess
    let daemon: BelfryProcess
    let sensors: Sensors

    init(storeFolder: URL? = nil, environment: [String: String] = [:]) throws {
        broker = try MosquittoProcess()
        try broker.start()
        daemon = try BelfryProcess(
            yaml: """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    client_id: "\(UUID().uuidString)"
                    subscribe: [ { topic: "city/{sensor}/{quantity}", format: value, agency: city } ]
                rule_files: [ rules.yaml ]
                """,
            storeFolder: storeFolder,
            files: ["rules.yaml": Self.rules],
            environment: environment
        )
        sensors = try Sensors(on: broker)
    }
}
