// Whether a gateway is there can be read from the broker alone: it says so, and where it cannot, the broker does.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Presence", .serialized) struct PresenceTests {}
}

extension IntegrationTests.PresenceTests {
    @Test("A gateway that is killed is offline by its last will, and online again when it comes back")
    func killed() throws {
        let scene = try Scene()
        try scene.hear("online")
        let first = try #require(scene.listener.heard.last?.object)
        #expect(first["gateway"] == "proof" && first["version"]?.isEmpty == false)
        #expect(first["since"]?.hasSuffix("Z") == true)
        scene.daemon.kill()
        try scene.hear("offline")
        try scene.daemon.start()
        try scene.hear("online")
        #expect(scene.listener.heard.count == 3)
        // Whoever comes later hears how it stands.
        let later = try TopicListener(on: scene.broker, to: "belfry/+/status", name: "later")
        try later.listen(for: "the retained status") { heard in
            heard.contains { $0.isRetained && $0.object["status"] == "online" }
        }
    }

    @Test("A gateway that stops in order says so itself, once")
    func stopped() throws {
        let scene = try Scene()
        try scene.hear("online")
        #expect(try scene.daemon.terminate() == 0)
        try scene.hear("offline")
        let later = try TopicListener(on: scene.broker, to: "belfry/+/status", name: "later")
        try later.listen(for: "the retained status") { $0.contains { $0.isRetained } }
        #expect(later.heard.map { $0.object["status"] } == ["offline"])
        #expect(scene.listener.heard.map { $0.object["status"] } == ["online", "offline"])
    }

    @Test("A broker that restarts hears again that the gateway is there")
    func brokerRestart() throws {
        let scene = try Scene()
        try scene.hear("online")
        scene.broker.kill()
        try scene.broker.start()
        let later = try TopicListener(on: scene.broker, to: "belfry/+/status", name: "later")
        try later.listen(for: "the status", within: 60) { $0.last?.object["status"] == "online" }
    }

    @Test("Where Belfry subscribes to everything, its own words are ignored with their reason and quarantined nowhere")
    func ownWords() throws {
        let scene = try Scene(topic: "#", format: "auto")
        let ledger = try scene.daemon.settled(received: 1)
        #expect(ledger["ignored"] == 1 && ledger["quarantined"] == 0, "\(ledger)")
        #expect(try scene.daemon.terminate() == 0)
        #expect(try Quarantine(databasePath: scene.daemon.journalPath).rows.isEmpty)
    }

    @Test("A broker that does not take it is degraded with what to grant; what the sensors say is stored all the same")
    func notGranted() throws {
        let scene = try Scene(readOnly: true)
        try eventually("a reason; \(try scene.daemon.get("/status").text)", within: 10) {
            try scene.daemon.reasons().contains { $0.contains("broker city does not take") && $0.contains("belfry/#") }
        }
        let sensors = try Sensors(on: scene.broker)
        sensors.send("city/a/temperature", "1")
        try sensors.settle()
        #expect(try scene.daemon.settled(received: 1)["stored"] == 1)
    }

    @Test("Where Belfry may not publish, it says nothing")
    func silent() throws {
        let scene = try Scene(more: "    publish: false\n")
        let sensors = try Sensors(on: scene.broker)
        sensors.send("city/a/temperature", "1")
        try scene.daemon.settled(received: 1)
        #expect(try scene.daemon.terminate() == 0)
        sensors.send("belfry/end/status", "end")
        try scene.listener.listen(for: "the end") { !$0.isEmpty }
        #expect(scene.listener.heard.map(\.topic) == ["belfry/end/status"])
    }

    /// A broker, a listener to the gateways' status, and a daemon that is connected.
    private final class Scene {
        let broker: MosquittoProcess
        let listener: TopicListener
        let daemon: BelfryProcess

        init(
            topic: String = "city/{sensor}/{quantity}",
            format: String = "value",
            more: String = "",
            readOnly: Bool = false
        ) throws {
            broker = try MosquittoProcess()
            if readOnly {
                try broker.write("access", "topic readwrite city/#\ntopic read #\n")
                try broker.append(setting: "acl_file \(broker.path("access"))")
            }
            try broker.start()
            listener = try TopicListener(on: broker, to: "belfry/+/status")
            daemon = try BelfryProcess(
                yaml: """
                    gateway: { id: proof }
                    mqtt:
                      - broker: mqtt://127.0.0.1:\(broker.port)
                        name: city
                    \(more)    subscribe: [ { topic: "\(topic)", format: \(format), agency: city, unit: { temperature: Cel } } ]
                    """
            )
            try daemon.start()
            try daemon.connected()
        }

        /// Waits until this is what was said last.
        func hear(_ status: String) throws {
            try listener.listen(for: status) { $0.last?.object["status"] == status }
            #expect(listener.heard.last?.topic == "belfry/proof/status")
        }
    }
}
