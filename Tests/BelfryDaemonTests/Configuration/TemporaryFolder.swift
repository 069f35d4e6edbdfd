import Foundation

@testable import BelfryDaemon

/// A folder of a test's own, gone when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "belfry-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, and the folders above it.
    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path())
        return file.path()
    }

    /// Loads `belfry.yaml` of this folder.
    func load(
        environment: [String: String] = [:],
        secrets: SecretPolicy = .required
    ) throws(ConfigurationFaults) -> Configuration {
        try Configuration.load(path: "\(path)/belfry.yaml", environment: environment, secrets: secrets)
    }
}

/// Loads one text as `belfry.yaml` in a folder of its own.
func load(_ yaml: String, environment: [String: String] = [:]) throws -> Configuration {
    let folder = try TemporaryFolder()
    try folder.write(yaml, to: "belfry.yaml")
    return try folder.load(environment: environment)
}
