import BelfryAPI
import BelfryServer
import Glibc
import Logging
import ServiceLifecycle
import Testing

/// A real server on a free loopback port and a socket in a temporary folder, for as long as one test runs.
struct TestServer: Sendable {
    /// Which way a request goes in.
    enum Way: CaseIterable, Sendable {
        case network
        case socket
    }

    let city: FakeCity
    let hub: EventHub
    let port: Int
    let socketPath: String

    static let token = Token(name: "anna", secret: "correct horse battery staple")

    /// Starts a server, lets `body` use it, and stops it gracefully.
    static func with(
        _ change: (inout ServerConfiguration) -> Void = { _ in },
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let folder = try temporaryFolder()
        defer { removeFolder(folder) }
        var configuration = ServerConfiguration(
            listen: ListenAddress(host: "127.0.0.1", port: 0),
            socketPath: folder + "/belfry.sock",
            tokens: [token]
        )
        // A busy machine must not look like a slow client, nor a passing status like the event that a test waits for.
        configuration.limits.headSeconds = 60
        configuration.limits.querySeconds = 60
        configuration.limits.statusSeconds = 3_600
        change(&configuration)
        let city = FakeCity()
        let hub = EventHub(startingAt: FakeCity.now, limits: configuration.limits)
        let (ports, listening) = AsyncStream.makeStream(of: Int?.self)
        let service = makeServer(
            configuration: configuration,
            sources: city.sources,
            events: hub,
            logger: quietLogger,
            onListening: { listening.yield($0) }
        )
        let group = ServiceGroup(services: [service], logger: quietLogger)
        let running = Task {
            defer { listening.finish() }
            try await group.run()
        }
        var port = 0
        var open = 0
        for await found in ports {
            port = found ?? port
            open += 1
            if open == (configuration.listen == nil ? 0 : 1) + (configuration.socketPath == nil ? 0 : 1) { break }
        }
        let server = TestServer(city: city, hub: hub, port: port, socketPath: configuration.socketPath ?? "")
        do {
            try await body(server)
        } catch {
            await group.triggerGracefulShutdown()
            try? await running.value
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running.value
    }

    static var quietLogger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    static func temporaryFolder() throws -> String {
        var template = Array("/tmp/belfry-server-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func removeFolder(_ folder: String) {
        unlink(folder + "/belfry.sock")
        rmdir(folder)
    }

    func client(_ way: Way = .network) throws -> RawClient {
        switch way {
        case .network: try RawClient(port: port)
        case .socket: try RawClient(socketPath: socketPath)
        }
    }

    /// One request on a connection of its own.
    func send(
        _ method: String,
        _ target: String,
        _ way: Way = .network,
        headers: [String] = [],
        body: String? = nil
    ) async throws -> HTTPAnswer {
        let client = try client(way)
        try await client.send(Self.request(method, target, headers: headers, body: body))
        return try await client.readAnswer(hasBody: method != "HEAD")
    }

    func get(_ target: String, _ way: Way = .network, headers: [String] = []) async throws -> HTTPAnswer {
        try await send("GET", target, way, headers: headers)
    }

    func get<Document: Decodable>(_ type: Document.Type, _ target: String) async throws -> Document {
        let answer = try await get(target)
        #expect(answer.status == 200, "\(answer.body)")
        return try WireCoding.decode(type, from: .init(answer.body.utf8))
    }

    static func request(_ method: String, _ target: String, headers: [String] = [], body: String? = nil) -> String {
        var lines = ["\(method) \(target) HTTP/1.1"]
        if !headers.contains(where: { $0.lowercased().hasPrefix("host:") }) { lines.append("Host: 127.0.0.1") }
        lines += headers
        if let body {
            lines.append("Content-Length: \(body.utf8.count)")
            if !headers.contains(where: { $0.lowercased().hasPrefix("content-type:") }) {
                lines.append("Content-Type: application/json")
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }
}

/// Whether an answer is a problem document of this status that says something.
func expectProblem(
    _ answer: HTTPAnswer,
    _ status: Int,
    saying text: String = "",
    at place: SourceLocation = #_sourceLocation
) throws {
    #expect(answer.status == status, "\(answer.body)", sourceLocation: place)
    #expect(answer.headers["content-type"] == "application/problem+json", sourceLocation: place)
    let problem = try WireCoding.decode(ProblemDocument.self, from: .init(answer.body.utf8))
    #expect(problem.status == status, sourceLocation: place)
    #expect(problem.detail.contains(text), "\(problem.detail)", sourceLocation: place)
    #expect(!problem.detail.isEmpty && !problem.title.isEmpty, sourceLocation: place)
}
