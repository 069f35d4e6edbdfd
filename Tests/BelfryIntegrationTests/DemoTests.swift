// The demo is the whole house on one machine: what it makes happen is known, so what Belfry says can be held to it.

import BelfryTestSupport
import Foundation
import Testing

@Suite("The demo", .serialized)
struct DemoTests {
    @Test("reports each injected event with where, since when, how bad, why and how fast, and leaves nothing behind")
    func everyEventIsReported() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-demo-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try BelfryProcess.run(
            ["demo", "--until-detected", "--json", "--seed", "7"],
            environment: ["TMPDIR": folder.path, "BELFRY_SHARE": Self.configurationFolder.path]
        )
        #expect(result.status == 0, "\(result.error)")

        let reports = try result.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let told = reports.map { "\($0["kind"] ?? "") \($0["finding_kind"] ?? "")" }
        #expect(
            Set(told) == [
                "traffic_crash traffic_incident", "air_exceedance air_limit", "flood flood",
                "crowd_surge crowd_density",
                "fire possible_fire", "bang acoustic_event", "pile_driving vibration", "dead_sensor sensor_silent",
                "stuck_sensor sensor_stuck",
            ]
        )
        #expect(told.count == 9)
        for report in reports {
            let seconds = try #require(report["seconds_from_injection"] as? Double)
            #expect((0...120).contains(seconds), "\(report)")
            #expect(!(report["place"] as? String ?? "").isEmpty)
            #expect(!(report["since"] as? String ?? "").isEmpty)
            #expect(["warning", "minor", "major", "critical"].contains(report["severity"] as? String ?? ""))
            #expect(!(report["evidence"] as? [Any] ?? []).isEmpty)
            #expect((report["incident"] as? String ?? "").hasPrefix("i-"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "files are left behind")
        #expect(Self.processes(mentioning: folder.path).isEmpty, "processes are left behind")
    }

    @Test("ends by Ctrl-C without a process or a file left")
    func interruptionCleansUp() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-demo-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let demo = Process()
        demo.executableURL = BelfryProcess.executable
        demo.arguments = ["demo"]
        demo.environment = ProcessInfo.processInfo.environment.merging(
            ["TMPDIR": folder.path, "BELFRY_SHARE": Self.configurationFolder.path]
        ) { $1 }
        demo.standardOutput = FileHandle.nullDevice
        demo.standardError = FileHandle.nullDevice
        try demo.run()
        try eventually("the demo's daemon runs", within: 60) {
            !Self.processes(mentioning: folder.path).filter { $0.contains(" run ") }.isEmpty
        }
        sleep(3)
        let ledger = try BelfryProcess.balancedLedger(of: Self.status(ofDemoIn: folder))
        #expect(ledger["received"] ?? 0 > 100, "\(ledger)")
        let check = try BelfryProcess.run(["check", "--config", Self.configuration(ofDemoIn: folder)])
        #expect(check.status == 0, "its configuration is for whoever asks: \(check.output) \(check.error)")
        kill(demo.processIdentifier, SIGINT)
        demo.waitUntilExit()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "files are left behind")
        #expect(Self.processes(mentioning: folder.path).isEmpty, "processes are left behind")
    }

    private static func configuration(ofDemoIn folder: URL) throws -> String {
        try self.folder(ofDemoIn: folder).appending(path: "belfry.yaml").path
    }

    private static func folder(ofDemoIn folder: URL) throws -> URL {
        folder.appending(path: try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first))
    }

    /// What the demo's daemon says of itself over its local socket.
    private static func status(ofDemoIn folder: URL) throws -> [String: Any] {
        let socket = try self.folder(ofDemoIn: folder).appending(path: "belfry.sock").path
        let answer = try BelfryProcess.run(["status", "--json", "--socket", socket])
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        return try #require(object, "\(answer.error)")
    }

    /// `Config` of the source tree.
    private static var configurationFolder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Config")
    }

    /// The command lines of processes that name a text.
    private static func processes(mentioning text: String) -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.filter { Int($0) != nil }.compactMap { entry in
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline") else { return nil }
            let line = String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
            return line.contains(text) ? line : nil
        }
    }
}
