// A real mosquitto on a free loopback port, in a temporary folder, ended by its process id.

public import Foundation

public final class MosquittoProcess {
    public let port: Int
    public let folder: URL
    private var process: Process?

    /// Writes the configuration; ``start()`` runs it.
    ///
    /// - Parameter settings: lines for mosquitto.conf beside listener, persistence and generous queues.
    public init(settings: [String] = ["allow_anonymous true"]) throws {
        port = try Self.freePort()
        folder = FileManager.default.temporaryDirectory.appending(path: "belfry-mqtt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = [
            // mosquitto started by root would become another user, who cannot write here.
            getuid() == 0 ? "user root" : "",
            "listener \(port) 127.0.0.1", "persistence true", "persistence_location \(folder.path)/",
            "max_queued_messages 100000", "max_inflight_messages 1000", "log_dest file \(folder.path)/log",
        ]
        try write("mosquitto.conf", (lines + settings).joined(separator: "\n") + "\n")
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A path in the broker's folder, for settings that name a file.
    public func path(_ name: String) -> String { folder.appending(path: name).path }

    public func write(_ name: String, _ text: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Adds a setting; takes effect at the next start.
    public func append(setting: String) throws {
        let configuration = try String(contentsOf: folder.appending(path: "mosquitto.conf"), encoding: .utf8)
        try write("mosquitto.conf", configuration + setting + "\n")
    }

    /// Adds a user to the file `passwords`, or gives one another password.
    public func setPassword(_ password: String, of user: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/mosquitto_passwd")
        let file = path("passwords")
        process.arguments =
            (FileManager.default.fileExists(atPath: file) ? ["-b"] : ["-c", "-b"]) + [file, user, password]
        process.standardError = FileHandle.nullDevice
        try process.runHearingSignals()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(reason: "mosquitto_passwd failed") }
    }

    /// Starts the broker and waits until it listens.
    public func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/mosquitto")
        process.arguments = ["-c", path("mosquitto.conf")]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.runHearingSignals()
        self.process = process
        for _ in 0..<500 {
            if Self.accepts(port: port) { return }
            usleep(10_000)
        }
        throw Failure(
            reason:
                "mosquitto does not listen; its log: \((try? String(contentsOfFile: path("log"), encoding: .utf8)) ?? "none")"
        )
    }

    public var processIdentifier: Int32 { process?.processIdentifier ?? -1 }

    /// Ends the broker at once.
    public func kill() { end(with: SIGKILL) }

    /// Ends the broker in good order: it writes its sessions to disk.
    public func stop() { end(with: SIGTERM) }

    private func end(with signal: Int32) {
        guard let process else { return }
        _ = Foundation.kill(process.processIdentifier, signal)
        process.waitUntilExit()
        self.process = nil
    }

    /// Why it does not run.
    public struct Failure: Error { public var reason: String }

    private static func freePort() throws -> Int {
        let listener = try LoopbackListener()
        return listener.port
    }

    private static func accepts(port: Int) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = LoopbackListener.address(port: port)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
