import BelfryDetection
import Foundation
import Testing

@testable import BelfryDaemon

/// What operators told of their days, as scenarios.
///
/// Each file opens with their words. `belfry test Tests/Stories` runs the same.
@Suite("Operators' stories")
struct StoryTests {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Stories").path()

    static var files: [RuleTestFile] { RuleTestFile.files(of: folder) }

    @Test("A story comes out as its operator wants it", arguments: files.map(\.path))
    func story(path: String) throws {
        for test in try RuleTestFile(path: path).tests(environment: [:]) {
            let result = try test.run()
            for difference in result.differences { Issue.record("\(test.name): \(difference.text)") }
        }
    }

    @Test("Every story that can be told in readings is there")
    func stories() {
        let names = Self.files.compactMap { $0.path.split(separator: "/").last?.prefix(2) }
        #expect(names.sorted() == ["01", "04", "05", "06", "07", "08", "09", "11"])
    }
}
