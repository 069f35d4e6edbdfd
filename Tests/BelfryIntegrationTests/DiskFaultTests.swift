// A disk at fault holds acknowledgements back, and nothing else: detectors go on over the bypass, the status says what is
// wrong, and when the disk is well again everything is stored, once, without a restart.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Disk faults", .serialized) struct DiskFaultTests {}
}

extension IntegrationTests.DiskFaultTests {
    @Test("A full disk is told, rings on, and recovers when it is freed", .enabled(if: LoopDevice.isAvailable))
    func fullDisk() throws {
        let disk = try LoopDevice(megabytes: 32)
        let story = try Story(storeFolder: disk.mountPoint)
        try story.send(0..<50)
        try story.daemon.settled(received: 50)
        let ballast = try disk.fill()
        // More than the space that the write-ahead log already has.
        try story.send(50..<60_000)
        try story.waitForState("full")
        #expect(try story.daemon.get("/status").object["status"] as? String != "ok")
        try story.expectAlarm()
        try FileManager.default.removeItem(atPath: ballast)
        try story.waitForState("ok")
        try story.expectStoredOnce(60_000)
    }

    @Test("A lock that an operator's tool holds on the history is shown, and holds up nothing")
    func lockedHistory() throws {
        let story = try Story()
        try story.send(0..<50)
        try story.daemon.settled(received: 50)
        let lock = try SqliteLock(story.daemon.databasePath)
        try story.send(50..<500)
        try story.waitForState("slow")
        try story.daemon.settled(received: 500)
        try story.expectAlarm()
        lock.release()
        try story.send(500..<501)
        try story.waitForState("ok")
        try story.expectStoredOnce(501)
    }

    @Test("A lock on the journal is waited for")
    func locked() throws {
        let story = try Story()
        try story.send(0..<50)
        try story.daemon.settled(received: 50)
        let lock = try SqliteLock(story.daemon.journalPath)
        try story.send(50..<1_000)
        try story.waitForState("slow")
        try story.expectAlarm()
        lock.release()
        try story.waitForState("ok")
        try story.expectStoredOnce(1_000)
    }

    @Test("An alarm that comes in the very moment the disk stops is heard, and so is one when the broker restarts then")
    func inTheGap() throws {
        let story = try Story()
        try story.send(0..<50)
        try story.daemon.settled(received: 50)
        let lock = try SqliteLock(story.daemon.journalPath)
        try story.send(50..<60)
        // The commit has begun and waits; nothing else listens yet.
        usleep(60_000)
        try story.expectAlarm()
        let before = try #require(ProcessFigures(processIdentifier: story.daemon.processIdentifier))
        story.broker.stop()
        try story.broker.start()
        try story.send(60..<70)
        sleep(2)
        let after = try #require(ProcessFigures(processIdentifier: story.daemon.processIdentifier))
        #expect(after.processorSeconds - before.processorSeconds < 1, "waiting for the disk is not spinning")
        lock.release()
        try story.waitForState("ok")
        try story.expectStoredOnce(70)
    }

    @Test(
        "A disk that stays slow acknowledges late, never twice: a kill in the middle loses nothing",
        .timeLimit(.minutes(2))
    )
    func slowDisk() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: NumberedLoad.configuration(broker))
        try daemon.start()
        try daemon.connected()
        let load = try NumberedLoad(on: broker)
        for round in 0..<24 {
            // Longer than the bypass waits; a moment in between lets one commit through.
            let lock = try SqliteLock(daemon.journalPath)
            usleep(450_000)
            lock.release()
            usleep(15_000)
            _ = try daemon.ledger()
            if round == 15 {
                daemon.kill()
                try daemon.start()
                try daemon.connected()
            }
        }
        let rounds = try load.finish()
        try NumberedLoad.expectStoredOnce(daemon, rounds: rounds, "a slow disk and a kill")
    }

    @Test(
        "A file system that turned read-only is told and rings on; after the repair nothing is missing",
        .enabled(if: LoopDevice.isAvailable)
    )
    func readOnly() throws {
        let disk = try LoopDevice(megabytes: 32)
        let story = try Story(storeFolder: disk.mountPoint)
        try story.send(0..<50)
        try story.daemon.settled(received: 50)
        try disk.failToReadOnly()
        try story.send(50..<1_000)
        try story.waitForState("readonly")
        try story.expectAlarm()
        // Only an unmounted file system can be repaired, so the daemon has to go.
        _ = try story.daemon.terminate()
        try disk.restorePower()
        try story.daemon.start()
        try story.daemon.connected()
        try story.expectStoredOnce(1_000)
    }

    /// A broker, a daemon with one rule, a numbered counter, and a temperature that can be raised.
    private final class Story {
        let broker: MosquittoProcess
        let daemon: BelfryProcess
        private let sensors: Sensors

        init(storeFolder: String? = nil) throws {
            broker = try MosquittoProcess()
            try broker.start()
            let yaml = """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    subscribe: [ { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { temperature: Cel } } ]
                rule_files: [ rules.yaml ]
                """
            let rules = """
                rules:
                  - { name: hot, match: { quantity: temperature }, above: 50, severity: major, text: "{value}" }
                """
            daemon = try BelfryProcess(
                yaml: yaml,
                storeFolder: storeFolder.map { URL(filePath: $0) },
                files: ["rules.yaml": rules]
            )
            try daemon.start()
            try daemon.connected()
            sensors = try Sensors(on: broker)
        }

        func send(_ numbers: Range<Int>) throws {
            for number in numbers { sensors.send("city/counter/count", "\(number)") }
            try sensors.settle()
        }

        func waitForState(_ state: String) throws {
            try eventually("the store is \(state); \(try daemon.get("/status").text)", within: 30) {
                try daemon.status("store")["state"] as? String == state && daemon.ledger()["balanced"] == 1
            }
        }

        /// While the disk is at fault: an alarm comes all the same, and soon.
        func expectAlarm() throws {
            let start = Date()
            sensors.send("city/tank/temperature", "55")
            try sensors.settle()
            try eventually("an alarm from the bypass; \(try daemon.get("/status").text) \(daemon.log)", within: 10) {
                try daemon.list("incidents?state=active_unacknowledged").contains { $0["place"] as? String == "tank" }
            }
            // What only the disk knows is either told or refused with its reason.
            #expect([200, 503].contains(try daemon.get("/api/v1/incidents").status))
            print("alarm after \((Date().timeIntervalSince(start) * 1_000).rounded()) ms with the disk at fault")
        }

        func expectStoredOnce(_ count: Int) throws {
            try eventually("everything is stored; \(try daemon.ledger())", within: 60) {
                try StoredCount(daemon).isComplete(count + 1)
            }
            // After a restart the value is evaluated by the new process, which tells it with its next tick.
            try eventually("the incident", within: 5) { try !daemon.incidents(at: "tank").isEmpty }
            let incidents = try daemon.incidents(at: "tank")
            #expect(incidents.count == 1, "what was evaluated is not evaluated again: \(incidents)")
            #expect(try daemon.terminate() == 0)
            let stored = try StoredReadings(databasePath: daemon.databasePath)
            let faults = stored.faults(of: "counter", expecting: 0..<count)
            #expect(faults.missing == [])
            #expect(faults.repeated == [])
            #expect(stored["tank"].map(\.value) == [55])
        }
    }

    /// Readings in the store, whatever process stored them.
    private struct StoredCount {
        let readings: Int
        let isSettled: Bool

        init(_ daemon: BelfryProcess) throws {
            readings = (try daemon.status("store")["readings"] as? NSNumber)?.intValue ?? 0
            isSettled = try daemon.ledger()["in_flight"] == 0
        }

        func isComplete(_ count: Int) -> Bool { isSettled && readings >= count }
    }
}
