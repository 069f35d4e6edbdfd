// More comes in than can be taken, since the disk is slow: what may be missed is shed and told of, public safety is all
// there, and when the load ends so does the shedding.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Overload", .serialized) struct OverloadTests {}
}

extension IntegrationTests.OverloadTests {
    /// `BELFRY_OVERLOAD_SECONDS=60` for the whole minute.
    private static let seconds =
        ProcessInfo.processInfo.environment["BELFRY_OVERLOAD_SECONDS"].flatMap { Double($0) } ?? 24
    /// What a sync of an old memory card takes when it is busy with itself.
    private static let syncMilliseconds = 2_000
    /// A batch has 4,000 messages and takes a sync, so that no more than these are taken in a second.
    private static let capacity = 4_000 * 1_000 / syncMilliseconds

    @Test(
        "At twice the rate that a slow disk takes, public safety is stored to the last reading, and it ends by itself",
        .enabled(if: Tracer.isAvailable),
        .timeLimit(.minutes(6))
    )
    func twiceTheRate() throws {
        let story = try Story()
        let before = try story.figures()
        let load = try MixedLoad(on: story.broker, perSecond: 2 * Self.capacity)
        let watched = try story.watch(seconds: Self.seconds)
        try load.finish()
        #expect(watched.firstLow != nil, "what is low is shed")
        #expect(watched.firstNormal != nil, "and then what is normal")
        if let low = watched.firstLow, let normal = watched.firstNormal { #expect(low < normal) }
        let offered = Double(load.rounds * MixedLoad.kinds) / load.seconds
        print(
            "a disk that takes \(Self.capacity) messages/s was offered \(Int(offered)) for \(Int(load.seconds)) s; low shed from "
                + "\(watched.firstLow ?? -1) s, normal from \(watched.firstNormal ?? -1) s; resident "
                + "\(before.residentBytes >> 20) MiB before, \(watched.residentBytes >> 20) MiB at most"
        )
        #expect(watched.residentBytes - before.residentBytes < 32 << 20)
        let recovery = Date()
        try story.daemon.settled(received: load.rounds * MixedLoad.kinds, within: 120)
        try eventually("all is taken again; \(try story.daemon.get("/status").text)", within: 60) {
            _ = try story.daemon.ledger()
            return try story.daemon.metric("belfry_overload_level") == 0
        }
        print("all is taken again \(Int(Date().timeIntervalSince(recovery))) s after the load's end")
        try story.expectEnd(of: load)
    }

    /// A broker, a daemon on a slow disk, and what comes of a load.
    private final class Story {
        let broker: MosquittoProcess
        let daemon: BelfryProcess
        private let disk: Tracer

        init() throws {
            broker = try MosquittoProcess(settings: ["allow_anonymous true", "max_queued_messages 1000000"])
            try broker.start()
            daemon = try BelfryProcess(
                yaml: """
                    gateway: { id: proof }
                    mqtt:
                      - broker: mqtt://127.0.0.1:\(broker.port)
                        name: city
                        subscribe:
                    \(MixedLoad.subscriptions)
                    """
            )
            // After the first subscribing a broker may have much to tell; only a known session is judged at once.
            for isKnown in [false, true] {
                try daemon.start()
                try daemon.connected()
                if !isKnown { try daemon.terminate() }
            }
            disk = try Tracer(slowingSyncsOf: daemon.thread(named: "belfry-store"), milliseconds: syncMilliseconds)
        }

        func figures() throws -> ProcessFigures {
            try #require(ProcessFigures(processIdentifier: daemon.processIdentifier))
        }

        struct Watched {
            /// Seconds from the beginning.
            var firstLow: Double?
            var firstNormal: Double?
            var residentBytes = 0
        }

        /// Looks on, on a busy machine for longer; the ledger has to balance whenever it looks.
        func watch(seconds: Double) throws -> Watched {
            var watched = Watched()
            let start = Date()
            while Date().timeIntervalSince(start) < (watched.firstNormal == nil ? max(seconds, 60) : seconds) {
                let status = try daemon.get("/status").object
                _ = try BelfryProcess.balancedLedger(of: status)
                let reasons = (status["reasons"] as? [String] ?? []).joined()
                let elapsed = (Date().timeIntervalSince(start) * 10).rounded() / 10
                if watched.firstLow == nil, reasons.contains("of low criticality are shed") {
                    watched.firstLow = elapsed
                }
                if watched.firstNormal == nil, reasons.contains("of normal criticality are shed") {
                    watched.firstNormal = elapsed
                }
                watched.residentBytes = max(watched.residentBytes, try figures().residentBytes)
                usleep(200_000)
            }
            return watched
        }

        /// Everything of public safety is in the store, all else is accounted for, and the desk has heard of it.
        func expectEnd(of load: MixedLoad) throws {
            let sent = load.rounds * MixedLoad.kinds
            let ledger = try daemon.settled(received: sent, within: 60)
            print("of \(sent) messages: \(ledger)")
            #expect(try Int(daemon.metric("belfry_messages_shed", where: "overload")) == ledger["shed"])
            let topics = try daemon.get("/metrics?topics=all").text.split(separator: "\n").filter {
                $0.hasPrefix("belfry_topic_messages_shed_total{") && $0.contains("overload") && $0.contains("gauge-")
            }
            #expect(topics.isEmpty, "\(topics)")
            // The slow disk is the same incident, being the same gateway's.
            let findings = try daemon.incidents().flatMap { $0["findings"] as? [[String: Any]] ?? [] }
            let overload = findings.filter { $0["kind"] as? String == "overload" }.compactMap { $0["text"] as? String }
            #expect(overload.contains { $0.contains("messages of low criticality are shed") }, "\(findings)")
            let sensors = try Sensors(on: broker, name: "after")
            sensors.send("site/loop-0/speed", "50")
            sensors.send("spare/bin-0/fill", "50")
            let after = try daemon.settled(received: sent + 2)
            #expect(after["shed"] == ledger["shed"])
            try eventually("nothing to complain of but the disk; \(try daemon.reasons())", within: 60) {
                try !daemon.reasons().contains { $0.contains("overload") }
            }
            #expect(try daemon.terminate() == 0)
            let stored = try StoredReadings(databasePath: daemon.databasePath)
            for sensor in 0..<MixedLoad.fleet {
                let faults = stored.faults(of: "gauge-\(sensor)", expecting: load.safetyValues(ofSensor: sensor))
                #expect(faults.missing == [])
                #expect(faults.repeated == [])
            }
        }
    }
}
