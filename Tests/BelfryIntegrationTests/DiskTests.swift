// A disk that does not answer, or is gone from one moment to the next: alarms go on, and nothing that was acknowledged
// is lost.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("The disk", .serialized) struct DiskTests {}
}

extension IntegrationTests.DiskTests {
    @Test("An operator's lock for some seconds: alarms go on, nothing is lost, nothing is evaluated twice")
    func lock() throws {
        let scene = try Scene()
        scene.sendRound()
        try scene.daemon.settled(received: 2)
        let lock = try SqliteLock(scene.daemon.databasePath)
        // Enough for the writer to be stuck and the bypass to stand, then the alarm.
        for _ in 0..<8 { scene.sendRound(pause: 250_000) }
        scene.sensors.send("city/tank/level", "60")
        try eventually("an alarm beside the locked disk; \(try scene.daemon.get("/status").text)", within: 10) {
            scene.sendRound(pause: 50_000)
            return try scene.daemon.incidents(at: "tank").count == 1
        }
        #expect(try scene.daemon.status("store")["state"] as? String == "slow")
        #expect(try scene.daemon.reasons().contains { $0.contains("bypass") })
        let during = try scene.daemon.ledger()
        #expect(during["balanced"] == 1 && during["in_flight"] ?? 0 > 0, "\(during)")
        for _ in 0..<8 { scene.sendRound(pause: 250_000) }
        lock.release()
        // Messages that came during the recovery must not be taken for those that the bypass brought.
        for _ in 0..<20 { scene.sendRound(pause: 100_000) }
        try scene.sensors.settle()
        let ledger = try scene.daemon.settled(received: scene.sensors.count)
        #expect(ledger["stored"] == scene.sensors.count, "\(ledger)")
        #expect(ledger["received"] == scene.sensors.count, "\(ledger)")
        #expect(ledger["balanced"] == 1)
        #expect(Int(try scene.daemon.metric("belfry_readings_evaluated")) == scene.sensors.count, "each reading once")
        #expect(try scene.daemon.incidents().count == 1)
        try eventually("the store is well again", within: 20) {
            try scene.daemon.status("store")["state"] as? String == "ok"
        }
        #expect(try scene.daemon.reasons() == [])
        // The bypass must not remember for ever: the same values again are new measurements.
        for _ in 0..<4 { scene.sendRound(pause: 100_000) }
        try scene.daemon.settled(received: scene.sensors.count)
        #expect(Int(try scene.daemon.metric("belfry_readings_evaluated")) == scene.sensors.count)
        #expect(scene.daemon.terminate() == 0)
        let stored = try StoredReadings(databasePath: scene.daemon.databasePath)
        let faults = stored.faults(of: "plain", expecting: 0..<scene.rounds)
        #expect(faults.missing == [] && faults.repeated == [])
        #expect(stored["same"].count == scene.rounds)
        #expect(stored.count == scene.sensors.count)
    }

    @Test(
        "Five power cuts under load: every message is there after the remount, once",
        .enabled(if: LoopDevice.isAvailable, "needs root, loop devices and FS_IOC_SHUTDOWN")
    )
    func powerCuts() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("power cut seed \(seed)")
        var random = SeededRandom(seed: seed)
        let device = try LoopDevice(megabytes: 64)
        let scene = try Scene(storeFolder: URL(filePath: device.mountPoint))
        for cut in 0..<5 {
            for _ in 0..<Int.random(in: 40...120, using: &random) { scene.sendRound(pause: 5_000) }
            #expect(device.cutPower(), "cut \(cut)")
            // The machine is off: the daemon must not go on from what only its memory knows.
            scene.daemon.kill()
            try device.restorePower()
            for _ in 0..<20 { scene.sendRound(pause: 0) }
            try scene.daemon.start()
            try scene.daemon.connected()
        }
        try scene.sensors.settle()
        try eventually("everything is there; \(try scene.daemon.get("/status").text)", within: 60) {
            let readings = try scene.daemon.status("store")["readings"] as? Int ?? 0
            return try scene.daemon.ledger()["in_flight"] == 0 && readings >= scene.sensors.count
        }
        #expect(try scene.daemon.ledger()["balanced"] == 1)
        #expect(scene.daemon.terminate() == 0)
        let stored = try StoredReadings(databasePath: device.database)
        let faults = stored.faults(of: "plain", expecting: 0..<scene.rounds)
        #expect(faults.missing == [], "seed \(seed)")
        #expect(faults.repeated == [], "seed \(seed)")
        #expect(stored["same"].count == scene.rounds, "seed \(seed)")
    }

    @Test(
        "A full disk: nothing is acknowledged, alarms go on, and with space everything is stored",
        .enabled(if: LoopDevice.isAvailable, "needs root and loop devices")
    )
    func fullDisk() throws {
        let device = try LoopDevice(megabytes: 16)
        let scene = try Scene(storeFolder: URL(filePath: device.mountPoint))
        scene.sendRound()
        try scene.daemon.settled(received: 2)
        let ballast = try device.fill()
        try eventually("the disk is full; \(try scene.daemon.get("/status").text)", within: 30) {
            scene.sendRound(pause: 100_000)
            return try scene.daemon.status("store")["state"] as? String == "full"
        }
        scene.sensors.send("city/tank/level", "60")
        try eventually("an alarm beside the full disk", within: 10) {
            scene.sendRound(pause: 100_000)
            return try scene.daemon.incidents(at: "tank").count == 1
        }
        #expect(try scene.daemon.get("/-/healthy").status == 200)
        try FileManager.default.removeItem(atPath: ballast)
        try scene.sensors.settle()
        let ledger = try scene.daemon.settled(received: scene.sensors.count)
        #expect(ledger["stored"] == scene.sensors.count, "\(ledger)")
        #expect(ledger["balanced"] == 1)
        #expect(Int(try scene.daemon.metric("belfry_readings_evaluated")) == scene.sensors.count)
        #expect(scene.daemon.terminate() == 0)
        let stored = try StoredReadings(databasePath: device.database)
        #expect(stored.faults(of: "plain", expecting: 0..<scene.rounds).missing == [])
        #expect(stored.count == scene.sensors.count)
    }
}

/// A daemon with a threshold, and two sensors that speak in rounds: one counts, one always says the same.
private final class Scene {
    let broker: MosquittoProcess
    let daemon: BelfryProcess
    let sensors: Sensors
    private(set) var rounds = 0

    init(storeFolder: URL? = nil) throws {
        broker = try MosquittoProcess()
        try broker.start()
        daemon = try BelfryProcess(
            yaml: """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    subscribe: [ { topic: "city/{sensor}/{quantity}", format: value, agency: city } ]
                rule_files: [ rules.yaml ]
                engine: { allowed_lateness: 1m }
                """,
            storeFolder: storeFolder,
            files: [
                "rules.yaml": "rules: [ { name: high, match: { quantity: level }, above: 50, text: \"{value}\" } ]"
            ]
        )
        try daemon.start()
        try daemon.connected()
        sensors = try Sensors(on: broker)
    }

    /// One message of each sensor.
    func sendRound(pause microseconds: UInt32 = 0) {
        sensors.send("city/plain/counter", "\(rounds)")
        sensors.send("city/same/counter", "7")
        rounds += 1
        usleep(microseconds)
    }
}
