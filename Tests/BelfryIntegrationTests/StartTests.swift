// A start that cannot be says so within seconds and has touched nothing: whoever is there first keeps the address, the
// database and the session with the broker.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Start", .serialized) struct StartTests {}
}

extension IntegrationTests.StartTests {
    private static let patienceSeconds = 5.0

    @Test("A port that somebody else has ends the start with its address; ready was never said")
    func takenPort() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let stranger = try LoopbackListener()
        let notify = try NotifySocket()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker), environment: ["NOTIFY_SOCKET": notify.path])
        try daemon.listen(on: stranger.port)
        let start = Date()
        try daemon.launch()
        #expect(try daemon.ended(within: Self.patienceSeconds) == 74)
        print("refused after \(Int(Date().timeIntervalSince(start) * 1_000)) ms")
        #expect(
            daemon.log.contains("belfry: cannot run: cannot listen on 127.0.0.1:\(stranger.port): "),
            "\(daemon.log)"
        )
        #expect(!notify.received().contains { $0.contains("READY=1") })
        #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
        // Nothing is left behind that would be in the way of the next one.
        try daemon.listen(on: daemon.httpPort, insteadOf: stranger.port)
        try daemon.start()
        #expect(try daemon.terminate() == 0)
    }

    @Test("A second daemon on the same configuration is refused, and the first goes on", .timeLimit(.minutes(1)))
    func sameDatabase() throws {
        let scene = try Scene()
        let second = try scene.first.run(["run", "--config", scene.first.configurationPath])
        #expect(second.status == 78, "\(second.error)")
        #expect(second.error.contains(scene.first.databasePath), "\(second.error)")
        #expect(second.error.contains("another Belfry runs on it"), "\(second.error)")
        // Another configuration that names the same database.
        let third = try BelfryProcess(yaml: Self.yaml(scene.broker, gateway: "third"), storeFolder: scene.first.folder)
        try third.launch()
        #expect(try third.ended(within: Self.patienceSeconds) == 78)
        #expect(third.log.contains(scene.first.databasePath), "\(third.log)")
        try scene.expectFirstUnhurt()
    }

    @Test("A second daemon with a database of its own takes neither address nor session from the first")
    func sameAddress() throws {
        let scene = try Scene()
        // Of another gateway, and with a copied configuration: the same gateway, and so the same session with the broker.
        let otherGateway = try BelfryProcess(yaml: Self.yaml(scene.broker, gateway: "second"))
        try otherGateway.listen(on: scene.first.httpPort)
        let samePort = try BelfryProcess(yaml: Self.yaml(scene.broker))
        try samePort.listen(on: scene.first.httpPort)
        let sameSocket = try BelfryProcess(yaml: Self.yaml(scene.broker))
        try sameSocket.rewriteConfiguration {
            $0.replacing(sameSocket.socketPath, with: scene.first.socketPath)
        }
        for (second, address) in [
            (otherGateway, "127.0.0.1:\(scene.first.httpPort)"), (samePort, "127.0.0.1:\(scene.first.httpPort)"),
            (sameSocket, scene.first.socketPath),
        ] {
            try second.launch()
            #expect(try second.ended(within: Self.patienceSeconds) == 74, "\(second.log)")
            #expect(second.log.contains("cannot listen on \(address)"), "\(second.log)")
            try scene.expectFirstUnhurt()
        }
        #expect(sameSocket.log.contains("another process listens there"))
    }

    private static func yaml(_ broker: MosquittoProcess, gateway: String = "proof") -> String {
        """
        gateway: { id: \(gateway) }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
            subscribe: [ { topic: "city/{sensor}/{quantity}", format: value, agency: city } ]
        """
    }

    /// A daemon at work.
    private final class Scene {
        let broker: MosquittoProcess
        let first: BelfryProcess
        private let sensors: Sensors
        private let connectedSince: String

        init() throws {
            broker = try MosquittoProcess()
            try broker.start()
            first = try BelfryProcess(yaml: yaml(broker))
            try first.start()
            try first.connected()
            sensors = try Sensors(on: broker)
            connectedSince = try Self.connectedSince(first)
        }

        /// It still has its session, its socket and its database.
        func expectFirstUnhurt() throws {
            sensors.send("city/a/count", "\(sensors.count)")
            try sensors.settle()
            #expect(try first.settled(received: sensors.count)["stored"] == sensors.count)
            #expect(
                try Self.connectedSince(first) == connectedSince,
                "the session was interrupted: \(first.log)"
            )
            #expect(try first.post("/-/reload", "{}", isLocal: true).status == 200)
            #expect(try first.get("/status").object["status"] as? String == "ok")
        }

        private static func connectedSince(_ daemon: BelfryProcess) throws -> String {
            let brokers = try daemon.status("ingest")["brokers"] as? [[String: Any]]
            return try #require(brokers?.first?["since"] as? String)
        }
    }
}

extension BelfryProcess {
    /// Configures another port than its own.
    fileprivate func listen(on port: Int, insteadOf current: Int? = nil) throws {
        try rewriteConfiguration {
            $0.replacing("listen: 127.0.0.1:\(current ?? httpPort)", with: "listen: 127.0.0.1:\(port)")
        }
    }
}
