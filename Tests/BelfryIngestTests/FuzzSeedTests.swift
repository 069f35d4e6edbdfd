import BelfryIngest
import BelfryModel
import Foundation
import Testing

/// What the fuzzer starts from: messages of our own for every format, which have to get beyond its first line.
@Suite struct FuzzSeedTests {
    private static let folder: URL? = {
        var parent = URL(filePath: #filePath)
        while parent.path != "/" {
            parent.deleteLastPathComponent()
            let folder = parent.appending(path: "Tests/Fuzz/Seeds")
            if FileManager.default.fileExists(atPath: folder.path) { return folder }
        }
        return nil
    }()

    @Test(arguments: PayloadFormat.allCases) func everyFormatHasSeedsThatItReads(_ format: PayloadFormat) throws {
        let folder = try #require(Self.folder).appending(path: format.name)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let outcomes = try files.map { Self.outcome(of: Array(try Data(contentsOf: $0)), format) }
        #expect(outcomes.contains(format == .homeAssistant ? .metadata : .readings))
    }

    private static func outcome(of seed: [UInt8], _ format: PayloadFormat) -> Outcome? {
        guard let end = seed.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let template = format == .value ? "city/{agency}/{zone}/{domain}/{sensor}/{quantity}" : "#"
        let mapping = try? JSONMapping(
            sensor: .pointer(pointer("/dev/id")),
            readings: [JSONMapping.Value(quantity: Quantity("no2"), pointer: pointer("/gas/no2"))],
            foreach: pointer("/list")
        )
        let scene = Scene(Subscription(template: filter(template), format: format, mapping: mapping))
        // Sparkplug's seeds are several messages, each with its length in two bytes.
        let start = format == .sparkplug ? end + 3 : end + 1
        let length = format == .sparkplug ? Int(seed[end + 1]) << 8 | Int(seed[end + 2]) : seed.count - start
        let topic = String(decoding: seed[..<end], as: UTF8.self)
        return scene.decode(topic, Array(seed[start..<start + length])).outcome
    }
}
