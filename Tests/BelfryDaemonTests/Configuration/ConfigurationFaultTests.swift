import Foundation
import Testing

@testable import BelfryDaemon

/// Everything that can be wrong with belfry.yaml itself: each fault has its place, says what is wrong and what to do.
@Suite("Faulty configurations")
struct ConfigurationFaultTests {
    private static let noBroker =
        "no broker is configured; write mqtt: with a list such as - broker: mqtt://127.0.0.1:1883 and subscribe:"

    @Test(
        "The file as a whole",
        arguments: [
            FaultCase("▸{}", noBroker),
            FaultCase("engine: {}\n▸mqtt:", noBroker),
            FaultCase(
                "mqtt: ▸[]",
                "\"mqtt\" is empty; write mqtt: with a list such as - broker: mqtt://127.0.0.1:1883 and subscribe:"
            ),
            FaultCase("▸[ 1, 2 ]", "the configuration must be a mapping of keys, not a list"),
            FaultCase("▸just text", "the configuration must be a mapping of keys, not a single value"),
            FaultCase(
                "gateway:\n▸\tid: a",
                "while scanning for the next token: found character that cannot start any token; "
                    + "indent with blanks and quote text that starts so"
            ),
            FaultCase(
                "gateway: { id: a ▸]",
                "while parsing a flow mapping: did not find expected ',' or '}'; "
                    + "close the { }, and quote text inside it that holds braces, such as \"city/{sensor}\""
            ),
            FaultCase("gateway: ▸*nowhere", "found undefined alias"),
            FaultCase("gateway: &loop { location: ▸*loop }", "found undefined alias"),
            FaultCase("▸[a]: 1", "a key must be a plain word"),
            FaultCase("a: 1\n▸--- \nb: 2", "expected a single document in the stream: but found another document"),
        ]
    )
    func wholeFile(faulty: FaultCase) throws {
        try expect(faulty)
    }

    @Test(
        "Sections",
        arguments: [
            FaultCase("▸gatway: { id: a }", "unknown key \"gatway\" in the configuration; did you mean \"gateway\"?"),
            FaultCase(
                "▸colour: blue",
                "unknown key \"colour\" in the configuration; "
                    + "known are calendars, corridors, engine, fleet, gateway, http, ingest, mqtt, rule_files, store"
            ),
            FaultCase(
                "▸gateway: { id: a }\ngateway: { id: b }",
                "key \"gateway\" appears twice in one mapping; remove one of them"
            ),
            FaultCase("gateway: ▸[ a ]", "gateway must be a mapping of keys, not a list"),
            FaultCase("gateway: ▸gw-1", "gateway must be a mapping of keys, not a single value"),
            FaultCase("gateway: { ▸Id: a }", "unknown key \"Id\" in gateway; did you mean \"id\"?"),
            FaultCase(
                "gateway: { id: ▸a/b }",
                "\"id\" must be a name of 1 to 64 letters, digits, and . _ -, not \"a/b\""
            ),
            FaultCase("gateway: { id: ▸'' }", "\"id\" must be a name of 1 to 64 letters, digits, and . _ -, not \"\""),
            FaultCase(
                "gateway: { id: ▸[ a ] }",
                "\"id\" must be a name of 1 to 64 letters, digits, and . _ -, not a list"
            ),
            FaultCase("gateway: { location: ▸4.35 }", "\"location\" must be [longitude, latitude] in degrees"),
            FaultCase("gateway: { location: ▸[ 4.35 ] }", "\"location\" must be [longitude, latitude] in degrees"),
            FaultCase(
                "gateway: { location: [ ▸200, 50 ] }",
                "the longitude in \"location\" must be a number from -180.0 to 180.0, not \"200\""
            ),
            FaultCase(
                "gateway: { location: [ 50, ▸95.5 ] }",
                "the latitude in \"location\" must be a number from -90.0 to 90.0, not \"95.5\""
            ),
            FaultCase(
                "gateway: { id: ▸'${NOWHERE}' }",
                "the environment variable NOWHERE is not set; set it, or write ${NOWHERE:-default}"
            ),
            FaultCase("gateway: { id: ▸'${NOWHERE' }", "\"${NOWHERE\" lacks a closing }; write ${NAME}"),
            FaultCase("store: { ▸pth: a }", "unknown key \"pth\" in store; did you mean \"path\"?"),
            FaultCase("store: { path: ▸{ a: b } }", "\"path\" must be text, not a mapping"),
            FaultCase(
                "store: { quarantine: ▸many }",
                "\"quarantine\" must be a whole number from 0 to 1000000, not \"many\""
            ),
            FaultCase(
                "store: { quarantine: ▸-1 }",
                "\"quarantine\" must be a whole number from 0 to 1000000, not \"-1\""
            ),
            FaultCase("store: { retention: ▸30d }", "retention must be a mapping of keys, not a single value"),
            FaultCase(
                "store: { retention: { ▸rollup_1m: 1d } }",
                "unknown key \"rollup_1m\" in retention; did you mean \"rollup_1d\"?"
            ),
            FaultCase(
                "store: { retention: { raw: ▸30 } }",
                "\"raw\" must be a duration from 1h to 100y such as 12h, 30d or 2y, not \"30\""
            ),
            FaultCase(
                "store: { retention: { audit: ▸5m } }",
                "\"audit\" must be a duration from 1h to 100y such as 12h, 30d or 2y, not \"5m\""
            ),
            FaultCase(
                "store: { retention: { size: ▸8G } }",
                "\"size\" must be a size of at least 16MiB such as 64MiB or 8GiB, not \"8G\""
            ),
            FaultCase(
                "store: { retention: { size: ▸1MiB } }",
                "\"size\" must be a size of at least 16MiB such as 64MiB or 8GiB, not \"1MiB\""
            ),
            FaultCase(
                "http: { listen: ▸8480 }",
                "\"listen\" must be an address and a port such as 127.0.0.1:8480, not \"8480\""
            ),
            FaultCase(
                "http: { listen: ▸'http://127.0.0.1:8480' }",
                "\"listen\" must be an address and a port such as 127.0.0.1:8480, not \"http://127.0.0.1:8480\""
            ),
            FaultCase(
                "http: { socket: ▸/\(String(repeating: "s", count: 107)) }",
                "/\(String(repeating: "s", count: 107)) is longer than the 107 bytes of a socket's path; choose a shorter one"
            ),
            FaultCase(
                "http: { allowed_origins: [ ▸belfry.example ] }",
                "each of \"allowed_origins\" must be an origin such as https://belfry.example, not \"belfry.example\""
            ),
            FaultCase(
                "http: { remote_readers_need_token: ▸yes }",
                "\"remote_readers_need_token\" must be true or false, not \"yes\""
            ),
            FaultCase(
                "http: { ▸token: abc }",
                "http holds a secret under \"token\"; "
                    + "put it into a systemd credential or a file of mode 0600 and name that as token_file:"
            ),
            FaultCase(
                "http: { token_file: ▸tokens }",
                "the credential tokens needs $CREDENTIALS_DIRECTORY, which is not set; "
                    + "add LoadCredential=tokens:PATH to belfry.service, or name an absolute path of mode 0600"
            ),
            FaultCase(
                "ingest: { gas_reference: ▸hot }",
                "\"gas_reference\" must be an air temperature such as 20 Cel, not \"hot\""
            ),
            FaultCase(
                "ingest: { topic_rate: ▸-1 }",
                "\"topic_rate\" must be a whole number from 0 to 1000000, not \"-1\""
            ),
            FaultCase(
                "ingest: { topic_burst: ▸0 }",
                "\"topic_burst\" must be a whole number from 1 to 10000000, not \"0\""
            ),
            FaultCase("engine: { shards: ▸0 }", "\"shards\" must be a whole number from 1 to 64, not \"0\""),
            FaultCase("engine: { shards: ▸1.5 }", "\"shards\" must be a whole number from 1 to 64, not \"1.5\""),
            FaultCase(
                "engine: { allowed_lateness: ▸2d }",
                "\"allowed_lateness\" must be a duration from 0s to 1d such as 30s, 5m or 1h, not \"2d\""
            ),
            FaultCase(
                "engine: { tick: ▸0s }",
                "\"tick\" must be a duration from 1ms to 10s such as 30s, 5m or 1h, not \"0s\""
            ),
            FaultCase(
                "engine: { ▸serieslimit: 1 }",
                "unknown key \"serieslimit\" in engine; did you mean \"series_limit\"?"
            ),
            FaultCase(
                "engine: { series_limit: ▸99999999999999999999 }",
                "\"series_limit\" must be a whole number from 1 to 1000000, not \"99999999999999999999\""
            ),
            FaultCase("corridors: ▸{ id: a }", "\"corridors\" must be a list, not a mapping; write it as - item"),
            FaultCase(
                "corridors: [ ▸{ stations: [ a, b ] } ]",
                "corridors lacks \"id\"; add id: with a name of 1 to 64 letters, digits, and . _ -"
            ),
            FaultCase(
                "corridors: [ { id: a, stations: ▸[ s1 ] } ]",
                "a corridor needs at least two \"stations\"; list its sensors in driving direction"
            ),
            FaultCase(
                "corridors: [ { id: a, stations: ▸[ s1, s2, s1 ] } ]",
                "station \"s1\" appears twice; list each sensor once"
            ),
            FaultCase(
                "corridors: [ { id: a, stations: [ s, t ] }, ▸{ id: a, stations: [ s, t ] } ]",
                "two corridors are called \"a\"; rename one"
            ),
            FaultCase(
                "rule_files: ▸rules.yaml",
                "\"rule_files\" must be a list, not a single value; write it as - item"
            ),
            FaultCase(
                "rule_files: [ ▸/nowhere/rules.yaml ]",
                "/nowhere/rules.yaml does not exist; create it or name another"
            ),
        ]
    )
    func sections(faulty: FaultCase) throws {
        try expect(faulty, besides: soundBroker)
    }

    @Test("All faults of all files are told, by place")
    func allFaultsAtOnce() throws {
        let found = try faults(of: [
            "belfry.yaml": "gateway: { id: a/b, zon: n }\nhttp: { listen: 1 }\n" + soundBroker,
            "conf.d/10-a.yaml": "engine: { shards: 0 }\n",
            "conf.d/20-b.yaml": "gateway: [ 1 ]\nfleet: { a: b }\n",
            "rules.d/r.yaml": "rules: [ { name: a, severity: loud } ]\n",
        ])
        #expect(
            found.map { String($0.prefix { $0 != " " }) } == [
                "belfry.yaml:1:16:", "belfry.yaml:1:21:", "belfry.yaml:2:17:", "conf.d/10-a.yaml:1:19:",
                "conf.d/20-b.yaml:1:10:", "conf.d/20-b.yaml:2:8:", "rules.d/r.yaml:1:31:",
            ]
        )
    }

    @Test("A file that cannot be parsed makes nothing else look missing")
    func unparsableFile() throws {
        let found = try faults(of: [
            "belfry.yaml": "engine: { shards: 0 }",
            "conf.d/a.yaml": "mqtt: [ { broker: \"mqtt://h }",
            "conf.d/b.yaml": "fleet: [",
        ])
        #expect(found.map { String($0.prefix { $0 != " " }) } == ["conf.d/a.yaml:1:30:", "conf.d/b.yaml:2:1:"])
    }

    @Test("Files that are not there, no text, or too large")
    func unreadableFiles() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/belfry.yaml"
        func problem() -> String? {
            (#expect(throws: ConfigurationFaults.self) { try folder.load() })?.faults.map(\.problem).joined()
        }
        #expect(problem() == "\(path) cannot be read: No such file or directory")
        try Data([0x61, 0xFF, 0xFE]).write(to: URL(filePath: path))
        #expect(problem() == "\(path) is not UTF-8")
        try folder.write("gateway: { id: \"a\u{1}b\" }", to: "belfry.yaml")
        #expect(problem() == "control characters are not allowed")
        try folder.write(String(repeating: "#", count: YAMLLimits.bytes + 1), to: "belfry.yaml")
        #expect(problem() == "\(path) is larger than \(YAMLLimits.bytes) bytes")
    }

    @Test("Aliases that multiply and nesting without end are refused")
    func bombs() throws {
        var bomb = "a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n"
        for level in 1...9 {
            bomb += "a\(level): &a\(level) [ " + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += " ]\n"
        }
        #expect(try faults(of: ["belfry.yaml": bomb]).first?.contains("more than 300000 values") == true)
        let deep = "fleet: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(try faults(of: ["belfry.yaml": deep]) == ["belfry.yaml:1:72: nested deeper than 64 levels"])
    }
}
