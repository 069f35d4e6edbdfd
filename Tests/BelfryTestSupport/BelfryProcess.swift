// A real daemon from the build folder, with a configuration and a state folder of its own.

public import Foundation

/// `belfry run` as a process; ended by its process id.
public final class BelfryProcess {
    /// Where the configuration, the database, the socket and the log are.
    public let folder: URL
    public let httpPort: Int
    /// The database file, in the folder or where the test put it.
    public let databasePath: String
    /// The file that acknowledgements wait for.
    public var journalPath: String { databasePath + ".journal" }
    private let configuration: URL
    private let environment: [String: String]
    private var process: Process?

    /// Prepares a daemon; ``start()`` runs it.
    ///
    /// - Parameters:
    ///   - yaml: the configuration without `store` and `http`, which point into the folder.
    ///   - storeFolder: where the database is; the daemon's own folder where nil.
    ///   - files: further files by their path under the folder.
    public init(
        yaml: String,
        storeFolder: URL? = nil,
        files: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "belfry-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        httpPort = try LoopbackListener().port
        self.environment = environment
        configuration = folder.appending(path: "belfry.yaml")
        databasePath = (storeFolder ?? folder).path + "/belfry.db"
        let text = """
            store: { path: \(databasePath) }
            http: { listen: 127.0.0.1:\(httpPort), socket: \(folder.path)/belfry.sock }

            """
        try (text + yaml).write(to: configuration, atomically: true, encoding: .utf8)
        for (name, content) in files { try write(content, to: name) }
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    public var socketPath: String { folder.appending(path: "belfry.sock").path }
    public var configurationPath: String { configuration.path }
    /// What the daemon wrote to standard error so far.
    public var log: String { (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? "" }
    public var processIdentifier: Int32 { process?.processIdentifier ?? -1 }
    public var isRunning: Bool { process?.isRunning ?? false }

    /// Writes a file under the folder, of mode 0600.
    public func write(_ content: String, to name: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    /// Rewrites the configuration file by a change of its text.
    public func rewriteConfiguration(_ change: (String) -> String) throws {
        let text = try String(contentsOf: configuration, encoding: .utf8)
        try change(text).write(to: configuration, atomically: true, encoding: .utf8)
    }

    /// Starts the daemon; returns at once.
    public func launch(arguments: [String] = []) throws {
        let log = folder.appending(path: "log")
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["run", "--config", configuration.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.runHearingSignals()
        self.process = process
    }

    /// Starts the daemon and waits until it says that it is ready.
    public func start(arguments: [String] = []) throws {
        try launch(arguments: arguments)
        try waitUntilReady()
    }

    /// Waits until a launched daemon says that it is ready.
    public func waitUntilReady() throws {
        try eventually("the daemon is ready; its log: \(log)", within: 60) {
            guard isRunning else { throw Failure(reason: "the daemon ended: \(log)") }
            return (try? get("/-/ready"))?.status == 200
        }
    }

    /// Ends it at once, as the kernel would.
    public func kill() { end(with: SIGKILL) }

    /// Ends it in order and returns its exit status; its ledger has to balance until then.
    @discardableResult
    public func terminate() throws -> Int32 {
        if isRunning { _ = try ledger() }
        return end(with: SIGTERM)
    }

    /// Sends a signal without waiting.
    public func signal(_ number: Int32) {
        if let process { _ = Foundation.kill(process.processIdentifier, number) }
    }

    /// Stops every thread where it is, as a processor does that has no power; only ``kill()`` helps.
    ///
    /// A thread that waits for the disk comes no further than the end of its system call.
    public func freeze() throws {
        signal(SIGSTOP)
        let tasks = "/proc/\(processIdentifier)/task"
        try eventually("every thread stands still", within: 10) {
            try FileManager.default.contentsOfDirectory(atPath: tasks).allSatisfy { task in
                let status = try String(contentsOfFile: "\(tasks)/\(task)/stat", encoding: .utf8)
                // "1234 (name) T …"; the name may hold anything.
                let state = status[(status.lastIndex(of: ")") ?? status.startIndex)...].dropFirst(2).first
                return state == "T" || state == "D"
            }
        }
    }

    /// Waits until it has ended by itself and returns its exit status.
    public func wait() -> Int32 {
        guard let process else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Waits until it has ended by itself and returns its exit status; one that lives on is an error.
    public func ended(within seconds: Double) throws -> Int32 {
        try eventually("the daemon ends; its log: \(log)", within: seconds) { !isRunning }
        return wait()
    }

    @discardableResult
    private func end(with signal: Int32) -> Int32 {
        guard let process else { return -1 }
        _ = Foundation.kill(process.processIdentifier, signal)
        process.waitUntilExit()
        self.process = nil
        return process.terminationStatus
    }

    public struct Failure: Error, CustomStringConvertible {
        public var reason: String
        public var description: String { reason }

        public init(reason: String) {
            self.reason = reason
        }
    }

    /// The executable beside the test bundle.
    public static var executable: URL {
        let runner = URL(fileURLWithPath: CommandLine.arguments[0])
        var folder = runner.deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "belfry")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
                return candidate
            }
            folder.deleteLastPathComponent()
        }
        return URL(fileURLWithPath: "/usr/bin/belfry")
    }
}
