// What people are called, what their cars wear and what devices keep secret ends in the decoder: it is looked for
// everywhere a reader could find it.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Personal data", .serialized) struct PrivacyTests {}
}

extension IntegrationTests.PrivacyTests {
    private static let secrets = ["Jane Roe", "B XY 1234", "tok3n-of-a-kit"]

    /// A camera's events, whole and broken, a kit whose topic holds its token, and an unknown format.
    private static let messages: [(topic: String, payload: String)] = [
        (
            "frigate/events",
            """
            {"type":"update","before":{"camera":"gate","sub_label":null},"after":{"camera":"gate","label":"car",
             "frame_time":1790000000.5,"sub_label":["Jane Roe",0.9],"recognized_license_plate":"B XY 1234",
             "average_estimated_speed":31.5}}
            """
        ),
        (
            "frigate/events",
            #"{"type":"new","after":{"camera":"gate","sub_label":"Jane Roe","average_estimated_speed":0}}"#
        ),
        ("frigate/events", #"{"after":{"camera":"gate","sub_label":"Jane Roe","recognized_license_plate":"B XY 1234""#),
        ("device/sck/tok3n-of-a-kit/readings", #"{"data":[{"sensors":[{"id":55,"value":20.5}]}]}"#),
        ("else/where", #"{"driver":"Jane Roe","plate":"B XY 1234"}"#),
    ]

    @Test("Names, plates and tokens reach neither database, log, recording, status, metrics, API nor event stream")
    func nothingLeaksOut() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(
            yaml: """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    subscribe: [ { topic: "#", format: auto, agency: city, unit: { object_speed: km/h } } ]
                rule_files: [ rules.yaml ]
                """,
            files: [
                "rules.yaml":
                    "rules:\n  - { name: fast, match: { quantity: object_speed }, above: 30, severity: minor, text: \"{value}\" }\n"
            ]
        )
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        for message in Self.messages { sensors.send(message.topic, message.payload) }
        try sensors.settle()
        // One more, since whoever subscribes to everything hears Belfry itself say that it is there.
        let ledger = try daemon.settled(received: Self.messages.count + 1)
        #expect(ledger["stored"] == 2)
        try eventually("the speed is an incident", within: 10) { try !daemon.incidents().isEmpty }

        var places: [String: Data] = [:]
        for path in [
            "/status", "/metrics", "/api/v1/sensors", "/api/v1/incidents", "/api/v1/findings", "/api/v1/series",
        ] {
            places[path] = try daemon.get(path).body
        }
        #expect(try daemon.terminate() == 0)
        let folder = daemon.folder.path
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where !file.hasSuffix(".yaml") {
            places[file] = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
        }
        #expect(places["belfry.db"] != nil && places["log"] != nil)
        for secret in Self.secrets {
            for (place, content) in places {
                #expect(content.range(of: Data(secret.utf8)) == nil, "\(secret) is in \(place)")
            }
        }
    }
}
