public import Foundation
import Glibc

extension BelfryProcess {
    /// One answer of the daemon.
    public struct Answer: Sendable {
        public var status: Int
        public var headers: [String: String]
        public var body: Data

        public var text: String { String(decoding: body, as: UTF8.self) }
        /// The body as a JSON object; empty where it is none.
        public var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }
    }

    /// Asks the daemon over TCP.
    public func get(_ path: String, headers: [String: String] = [:]) throws -> Answer {
        try ask("GET", path, headers: headers, body: nil)
    }

    /// Posts JSON to the daemon, over TCP or over its local socket, where this user may act.
    public func post(
        _ path: String,
        _ json: String,
        headers: [String: String] = [:],
        isLocal: Bool = false
    ) throws -> Answer {
        try ask("POST", path, headers: headers, body: json, isLocal: isLocal)
    }

    private func ask(
        _ method: String,
        _ path: String,
        headers: [String: String],
        body: String?,
        isLocal: Bool = false
    ) throws -> Answer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(httpPort)", "Connection: close"]
        lines += headers.map { "\($0.key): \($0.value)" }
        if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        let bytes = try exchange(
            Data((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8),
            isLocal: isLocal
        )
        guard let split = bytes.range(of: Data("\r\n\r\n".utf8)) else {
            throw Failure(reason: "no answer to \(method) \(path)")
        }
        let head = String(decoding: bytes[..<split.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var fields: [String: String] = [:]
        for line in head.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 {
                fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        let status = head.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
        return Answer(status: status, headers: fields, body: Data(bytes[split.upperBound...]))
    }

    /// Sends a request and reads until the daemon closes the connection.
    private func exchange(_ request: Data, isLocal: Bool) throws -> Data {
        let descriptor = socket(isLocal ? AF_UNIX : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard isLocal ? connectLocally(descriptor) : connectOverTCP(descriptor) else {
            throw Failure(reason: "nobody listens on \(isLocal ? socketPath : "port \(httpPort)")")
        }
        _ = request.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return answer }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    private func connectOverTCP(_ descriptor: Int32) -> Bool {
        var address = LoopbackListener.address(port: httpPort)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func connectLocally(_ descriptor: Int32) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// Runs another verb of the executable and returns its exit status and output.
    public func run(_ arguments: [String], input: Data? = nil) throws -> (status: Int32, output: String, error: String)
    {
        try Self.run(arguments, input: input)
    }

    /// Runs a verb of the executable.
    public static func run(
        _ arguments: [String],
        input: Data? = nil,
        environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-verb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ content: Data = Data()) throws -> URL {
            let url = folder.appending(path: name)
            try content.write(to: url)
            return url
        }
        let output = try file("out")
        let error = try file("err")
        process.standardInput = try FileHandle(forReadingFrom: file("in", input ?? Data()))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: error)
        try process.runHearingSignals()
        process.waitUntilExit()
        return (
            process.terminationStatus,
            String(decoding: try Data(contentsOf: output), as: UTF8.self),
            String(decoding: try Data(contentsOf: error), as: UTF8.self)
        )
    }
}
