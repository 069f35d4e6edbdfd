// Brokers are other people's: they are down, they refuse, they restart, they come back without their memory. The status
// says which of it, and nothing that was acknowledged or published afterwards is lost.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Broker faults", .serialized) struct BrokerFaultTests {}
}

extension IntegrationTests.BrokerFaultTests {
    @Test("A broker that is down at the start is waited for, with a reason; its first message counts")
    func brokerDown() throws {
        let broker = try MosquittoProcess()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker))
        try daemon.start()
        try eventually("a reason; \(try daemon.get("/status").text)", within: 10) {
            try daemon.reasons().contains { $0.contains("broker city") && $0.contains("\(broker.port)") }
        }
        #expect(try daemon.get("/status").object["status"] as? String == "degraded")
        try broker.start()
        defer { broker.stop() }
        try daemon.connected(within: 30)
        #expect(try daemon.get("/status").object["status"] as? String == "ok")
        let sensors = try Sensors(on: broker)
        sensors.send("city/a/temperature", "1")
        #expect(try daemon.settled(received: 1)["stored"] == 1)
    }

    @Test("A refused login is degraded with the reason, and mends itself when the broker knows the password")
    func refusedLogin() throws {
        let broker = try MosquittoProcess(settings: ["allow_anonymous false"])
        try broker.append(setting: "password_file \(broker.path("passwords"))")
        try broker.setPassword("yesterday's", of: "belfry")
        try FileManager.default.createDirectory(
            atPath: broker.path("credentials"),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try broker.write("credentials/mqtt-password", "today's\n")
        try broker.start()
        let daemon = try BelfryProcess(
            yaml: Self.yaml(broker, login: "    username: belfry\n    password_file: mqtt-password\n"),
            environment: ["CREDENTIALS_DIRECTORY": broker.path("credentials")]
        )
        try daemon.start()
        try eventually("a reason; \(try daemon.get("/status").text)", within: 10) {
            try daemon.reasons().contains { $0.contains("broker city") && $0.contains("password") }
        }
        #expect(try daemon.get("/status").object["status"] as? String == "degraded")
        #expect(!daemon.log.contains("today's"), "a password is never told")

        try broker.setPassword("today's", of: "belfry")
        kill(broker.processIdentifier, SIGHUP)
        try daemon.connected(within: 60)
        #expect(try daemon.get("/status").object["status"] as? String == "ok")
    }

    @Test("A refused subscription is degraded with its filter; the others are heard")
    func refusedSubscription() throws {
        let broker = try MosquittoProcess()
        // An acl_file lets every subscription through and holds the messages back; this plugin refuses.
        try broker.write("security.json", Self.citySubscribersOnly)
        try broker.append(setting: "plugin \(try #require(Self.dynamicSecurityPlugin))")
        try broker.append(setting: "plugin_opt_config_file \(broker.path("security.json"))")
        try broker.start()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker, more: "      - { topic: \"secret/#\", format: auto }"))
        try daemon.start()
        try eventually("a reason; \(try daemon.get("/status").text)", within: 10) {
            try daemon.reasons().contains { $0.contains("secret/#") }
        }
        #expect(try daemon.get("/status").object["status"] as? String == "degraded")
        let sensors = try Sensors(on: broker)
        sensors.send("city/a/temperature", "1")
        #expect(try daemon.settled(received: 1)["stored"] == 1)
    }

    @Test("A broker that restarts in good order keeps what was sent meanwhile; equal values all count")
    func orderlyRestart() throws {
        let story = try Story()
        try story.send(100)
        story.broker.stop()
        try story.broker.start()
        try story.send(100)
        try story.expectStored(200)
    }

    @Test(
        "A broker that is killed and comes back with an older state numbers new messages like old ones; they all count"
    )
    func killedBroker() throws {
        let story = try Story()
        try story.send(100)
        // What it writes now is the state that it will come back with.
        kill(story.broker.processIdentifier, SIGUSR1)
        try eventually("the broker has saved its state", within: 10) {
            FileManager.default.fileExists(atPath: story.broker.path("mosquitto.db"))
        }
        try story.send(100)
        try story.daemon.settled(received: 200)
        story.broker.kill()
        try story.broker.start()
        try story.send(100)
        try story.expectStored(300)
    }

    @Test("A broker to which 3.1.1 is spoken delivers as any other, and status and log say so")
    func olderVersion() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker, login: "    protocol: 3.1.1\n"))
        try daemon.start()
        try daemon.connected()
        let brokers = try daemon.status("ingest")["brokers"] as? [[String: Any]]
        #expect(brokers?.first?["protocol"] as? String == "MQTT 3.1.1")
        try eventually("a line in the log; \(daemon.log)", within: 10) {
            daemon.log.contains("broker city: connected, MQTT 3.1.1")
        }
        // What is not acknowledged when the daemon dies comes again.
        let sensors = try Sensors(on: broker)
        for number in 0..<100 { sensors.send("city/a/temperature", "\(number)") }
        try sensors.settle()
        daemon.kill()
        try daemon.start()
        try daemon.connected()
        for number in 100..<200 { sensors.send("city/a/temperature", "\(number)") }
        try sensors.settle()
        try eventually("all are stored; \(try daemon.ledger())", within: 20) {
            try daemon.status("store")["readings"] as? Int == 200
        }
        #expect(try daemon.terminate() == 0)
        let faults = try StoredReadings(databasePath: daemon.databasePath).faults(of: "a", expecting: 0..<200)
        #expect(faults.missing == [] && faults.repeated == [])
    }

    @Test("A broker that comes back without its memory: what may be missing is told, in status, log and metrics")
    func forgottenSession() throws {
        let story = try Story()
        try story.send(10)
        try story.daemon.settled(received: 10)
        #expect(try story.daemon.metric("belfry_sessions_lost") == 0)
        #expect(try story.daemon.reasons() == [])
        story.broker.kill()
        try? FileManager.default.removeItem(atPath: story.broker.path("mosquitto.db"))
        try story.broker.start()
        try eventually("a reason; \(try story.daemon.get("/status").text)", within: 30) {
            try story.daemon.reasons().contains {
                $0.contains("broker city had forgotten the session") && $0.contains("may be missing")
            }
        }
        try story.daemon.connected()
        #expect(try story.daemon.get("/status").object["status"] as? String == "degraded")
        #expect(try story.daemon.metric("belfry_sessions_lost") == 1)
        try eventually("a line in the log; \(story.daemon.log)", within: 10) {
            story.daemon.log.contains("broker city had forgotten the session")
        }
        try story.send(10)
        try story.expectStored(20)
    }

    @Test("A broker that lost its memory in the same power cut as the gateway is told of as well, a first start is not")
    func forgottenWhileAway() throws {
        let story = try Story()
        // One message is enough, whatever is in it.
        try story.send(1)
        try story.daemon.settled(received: 1)
        #expect(try story.daemon.reasons() == [])
        story.daemon.kill()
        story.broker.kill()
        try? FileManager.default.removeItem(atPath: story.broker.path("mosquitto.db"))
        try story.broker.start()
        try story.daemon.start()
        try story.daemon.connected()
        #expect(try story.daemon.reasons().contains { $0.contains("broker city had forgotten the session") })
    }

    @Test("A foreign page cannot make the daemon do anything")
    func foreignOrigin() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let rules = """
            rules:
              - { name: hot, match: { quantity: temperature }, above: 50, severity: major, text: "{value}" }
            """
        let daemon = try BelfryProcess(
            yaml: Self.yaml(broker) + "\nrule_files: [ rules.yaml ]\n",
            files: ["rules.yaml": rules]
        )
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        sensors.send("city/a/temperature", "55")
        try sensors.settle()
        try eventually("an incident; \(daemon.log)", within: 10) { try !daemon.incidents(at: "a").isEmpty }
        let id = try #require(try daemon.incidents(at: "a").first?["id"] as? String)
        for path in ["/api/v1/incidents/\(id)/ack", "/api/v1/incidents/\(id)/close", "/-/reload"] {
            let answer = try daemon.post(path, "{\"reason\":\"x\"}", headers: ["Origin": "https://evil.example"])
            #expect(answer.status == 403, "\(path): \(answer.text)")
            #expect(answer.headers["content-type"]?.hasPrefix("application/problem+json") == true)
            #expect(answer.headers["access-control-allow-origin"] == nil)
        }
        #expect(try daemon.incidents(at: "a").first?["state"] as? String == "active_unacknowledged")
    }

    /// Comes with Debian's mosquitto, in the library folder of the machine's architecture.
    private static var dynamicSecurityPlugin: String? {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
        return folders.map { "/usr/lib/\($0)/mosquitto_dynamic_security.so" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    private static let citySubscribersOnly = """
        {
          "defaultACLAccess": {
            "publishClientSend": true, "publishClientReceive": true, "subscribe": false, "unsubscribe": true
          },
          "roles": [
            { "rolename": "city", "acls": [ { "acltype": "subscribePattern", "topic": "city/#", "allow": true } ] }
          ],
          "groups": [ { "groupname": "everybody", "roles": [ { "rolename": "city" } ] } ],
          "anonymousGroup": "everybody",
          "clients": []
        }
        """

    private static func yaml(_ broker: MosquittoProcess, login: String = "", more: String = "") -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
        \(login)    subscribe:
              - { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { temperature: Cel } }
        \(more)
        """
    }

    /// One sensor that always says the same, without a time of its own.
    private final class Story {
        let broker: MosquittoProcess
        let daemon: BelfryProcess
        private let sensors: Sensors

        init() throws {
            broker = try MosquittoProcess()
            try broker.start()
            daemon = try BelfryProcess(yaml: yaml(broker))
            try daemon.start()
            try daemon.connected()
            sensors = try Sensors(on: broker)
        }

        func send(_ count: Int) throws {
            // The sensor's connection has to be there again, or it would only queue.
            for _ in 0..<count { sensors.send("city/a/temperature", "7") }
            try sensors.settle()
        }

        func expectStored(_ count: Int) throws {
            try eventually("\(count) messages are stored; \(try daemon.ledger())", within: 30) {
                try daemon.ledger()["stored"] ?? 0 >= count
            }
            let ledger = try daemon.settled()
            #expect(ledger["stored"] == count, "\(ledger)")
            #expect(ledger["duplicate"] == ledger["received"].map { $0 - count }, "\(ledger)")
            #expect(try daemon.terminate() == 0)
            #expect(try StoredReadings(databasePath: daemon.databasePath)["a"].count == count)
        }
    }
}
