// A gateway that takes another's place: what the old one has stored the new one knows, readings and rhythms alike.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct ImportTests {}
}

extension IntegrationTests.ImportTests {
    private static let rules = """
        rules:
          - { name: quiet, detector: silence, missed: 3, at_least: 1s, severity: minor, text: "{sensor} is silent" }
          - { name: high, match: { quantity: no2 }, above: 200 ug/m3, severity: major, text: "NO2 {value} at {sensor}" }
        """

    private static func gateway(_ broker: MosquittoProcess) throws -> BelfryProcess {
        try BelfryProcess(
            yaml: """
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    subscribe:
                      - { topic: "city/{sensor}/{quantity}", format: value, agency: env, unit: { no2: ug/m3 } }
                rule_files: [ rules.yaml ]
                """,
            files: ["rules.yaml": rules]
        )
    }

    @Test("A new gateway answers with the old one's history and knows its sensors' rhythm", .timeLimit(.minutes(3)))
    func replaced() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let old = try Self.gateway(broker)
        try old.start()
        try old.connected()
        let sensors = try Sensors(on: broker)
        for round in 0..<40 {
            for sensor in 0..<3 {
                sensors.send("city/aq-\(sensor)/no2", "\(20 + round % 7 + (sensor == 2 ? 200 : 0)).5")
            }
            usleep(400_000)
        }
        try eventually("all are stored", within: 20) { try old.ledger()["stored"] ?? 0 >= 120 }
        let table = try BelfryProcess.run(["export", "--socket", old.socketPath, "--from", "10m"]).output
        let lines = try BelfryProcess.run(["export", "--json", "--socket", old.socketPath, "--from", "10m"]).output
        #expect(table.split(separator: "\n").count == 121)
        try old.terminate()

        for (name, text) in [("history.csv", table), ("history.ndjson", lines)] {
            let new = try Self.gateway(broker)
            try new.write(text, to: name)
            let path = new.folder.appending(path: name).path
            for _ in 0..<2 {
                let answer = try BelfryProcess.run(["import", path, "--json", "--config", new.configurationPath])
                #expect(answer.status == 0, "\(answer.error)")
                #expect(answer.output.contains("\"readings\":120"), "\(answer.output)")
                #expect(answer.output.contains("\"learnt\":120"), "\(answer.output)")
            }
            try new.start()
            #expect(new.log.contains("3 series go on as they were"), "\(new.log)")
            let again = try BelfryProcess.run(["export", "--socket", new.socketPath, "--from", "10m"]).output
            #expect(again == table)
            let refused = try BelfryProcess.run(["import", path, "--config", new.configurationPath])
            #expect(refused.status == 78)
            #expect(refused.error.contains("systemctl stop belfry"), "\(refused.error)")
            // Each speaks once, and one goes on; of the others the new gateway knows that they should.
            try new.connected()
            for sensor in 0..<3 { sensors.send("city/aq-\(sensor)/no2", "23") }
            for _ in 0..<15 {
                sensors.send("city/aq-2/no2", "250")
                usleep(200_000)
            }
            try eventually("the silent ones are told; \(try new.incidents())", within: 20) {
                try new.incidents().filter { $0["kind"] as? String == "sensor_silent" }.count == 2
            }
            #expect(try new.incidents(at: "aq-2").map { $0["kind"] as? String } == ["threshold"])
            try new.terminate()
        }
    }

    @Test("A file that cannot be read says where, and what was read before stays")
    func faults() throws {
        let broker = try MosquittoProcess()
        let daemon = try Self.gateway(broker)
        let table = "timestamp,sensor,quantity,value\n2026-11-18 12:00:00,a,no2,1\n2026-11-18 12:00:10,a,no2,x\n"
        try daemon.write(table, to: "t.csv")
        let path = daemon.folder.appending(path: "t.csv").path
        func run(_ arguments: String...) throws -> (status: Int32, output: String, error: String) {
            let answer = try BelfryProcess.run(["import", path, "--config", daemon.configurationPath] + arguments)
            return (answer.status, answer.output, answer.error)
        }
        let unknown = try run()
        #expect(unknown.status == 66)
        #expect(unknown.error.contains("t.csv:2: a/no2 is not known here"), "\(unknown.error)")
        let broken = try run("--agency", "env")
        #expect(broken.status == 66)
        #expect(broken.error.contains("t.csv:3: \"x\" is not a number"), "\(broken.error)")
        try daemon.write(table.replacingOccurrences(of: ",x", with: ",3"), to: "t.csv")
        let mended = try run("--json")
        #expect(mended.status == 0, "\(mended.error)")
        #expect(mended.output.contains("\"new\":1,"), "\(mended.output)")
        try daemon.write("timestamp,value\n2099-01-01 00:00:00,1\n", to: "t.csv")
        let future = try run("--agency", "env")
        #expect(future.error.contains("t.csv:2: 2099-01-01T00:00:00Z lies in the future"), "\(future.error)")
    }
}
