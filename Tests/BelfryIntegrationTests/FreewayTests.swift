// From the simulated freeway to the score, by the commands that a person would give.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("The simulated freeway") struct FreewayTests {}
}

extension IntegrationTests.FreewayTests {
    /// `Config/rules.d/traffic.yaml` of the source tree.
    private static var trafficRules: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Config/rules.d/traffic.yaml").path
    }

    @Test("A day is simulated, replayed and scored", .timeLimit(.minutes(3)))
    func day() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-freeway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "conf.d"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appending(path: name).path }
        func belfry(_ arguments: String...) throws -> String {
            let answer = try BelfryProcess.run(arguments)
            #expect(answer.status == 0, "\(answer.error)")
            return answer.output
        }
        // The subscription as it stands in the page on traffic.
        let configuration = """
            mqtt:
              - broker: mqtt://127.0.0.1:1883
                subscribe:
                  - { topic: "traffic/{zone}/{sensor}", format: senml, agency: traffic }
            rule_files: [ \(Self.trafficRules) ]
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "belfry.yaml"))
        _ = try belfry(
            "simulate",
            "--scenario",
            "freeway",
            "--seed",
            "101",
            "--start",
            "2026-03-02T00:00:00Z",
            "--seconds",
            "86400",
            "--trace",
            path("trace.ndjson"),
            "--truth",
            path("truth.ndjson"),
            "--fleet",
            path("conf.d/freeway.yaml")
        )
        let alarms = try belfry("replay", path("trace.ndjson"), "--config", path("belfry.yaml"))
        try Data(alarms.utf8).write(to: folder.appending(path: "alarms.ndjson"))
        let line = try belfry("score", path("alarms.ndjson"), "--truth", path("truth.ndjson"), "--json")
        let score = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(score["incidents"] as? Int == 1 && score["detected"] as? Int == 1, "\(line)")
        let minutes = try #require(score["mean_minutes_to_detect"] as? Double, "\(line)")
        #expect((0...3).contains(minutes))
        #expect(try #require(score["false_alarms_per_station_day"] as? Double) < 0.1)
        #expect(
            try belfry("score", path("alarms.ndjson"), "--truth", path("truth.ndjson")).contains(
                "a station and day in 12"
            )
        )
    }
}
