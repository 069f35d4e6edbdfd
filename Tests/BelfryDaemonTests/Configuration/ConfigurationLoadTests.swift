import BelfryDetection
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryWindows
import Testing

@testable import BelfryDaemon

@Suite("Loading a configuration")
struct ConfigurationLoadTests {
    @Test("Two lines of mqtt are a useful file")
    func twoLines() throws {
        let configuration = try load(
            """
            mqtt:
              - { broker: "mqtt://127.0.0.1", subscribe: [ { topic: "city/{zone}/{domain}/{sensor}/{quantity}" } ] }
            """
        )
        let broker = try #require(configuration.brokers.first)
        #expect(broker.address == NetworkAddress(host: "127.0.0.1", port: 1883))
        #expect(broker.name == "127.0.0.1")
        #expect(broker.clientID == "belfry-\(configuration.gateway.id)-127.0.0.1")
        #expect(broker.tls == nil)
        #expect(broker.subscriptions.map(\.decoding.template.filter) == ["city/+/+/+/+"])
        #expect(broker.subscriptions.map(\.qualityOfService) == [1])
        #expect(!configuration.gateway.id.isEmpty)
        #expect(configuration.store.path == "/var/lib/belfry/belfry.db")
        #expect(configuration.http.socket == "/run/belfry/belfry.sock")
        #expect(configuration.fleet.isEmpty && configuration.rules.isEmpty && configuration.corridors.isEmpty)
    }

    @Test("The example of the published interface loads as written")
    func publishedExample() throws {
        let folder = try TemporaryFolder()
        try folder.write("s3cret\n", to: "credentials/mqtt-password")
        try folder.write(PublishedExample.rules, to: "rules.d/air.yaml")
        try folder.write(
            PublishedExample.configuration.replacing("/etc/belfry", with: folder.path),
            to: "belfry.yaml"
        )
        let configuration = try folder.load(environment: ["CREDENTIALS_DIRECTORY": "\(folder.path)/credentials"])

        #expect(configuration.gateway.id == "gw-north-07")
        #expect(configuration.gateway.location == Location(longitude: 4.3517, latitude: 50.8466))
        #expect(configuration.store.retention == Configuration.Retention())
        let broker = try #require(configuration.brokers.first)
        #expect(broker.name == "city")
        #expect(broker.username == "belfry")
        #expect(broker.password?.revealed == "s3cret")
        let subscriptions = configuration.ingestConfiguration.subscriptions
        #expect(subscriptions.map(\.template.filter) == ["city/+/+/+/+", "env/#", "acme/+/up"])
        #expect(subscriptions.map(\.format) == [.value, .auto, .json])
        #expect(subscriptions.map(\.agency) == ["traffic", "environment", ""])
        #expect(subscriptions[0].units == ["speed": Unit("km/h")])
        let november = try #require(Timestamp(rfc3339: "2026-11-23T12:00:00Z"))
        #expect(subscriptions[1].timeZone?.offsetSeconds(at: november) == 3_600)
        let mapping = try #require(subscriptions[2].mapping)
        #expect(mapping.sensor == .pointer(try JSONPointer("/dev/id")))
        #expect(mapping.time == JSONMapping.Time(pointer: try JSONPointer("/t"), encoding: .epochMilliseconds))
        #expect(
            mapping.readings == [
                JSONMapping.Value(
                    quantity: Quantity("no2"),
                    pointer: try JSONPointer("/gas/no2"),
                    unit: Unit("[ppb]")
                )
            ]
        )
        let member = try #require(configuration.fleet.first)
        #expect(member.sensor == "tls-114")
        #expect(member.domain == .traffic)
        #expect(member.location == Location(longitude: 4.36, latitude: 50.85))
        #expect(member.cadenceNanoseconds == 30 * Nanoseconds.perSecond)
        #expect(configuration.corridors.map(\.stations) == [["s01", "s02", "s03", "s04"]])

        let rule = try #require(configuration.rules.first)
        #expect(rule.name == "no2-hour-limit")
        #expect(rule.matchers == [try LabelMatcher("domain=air"), try LabelMatcher("quantity=no2")])
        #expect(rule.detector == .threshold(ThresholdParameters(above: 200, clearBelow: 180)))
        #expect(rule.window == RuleWindow(lengthNanoseconds: Nanoseconds.perHour, aggregate: .mean))
        #expect(rule.unit == Unit("ug/m3"))
        #expect(rule.severity == .major)
        #expect(rule.text == "NO2 {value} {unit} at {sensor}, limit {threshold}")
        #expect(rule.runbook == "https://intranet.example/no2")
        #expect(configuration.files == ["\(folder.path)/belfry.yaml", "\(folder.path)/rules.d/air.yaml"])
    }

    @Test("Files of conf.d are laid over the main one in name order: mappings merge, lists append, values replace")
    func mergedFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("gateway: { id: a, city: x }\nengine: { shards: 2 }\n" + soundBroker, to: "belfry.yaml")
        try folder.write("engine: { shards: 4 }\ngateway:\n", to: "conf.d/20-late.yaml")
        try folder.write(
            "engine: { shards: 3, tick: 1s }\ngateway: { id: b }\n"
                + "mqtt: [ { broker: mqtt://hub, subscribe: [ { topic: b } ] } ]\n",
            to: "conf.d/10-early.yaml"
        )
        try folder.write("colour: blue", to: "conf.d/ignored.txt")
        let configuration = try folder.load()
        #expect(configuration.gateway.id == "b")
        #expect(configuration.gateway.city == "x")
        #expect(configuration.engine.shards == 4)
        #expect(configuration.engine.tickNanoseconds == Nanoseconds.perSecond)
        #expect(configuration.brokers.map(\.name) == ["127.0.0.1", "hub"])
        #expect(configuration.subscriptions.map(\.source) == [0, 1])
    }

    @Test("The environment fills values in and never adds structure")
    func environment() throws {
        let yaml = """
            gateway: { id: "${GATEWAY}", city: "${CITY:-rivertown}", zone: "${EMPTY:-north}" }
            store: { path: "${BASE}/a$b/$${BASE}/belfry.db" }
            """
        let environment = ["GATEWAY": "gw-1", "BASE": "/data", "EMPTY": "", "STATE_DIRECTORY": "/state"]
        let configuration = try load(yaml + "\n" + soundBroker, environment: environment)
        #expect(configuration.gateway.id == "gw-1")
        #expect(configuration.gateway.city == "rivertown")
        #expect(configuration.gateway.zone == "north")
        #expect(configuration.store.path == "/data/a$b/${BASE}/belfry.db")

        let folder = try TemporaryFolder()
        try folder.write("gateway: { id: \"${ID}\" }\n" + soundBroker, to: "belfry.yaml")
        let refused = #expect(throws: ConfigurationFaults.self) { try folder.load(environment: ["ID": "a, city: b"]) }
        #expect(refused?.faults.count == 1)
    }

    @Test("systemd's folders are the defaults under systemd")
    func systemdFolders() throws {
        let configuration = try load(
            soundBroker,
            environment: ["STATE_DIRECTORY": "/s", "RUNTIME_DIRECTORY": "/r"]
        )
        #expect(configuration.store.path == "/s/belfry.db")
        #expect(configuration.http.socket == "/r/belfry.sock")
    }

    @Test("Encrypted brokers name their files; relative paths start at the configuration")
    func encryptedBroker() throws {
        let folder = try TemporaryFolder()
        try folder.write("ca", to: "tls/ca.pem")
        try folder.write("cert", to: "tls/gateway.pem")
        let key = try folder.write("key", to: "tls/gateway.key", mode: 0o600)
        try folder.write(
            """
            mqtt:
              - broker: mqtts://broker.example
                name: hub
                ca: tls/ca.pem
                cert: tls/gateway.pem
                key: \(key)
                client_id: gw-7
                keep_alive: 30s
                session_expiry: 1h
                protocol: 3.1.1
                publish: false
                subscribe: [ { topic: a, qos: 0 } ]
            """,
            to: "belfry.yaml"
        )
        let broker = try #require(try folder.load().brokers.first)
        #expect(broker.address.port == 8883)
        #expect(
            broker.tls
                == Configuration.TLS(
                    authorityFile: "\(folder.path)/tls/ca.pem",
                    certificateFile: "\(folder.path)/tls/gateway.pem",
                    keyFile: key
                )
        )
        #expect(broker.clientID == "gw-7")
        #expect(broker.keepAliveSeconds == 30)
        #expect(broker.sessionExpirySeconds == 3_600)
        #expect(broker.versions == .threeOneOne)
        #expect(!broker.publishes)
        #expect(broker.subscriptions.map(\.qualityOfService) == [0])
    }

    @Test("A topic's rate holds for all, and for one subscription otherwise")
    func topicRates() throws {
        let configuration = try load(
            """
            ingest: { topic_rate: 50 }
            mqtt:
              - { broker: "mqtt://h", subscribe: [ { topic: a, topic_rate: 0 }, { topic: b, topic_burst: 9 } ] }
            """
        ).ingestConfiguration
        #expect(configuration.topicRate == TopicRate(perSecond: 50))
        #expect(configuration.subscriptions.map(\.topicRate) == [0, nil])
        #expect(configuration.subscriptions.map(\.topicBurst) == [nil, 9])
    }

    @Test("What a topic is worth under overload is declared, or left to its readings")
    func criticality() throws {
        let subscriptions = try load(
            """
            mqtt:
              - broker: "mqtt://h"
                subscribe:
                  [ { topic: a, criticality: low }, { topic: b, criticality: normal }, { topic: c, criticality: high }, { topic: d } ]
            """
        ).subscriptions
        #expect(subscriptions.map(\.criticality) == [.low, .normal, .high, nil])
    }

    @Test("Columns without a header and the unit of times belong to their formats")
    func columnsAndPrecision() throws {
        let subscriptions = try load(
            """
            mqtt:
              - broker: mqtt://h
                subscribe:
                  - { topic: a, format: csv, columns: [ time, "", "no2 (ppb)" ] }
                  - { topic: b, format: influx, precision: ms }
            """
        ).ingestConfiguration.subscriptions
        #expect(subscriptions.map(\.columns?.names) == [["time", "", "no2 (ppb)"], nil])
        #expect(subscriptions.map(\.precision) == [nil, .milliseconds])
    }

    @Test("A fleet comes from a list, from YAML and from CSV, and the three agree")
    func fleets() throws {
        let inline = """
            - { sensor: "a,1", domain: air, zone: n, site: s, location: [4.5, 50.25], cadence: 1m }
            - { sensor: b, agency: water }
            """
        let table = """
            sensor,agency,domain,zone,site,longitude,latitude,cadence\r
            # a comment\r
            "a,1",,air,n, s ,4.5,50.25,1m\r
            b,water,,,,,,\r

            """
        let folder = try TemporaryFolder()
        try folder.write(inline, to: "list.yaml")
        try folder.write("fleet:\n\(inline)", to: "fleet.yaml")
        try folder.write(table, to: "fleet.csv")
        var fleets: [[FleetMember]] = []
        for written in ["\n\(inline)", " list.yaml", " [ fleet.yaml ]", " fleet.csv"] {
            try folder.write("fleet:\(written)\n\(soundBroker)", to: "belfry.yaml")
            fleets.append(try folder.load().fleet)
        }
        #expect(fleets[0].map(\.sensor) == ["a,1", "b"])
        #expect(fleets[0][0].location == Location(longitude: 4.5, latitude: 50.25))
        #expect(fleets[0][1].agency == "water")
        for fleet in fleets { #expect(fleet == fleets[0]) }
    }
}
