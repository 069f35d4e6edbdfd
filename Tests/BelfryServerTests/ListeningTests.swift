import Glibc
import Logging
import ServiceLifecycle
import Testing

@testable import BelfryServer

/// Taking an address, and saying why not.
@Suite struct ListeningTests {
    @Test func addressesAreReadAsTheConfigurationWritesThem() {
        #expect(ListenAddress("127.0.0.1:8480") == ListenAddress(host: "127.0.0.1", port: 8480))
        #expect(ListenAddress("[::1]:0") == ListenAddress(host: "::1", port: 0))
        #expect(ListenAddress("localhost:80")?.description == "localhost:80")
        #expect(ListenAddress("[::1]:80")?.description == "[::1]:80")
        for broken in ["", ":80", "8480", "127.0.0.1", "::1:80", "a:65536", "a:-1", "a:x"] {
            #expect(ListenAddress(broken) == nil, "\(broken)")
        }
    }

    @Test func theSocketIsOpenToItsGroupAndGoneAfterwards() async throws {
        nonisolated(unsafe) var path = ""
        try await TestServer.with { server in
            path = server.socketPath
            var information = stat()
            #expect(stat(path, &information) == 0)
            #expect(information.st_mode & 0o777 == 0o660)
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test func aSocketThatNobodyListensOnIsTakenOver() async throws {
        let folder = try TestServer.temporaryFolder()
        defer { TestServer.removeFolder(folder) }
        let path = folder + "/belfry.sock"
        try Self.leaveSocketBehind(path)
        try LocalSocket(path: path).makeRoom()
        #expect(access(path, F_OK) != 0)
    }

    @Test func aSocketInUseIsLeftAlone() async throws {
        try await TestServer.with { server in
            let other = LocalSocket(path: server.socketPath)
            #expect(throws: ServerError.self) { try other.makeRoom() }
            other.remove()
            let answer = try await server.get("/-/healthy", .socket)
            #expect(answer.status == 200)
        }
    }

    @Test func aFileThatIsNoSocketIsNeverRemoved() throws {
        let folder = try TestServer.temporaryFolder()
        let path = folder + "/belfry.sock"
        defer { TestServer.removeFolder(folder) }
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        let error = try #require(throws: ServerError.self) { try LocalSocket(path: path).makeRoom() }
        #expect("\(error)".contains("not a socket"))
        #expect(access(path, F_OK) == 0)
        let long = LocalSocket(path: "/tmp/" + String(repeating: "x", count: 200))
        #expect(throws: ServerError.self) { try long.makeRoom() }
    }

    @Test func aPortInUseStopsTheServerWithAReason() async throws {
        try await TestServer.with { server in
            let second = makeServer(
                configuration: ServerConfiguration(listen: ListenAddress(host: "127.0.0.1", port: server.port)),
                sources: FakeCity().sources,
                events: EventHub(startingAt: FakeCity.now),
                logger: TestServer.quietLogger
            )
            let error = await #expect(throws: ServerError.self) { try await second.run() }
            #expect("\(error as Any)".contains("127.0.0.1:\(server.port)"))
            let answer = try await server.get("/-/healthy")
            #expect(answer.status == 200)
        }
    }

    /// Binds and closes without unlinking, as a killed daemon does.
    private static func leaveSocketBehind(_ path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(status == 0)
        close(descriptor)
    }
}
