import BelfryIngest
import Testing

@testable import BelfryDaemon

/// Everything that can be wrong with a broker and with what to subscribe to there.
@Suite("Faulty brokers and subscriptions")
struct BrokerFaultTests {
    @Test(
        "Brokers",
        arguments: [
            FaultCase("mqtt: ▸{ broker: mqtt://h }", "\"mqtt\" must be a list, not a mapping; write it as - item"),
            FaultCase("mqtt: [ ▸mqtt://h ]", "mqtt must be a mapping of keys, not a single value"),
            FaultCase("mqtt: [ ▸{ subscribe: [ { topic: a } ] } ]", "mqtt lacks \"broker\"; add broker: with text"),
            FaultCase(
                "mqtt: [ ▸{ broker: mqtt://h } ]",
                "mqtt lacks \"subscribe\"; add subscribe: with a list such as - topic: city/{sensor}/{quantity}"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, subscribe: ▸[] } ]",
                "\"subscribe\" is empty; add - topic: city/{sensor}/{quantity}"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, subscribe: ▸a } ]",
                "\"subscribe\" must be a list, not a single value; write it as - item"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, subscribe: [ ▸a/b ] } ]",
                "subscribe must be a mapping of keys, not a single value"
            ),
            FaultCase(
                "mqtt: [ { ▸brokr: mqtt://g, broker: mqtt://h, subscribe: [ { topic: a } ] } ]",
                "unknown key \"brokr\" in mqtt; did you mean \"broker\"?"
            ),
            FaultCase(
                "mqtt: [ { broker: ▸localhost, subscribe: [ { topic: a } ] } ]",
                "\"localhost\" is not a broker's URL; write mqtt://127.0.0.1:1883 or mqtts://broker.example:8883"
            ),
            FaultCase(
                "mqtt: [ { broker: ▸tcp://h, subscribe: [ { topic: a } ] } ]",
                "\"tcp\" is not a way to a broker; write mqtt://127.0.0.1:1883 or mqtts://broker.example:8883"
            ),
            FaultCase(
                "mqtt: [ { broker: ▸mqtt://h:port, subscribe: [ { topic: a } ] } ]",
                "\"mqtt://h:port\" names no host and port; write mqtt://127.0.0.1:1883 or mqtts://broker.example:8883"
            ),
            FaultCase(
                "mqtt: [ { broker: ▸mqtt://h:0, subscribe: [ { topic: a } ] } ]",
                "\"mqtt://h:0\" names no host and port; write mqtt://127.0.0.1:1883 or mqtts://broker.example:8883"
            ),
            FaultCase(
                "mqtt: [ { broker: ▸mqtt://me:secret@h, subscribe: [ { topic: a } ] } ]",
                "a broker's URL must not hold a login; write username: and password_file: beside it"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, username: u, ▸password: s3cret, subscribe: [ { topic: a } ] } ]",
                "mqtt holds a secret under \"password\"; "
                    + "put it into a systemd credential or a file of mode 0600 and name that as password_file:"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, username: u, password_file: ▸/nowhere, subscribe: [ { topic: a } ] } ]",
                "/nowhere cannot be read: No such file or directory; create it or name another"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, username: u, password_file: ▸/tmp, subscribe: [ { topic: a } ] } ]",
                "/tmp is not a regular file; name a file"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtts://h, ca: ▸/nowhere, subscribe: [ { topic: a } ] } ]",
                "/nowhere cannot be read: No such file or directory; create it or name another"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, ca: ▸/dev/null, subscribe: [ { topic: a } ] } ]",
                "\"ca\" has no effect on an mqtt:// broker; write mqtts://"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtts://h, cert: ▸/dev/null, subscribe: [ { topic: a } ] } ]",
                "\"cert\" without \"key\"; name both or neither"
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, keep_alive: ▸1s, subscribe: [ { topic: a } ] } ]",
                "\"keep_alive\" must be a duration from 5s to 1h such as 30s, 5m or 1h, not \"1s\""
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, protocol: ▸3.1, subscribe: [ { topic: a } ] } ]",
                "\"protocol\" must be one of auto, 5, 3.1.1, not \"3.1\""
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, publish: ▸no, subscribe: [ { topic: a } ] } ]",
                "\"publish\" must be true or false, not \"no\""
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, session_expiry: ▸never, subscribe: [ { topic: a } ] } ]",
                "\"session_expiry\" must be a duration from 1m to 1y such as 30s, 5m or 1h, not \"never\""
            ),
            FaultCase(
                "mqtt: [ { broker: mqtt://h, subscribe: [ { topic: a } ] }, ▸{ broker: mqtt://h, subscribe: [ { topic: b } ] } ]",
                "two brokers are called \"h\"; give each a name: of its own"
            ),
        ]
    )
    func brokers(faulty: FaultCase) throws {
        try expect(faulty)
    }

    @Test(
        "Subscriptions",
        arguments: [
            FaultCase("▸qos: 1", "subscribe lacks \"topic\"; add topic: with text"),
            FaultCase("topic: ▸''", "\"topic\" must be text, not \"\""),
            FaultCase("topic: ▸a/#/b", "# stands for the rest of the topic and can only be its last level"),
            FaultCase(
                "topic: ▸a/x{sensor}",
                "level \"x{sensor}\" mixes text and wildcard; a wildcard or capture is always a whole level"
            ),
            FaultCase(
                "topic: ▸a/{sensr}",
                "unknown capture {sensr}; known are {agency}, {zone}, {domain}, {sensor}, {quantity}; "
                    + "write + for a level that says nothing"
            ),
            FaultCase("topic: ▸'{zone}/{zone}'", "capture {zone} stands twice"),
            FaultCase(
                "topic: ▸$share/g/a",
                "a shared subscription ($share/…) scatters one sensor over several daemons; "
                    + "give each daemon topics of its own instead"
            ),
            FaultCase("topic: a\n▸topc: b", "unknown key \"topc\" in subscribe; did you mean \"topic\"?"),
            FaultCase(
                "topic: a\nformat: ▸jsn",
                "\"format\" must be one of \(PayloadFormat.allCases.map(\.name).joined(separator: ", ")), not \"jsn\"; "
                    + "did you mean \"json\"?"
            ),
            FaultCase(
                "topic: a\nformat: ▸json",
                "format json needs a \"mapping\"; add mapping:, or write format: auto"
            ),
            FaultCase(
                "topic: ▸a/{sensor}\nformat: value",
                "a plain value says nothing of its quantity, and neither does this topic; "
                    + "name the level that tells it {quantity}"
            ),
            FaultCase(
                "topic: a\nformat: senml\n▸mapping: { readings: [ { quantity: a, pointer: /a } ] }",
                "\"mapping\" has no effect on format senml; remove it, or write format: json"
            ),
            FaultCase(
                "topic: a\n▸columns: [ time, no2 ]",
                "\"columns\" has no effect on format auto; remove it, or write format: csv"
            ),
            FaultCase(
                "topic: a\nformat: csv\ncolumns: ▸[ time, station ]",
                "none of the columns has a name that can be a quantity"
            ),
            FaultCase(
                "topic: a\nformat: json\nmapping: { readings: [ { quantity: a, pointer: /a } ] }\n▸precision: ms",
                "\"precision\" has no effect on format json; remove it, or write format: influx"
            ),
            FaultCase(
                "topic: a\nprecision: ▸min",
                "\"precision\" must be one of ns, us, ms, s, not \"min\""
            ),
            FaultCase("topic: a\nqos: ▸2", "\"qos\" must be 0 or 1, not \"2\""),
            FaultCase(
                "topic: a\ncriticality: ▸hihg",
                "\"criticality\" must be one of high, normal, low, not \"hihg\"; did you mean \"high\"?"
            ),
            FaultCase(
                "topic: a\n▸criticallity: high",
                "unknown key \"criticallity\" in subscribe; did you mean \"criticality\"?"
            ),
            FaultCase(
                "topic: a\nunit: { speed: ▸furlong }",
                "the unit of speed must be a unit such as ug/m3, ppb or km/h, not \"furlong\""
            ),
            FaultCase(
                "topic: a\nunit: { ▸Wind Speed: m/s }",
                "\"Wind Speed\" is not a quantity; write 1 to 64 of a-z, 0-9 and _, starting with a letter"
            ),
            FaultCase(
                "topic: a\nunit: { speed: km/h, water_level: ▸\"%\" }",
                "\"%\" is no unit for water_level, which is kept in m; correct the unit, or give the quantity another name"
            ),
            FaultCase(
                "topic: a\nmapping: { readings: [ { quantity: no2, pointer: /a, unit: ▸km/h } ] }",
                "\"km/h\" is no unit for no2, which is kept in ug/m3; correct the unit, or give the quantity another name"
            ),
            FaultCase("topic: a\nunit: ▸km/h", "unit must be a mapping of keys, not a single value"),
            FaultCase(
                "topic: a\ntime_zone: ▸Europe/Bruxelles",
                "\"Europe/Bruxelles\" is not a known time zone; "
                    + "write UTC, an offset such as +01:00, or a name such as Europe/Brussels (package tzdata)"
            ),
            FaultCase(
                "topic: a\ntime_zone: ▸../../../etc/passwd",
                "\"../../../etc/passwd\" is not a known time zone; "
                    + "write UTC, an offset such as +01:00, or a name such as Europe/Brussels (package tzdata)"
            ),
            FaultCase(
                "topic: a\nmapping: ▸{ sensor: /a }",
                "the mapping has no readings; name at least one { quantity, pointer }"
            ),
            FaultCase(
                "topic: a\nmapping: { readings: [ ▸{ quantity: no2 } ] }",
                "readings lacks \"pointer\"; add pointer: with a path such as /gas/no2"
            ),
            FaultCase(
                "topic: a\nmapping: { readings: [ ▸{ pointer: /a } ] }",
                "readings lacks \"quantity\"; add quantity: with text"
            ),
            FaultCase(
                "topic: a\nmapping: { readings: [ { quantity: no2, pointer: ▸gas } ] }",
                "\"gas\" is not a JSON Pointer: it has to start with \"/\""
            ),
            FaultCase(
                "topic: a\nmapping: { readings: ▸[ { quantity: NO2, pointer: /a } ] }",
                "\"NO2\" is not a quantity; write 1 to 64 of a-z, 0-9 and _, starting with a letter"
            ),
            FaultCase(
                "topic: a\nmapping: { readings: ▸[ { quantity: no2, pointer: /a, scale: 0 } ] }",
                "the scale of no2 has to be a number other than 0"
            ),
            FaultCase(
                "topic: a\nmapping: { sensor: ▸/a~2, readings: [ { quantity: no2, pointer: /a } ] }",
                "\"/a~2\" is not a JSON Pointer: write ~0 for \"~\" and ~1 for \"/\" within a key"
            ),
            FaultCase(
                "topic: a\nmapping: { time: { pointer: /t, as: ▸epoch }, readings: [ { quantity: no2, pointer: /a } ] }",
                "\"as\" must be one of auto, rfc3339, epoch_s, epoch_ms, epoch_ns, not \"epoch\""
            ),
            FaultCase(
                "topic: a\nmapping: { ▸tim: /t, readings: [ { quantity: no2, pointer: /a } ] }",
                "unknown key \"tim\" in mapping; did you mean \"time\"?"
            ),
        ]
    )
    func subscriptions(faulty: FaultCase) throws {
        // Below "mqtt: [broker, subscribe]" in block style, so that topics need no quotes.
        let head = "mqtt:\n  - broker: mqtt://h\n    subscribe:\n      - "
        let nested = FaultCase(head + faulty.marked.replacing("\n", with: "\n        "), faulty.fault)
        try expect(nested)
    }
}
