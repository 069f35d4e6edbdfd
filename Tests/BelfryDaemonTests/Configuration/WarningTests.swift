import Testing

@testable import BelfryDaemon

/// What is allowed and will hardly be meant.
@Suite("Warnings")
struct WarningTests {
    private static let corridors = "corridors: [ { id: ring, stations: [ s1, s2 ] } ]\n"

    private func warnings(_ text: String, rule: String = "") throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "belfry.yaml")
        if !rule.isEmpty {
            try folder.write("rules:\n  - { name: r, severity: minor, \(rule) }\n", to: "rules.d/r.yaml")
        }
        return try folder.load().warnings.map { $0.description.replacing("\(folder.path)/", with: "") }
    }

    private func warnings(ofRule rule: String, with more: String = corridors) throws -> [String] {
        try warnings(soundBroker + more, rule: rule)
    }

    @Test("A rule over corridors where there is none")
    func corridors() throws {
        let rule = "match: { domain: traffic }, detector: traffic_incident"
        let found = try warnings(ofRule: rule, with: "")
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix("rules.d/r.yaml:2:") == true, "\(found)")
        #expect(found.first?.contains("no corridor is configured") == true, "\(found)")
        #expect(try warnings(ofRule: rule).isEmpty)
        #expect(try warnings(ofRule: rule, with: "corridors: []\n").isEmpty, "who says that there is none knows")
    }

    @Test(
        "A rule whose quantity leaves out what its detector looks at",
        arguments: [
            ("detector: traffic_incident, match: { quantity: flow }", "needs speed or occupancy"),
            ("detector: traffic_incident, algorithm: california_7, match: { quantity: speed }", "needs occupancy"),
            (
                "detector: traffic_incident, algorithm: california_8, match: { quantity: \"flow|speed\" }",
                "needs occupancy"
            ),
            (
                "detector: traffic_incident, algorithm: mcmaster, capacity: 5500 1/h, critical_occupancy: 12 %, match: { quantity: occupancy }",
                "needs flow or vehicle_count"
            ),
            (
                "detector: traffic_incident, algorithm: low_volume, match: { quantity: occupancy }",
                "flow or vehicle_count"
            ),
            ("detector: stopped_vehicle, match: { quantity: \"!= occupancy\" }", "needs occupancy"),
            ("detector: occupancy_without_flow, match: { quantity: '=~ \"occ.*\"' }", "needs flow or vehicle_count"),
            ("detector: possible_fire, match: { quantity: \"smoke|pm2_5\" }", "needs co or temperature"),
            ("detector: wrong_way, match: { quantity: flow }", "can watch nothing that is matched: a limit in km/h"),
            (
                "detector: air_standard, standard: eu, level: alert, match: { quantity: laeq }",
                "air laws say nothing of laeq"
            ),
            ("detector: co_dose, match: { quantity: temperature }", "needs a concentration"),
        ]
    )
    func needs(rule: String, words: String) throws {
        let found = try warnings(ofRule: rule)
        #expect(found.count == 1 && found.first?.contains(words) == true, "\(found)")
    }

    @Test(
        "A rule that gets what it looks at is nobody's business",
        arguments: [
            "detector: traffic_incident, match: { domain: traffic }",
            "detector: traffic_incident, algorithm: mcmaster, capacity: 5500 1/h, critical_occupancy: 12 %, match: { quantity: \"occupancy|flow\" }",
            "detector: possible_fire, match: { quantity: \"co|temperature\" }",
            "detector: wrong_way, match: { quantity: \"speed|flow\", sensor: ramp-1 }",
            "detector: occupancy_without_flow",
            "above: 3 m, match: { quantity: water_level, zone: north }",
        ]
    )
    func sound(rule: String) throws {
        #expect(try warnings(ofRule: rule).isEmpty)
    }

    @Test("A quantity that nobody has heard of, and a domain that is none")
    func words() throws {
        let quantity = try warnings(ofRule: "above: 200, match: { quantity: \"no22|o3\" }")
        #expect(
            quantity.count == 1 && quantity.first?.contains("no quantity \"no22\"; did you mean \"no2\"?") == true,
            "\(quantity)"
        )
        let own =
            "mqtt: [ { broker: mqtt://127.0.0.1, subscribe: [ { topic: \"a/{sensor}/{quantity}\", unit: { seats: \"1\" } } ] } ]\n"
        #expect(try warnings(own, rule: "above: 200, match: { quantity: seats }").isEmpty, "one's own, with its unit")
        let domain = try warnings(ofRule: "above: 200, match: { domain: airr }")
        #expect(
            domain.count == 1 && domain.first?.contains("no domain \"airr\"; did you mean \"air\"?") == true,
            "\(domain)"
        )
        let expression = try warnings(ofRule: "above: 200, match: { domain: '=~ \"aire.*\"' }")
        #expect(expression.first?.contains("lets no domain through") == true, "\(expression)")
    }

    @Test("A unit of a quantity that is none")
    func units() throws {
        func topic(_ unit: String) -> String {
            "mqtt:\n  - broker: mqtt://127.0.0.1\n    subscribe:\n      - topic: a/{sensor}/{quantity}\n        unit: { \(unit) }\n"
        }
        let found = try warnings(topic("no22: ug/m3"))
        #expect(
            found == [
                "belfry.yaml:5:17: no quantity is called \"no22\", in the taxonomy, a mapping or a rule; did you mean \"no2\"?"
            ]
        )
        #expect(try warnings(topic("pm25: ug/m3, humidity: \"%\"")).isEmpty, "spellings that are understood")
    }

    @Test("A station that is not in the fleet")
    func stations() throws {
        let fleet = "fleet: [ { sensor: loop-1 }, { sensor: loop-2, site: bridge } ]\n"
        let text = soundBroker + fleet + "corridors: [ { id: ring, stations: [ loop-1, bridge, lop-2 ] } ]\n"
        #expect(
            try warnings(text)
                == [
                    "belfry.yaml:3:54: station \"lop-2\" is no sensor and no site of the fleet; did you mean \"loop-2\"?"
                ]
        )
        #expect(try warnings(soundBroker + Self.corridors).isEmpty, "without a fleet nobody knows")
    }
}
