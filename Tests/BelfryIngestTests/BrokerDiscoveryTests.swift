import BelfryModel
import Testing

@testable import BelfryIngest

/// What is proposed for a broker that nobody has described.
@Suite struct BrokerDiscoveryTests {
    private static func discover(_ messages: [(String, String)]) -> [SubscriptionProposal] {
        var discovery = Discovery()
        for (topic, payload) in messages {
            discovery.hear(topic: Array(topic.utf8), payload: Array(payload.utf8), arrival: Scene.noon)
        }
        return discovery.proposals()
    }

    @Test func plainNumbersAreToldByTheLevelsOfTheirTopics() throws {
        var messages: [(String, String)] = []
        for zone in ["north", "south"] {
            for sensor in 1...5 {
                messages.append(("city/\(zone)/traffic/\(zone)-\(sensor)/speed", "48.5"))
                messages.append(("city/\(zone)/traffic/\(zone)-\(sensor)/occupancy", "7"))
                messages.append(("city/\(zone)/air/a-\(zone)-\(sensor)/no2", "31"))
            }
        }
        let proposal = try #require(Self.discover(messages).first)
        #expect(proposal.template == "city/{zone}/{domain}/{sensor}/{quantity}")
        #expect(proposal.format == .value)
        #expect(proposal.tried == 30 && proposal.read == 30)
        #expect(proposal.quantities == ["no2", "occupancy", "speed"])
        #expect(
            proposal.questions == [
                .agency, .zoneLevel, .units(["no2": "ug/m3", "occupancy": "%", "speed": "km/h"]),
            ]
        )
    }

    @Test(arguments: [
        (["s1/temperature", "s2/temperature", "s2/humidity"], "{sensor}/{quantity}"),
        (["home/boiler/temperature"], "home/{sensor}/{quantity}"),
        (["river/level/g1/water_level", "river/level/g2/water_level"], "river/level/{sensor}/{quantity}"),
        (["temperature/s1", "temperature/s2", "humidity/s1"], "{quantity}/{sensor}"),
    ])
    func fewTopics(_ topics: [String], _ template: String) throws {
        let proposals = Self.discover(
            (topics + (3...12).map { "\(topics[0].replacing("s1", with: "s\($0)"))" }).map { ($0, "21.5") }
        )
        #expect(proposals.map(\.template) == [template])
    }

    @Test func numbersOfNothingKnownAreAQuestion() throws {
        let proposal = try #require(Self.discover([("plant/7/x", "3"), ("plant/8/x", "4")]).first)
        #expect(!proposal.isUsable)
        guard case .unreadable(let why) = try #require(proposal.questions.first) else {
            Issue.record("\(proposal.questions)")
            return
        }
        #expect(why.contains("quantity"))
    }

    @Test func knownFormatsKeepTheirNamesAndTheirTopics() {
        let senml = "[{\"bn\":\"a-7:\",\"n\":\"no2\",\"u\":\"ug/m3\",\"v\":31.5}]"
        let proposals = Self.discover([
            ("env/north/a-7", senml), ("env/south/a-8", senml),
            ("zigbee2mqtt/hall", "{\"temperature\":21,\"linkquality\":90}"),
            ("zigbee2mqtt/cellar/left", "{\"temperature\":12,\"linkquality\":80}"),
        ])
        #expect(
            Set(proposals.map { "\($0.template) \($0.format.name)" }) == ["env/+/+ senml", "zigbee2mqtt/# zigbee2mqtt"]
        )
        #expect(proposals.allSatisfy { $0.isUsable && $0.read == $0.tried })
    }

    @Test func aVendorsDocumentBecomesAMapping() throws {
        let payload = """
            {"dev":{"id":"a-7","fw":"1.2"},"ts":1795003200123,"pos":{"lat":50.8,"lon":4.3},
             "gas":{"no2":{"value":31.5,"unit":"ppb"},"o3_ppb":12},"temp_c":21.5,"cnt":7,"q1":3.3}
            """
        let proposal = try #require(Self.discover([("acme/x/up", payload), ("acme/y/up", payload)]).first)
        #expect(proposal.template == "acme/+/up")
        #expect(proposal.format == .json)
        let mapping = try #require(proposal.mapping)
        #expect(mapping.sensor == "/dev/id")
        #expect(mapping.time == "/ts")
        #expect(mapping.foreach == nil)
        #expect(
            mapping.readings == [
                .init(quantity: "no2", pointer: "/gas/no2/value", unit: Unit("[ppb]")),
                .init(quantity: "o3", pointer: "/gas/o3_ppb", unit: Unit("[ppb]")),
                .init(quantity: "temperature", pointer: "/temp_c", unit: Unit("Cel")),
            ]
        )
        #expect(mapping.unnamed.map(\.pointer) == ["/q1"])
        #expect(proposal.read == 2 && proposal.quantities == ["no2", "o3", "temperature"])
    }

    @Test func listsAreReadElementByElement() throws {
        let payload = """
            {"gateway":"g1","when":"2026-11-18T12:00:00","nodes":[{"node":"n1","pm25":4,"pm10":9},{"node":"n2","pm25":5,"pm10":8}]}
            """
        let proposal = try #require(Self.discover([("bulk/g1", payload)]).first)
        #expect(proposal.mapping?.foreach == "/nodes")
        #expect(proposal.mapping?.sensor == "/node")
        #expect(proposal.mapping?.time == "/when")
        #expect(proposal.mapping?.readings.map(\.pointer) == ["/pm25", "/pm10"])
        #expect(proposal.quantities == ["pm10", "pm2_5"])
        #expect(proposal.questions.contains(.timeZone))
    }

    @Test func aMACAddressIsNoSensorsName() throws {
        let payload = "{\"id\":\"aa:bb:cc:dd:ee:ff\",\"temperature\":21}"
        let proposal = try #require(Self.discover([("shop/a/t", payload), ("shop/b/t", payload)]).first)
        #expect(proposal.mapping?.sensor == nil)
        #expect(proposal.template == "shop/{sensor}/t")
    }

    @Test func manyRootsAreNames() throws {
        let proposals = Self.discover((1...20).map { ("node-\($0)/temperature", "20") })
        #expect(proposals.map(\.template) == ["{sensor}/{quantity}"])
    }

    @Test func memoryIsBounded() {
        var discovery = Discovery()
        let payload = [UInt8](repeating: UInt8(ascii: "1"), count: 4_000)
        for number in 0..<Discovery.topicLimit + 500 {
            discovery.hear(topic: Array("x/\(number)".utf8), payload: payload, arrival: Scene.noon)
        }
        #expect(discovery.topicCount == Discovery.topicLimit)
        #expect(discovery.overflowCount == 500)
        discovery.hear(topic: [0xFF], payload: payload, arrival: Scene.noon)
        #expect(discovery.overflowCount == 501)
        #expect(discovery.messageCount == Discovery.topicLimit + 501)
    }

    @Test func anythingAtAllIsTakenWithoutATrap() {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        var discovery = Discovery()
        let pieces = [
            "{", "}", "[", "]", "\"t\":", "\"no2\":", "1e999", "\"\\u00e9\"", ",", "*", "/", "~", "null", "-0",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }
            let topic = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }
            discovery.hear(topic: Array(topic.joined().utf8), payload: Array(text.joined().utf8), arrival: Scene.noon)
        }
        #expect(discovery.proposals().count <= Discovery.proposalLimit, "seed \(seed)")
    }
}
