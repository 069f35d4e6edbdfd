import BelfryServer
import Synchronization
import Testing

/// Clients that are slow, many, or make no sense: each gets a clear answer, and the others notice nothing.
@Suite struct HostileClientTests {
    @Test func unknownPathsAndMethodsAreProblems() async throws {
        try await TestServer.with { server in
            try expectProblem(try await server.get("/nothing"), 404, saying: "openapi.json")
            try expectProblem(try await server.get("/api/v1/incidents/"), 404)
            try expectProblem(try await server.get("/../../etc/passwd"), 404)
            let wrong = try await server.send("DELETE", "/status")
            try expectProblem(wrong, 405, saying: "GET")
            #expect(wrong.headers["allow"] == "GET, HEAD")
            let acting = try await server.get("/api/v1/incidents/i-0123456789/ack")
            try expectProblem(acting, 405)
            #expect(acting.headers["allow"] == "POST")
        }
    }

    @Test(arguments: [
        "rubbish\r\n\r\n", "GET /status HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        "GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\nBad Header\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}",
        "POST /-/reload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /-/reload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /-/reload HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func whatIsNoHTTPIsABadRequest(text: String) async throws {
        try await TestServer.with { server in
            let client = try server.client()
            try await client.send(text)
            let answer = try await client.readAnswer()
            #expect((400..<500).contains(answer.status), "\(answer)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            client.finishSending()
            _ = try await client.readToEnd()
            #expect(server.city.memory.withLock { $0.reloads } == 0)
        }
    }

    @Test func whatIsTooLongIsRefused() async throws {
        try await TestServer.with { server in
            let long = String(repeating: "x", count: 9_000)
            try expectProblem(try await server.get("/api/v1/incidents/\(long)"), 414)
            let header = try await server.get("/status", headers: ["X-Long: " + String(repeating: "x", count: 20_000)])
            try expectProblem(header, 431)
            let many = (0..<100).map { "X-\($0): 1" }
            try expectProblem(try await server.get("/status", headers: many), 431)
            // A megabyte of path is thrown away as it comes.
            let client = try server.client()
            try await client.send("GET /" + String(repeating: "a", count: 1 << 20) + " HTTP/1.1\r\nHost: a\r\n\r\n")
            try expectProblem(try await client.readAnswer(), 431)
        }
    }

    @Test func aLargeBodyIsRefusedWhetherAnnouncedOrNot() async throws {
        try await TestServer.with { server in
            let target = "/api/v1/incidents/i-0123456789/ack"
            let body = String(repeating: " ", count: 70_000)
            try expectProblem(try await server.send("POST", target, .socket, body: body), 413)
            let client = try server.client(.socket)
            try await client.send("POST \(target) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            try await client.send("11170\r\n" + body + "\r\n")
            try expectProblem(try await client.readAnswer(), 413)
            _ = try await client.readToEnd()
            #expect(server.city.memory.withLock { $0.actions }.isEmpty)
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await TestServer.with { server in
            let client = try server.client()
            let pair = TestServer.request("GET", "/-/healthy") + TestServer.request("GET", "/nothing")
            try await client.send(String(repeating: pair, count: 200))
            for _ in 0..<200 {
                #expect(try await client.readAnswer().status == 200)
                #expect(try await client.readAnswer().status == 404)
            }
        }
    }

    @Test func aSlowHeaderIsClosed() async throws {
        try await TestServer.with {
            $0.limits.headSeconds = 0.2
        } _: { server in
            let client = try server.client()
            try await client.send("GET /status HTTP/1.1\r\nHost:")
            #expect(try await client.readToEnd() == "")
        }
    }

    @Test func aSlowBodyIsToldSo() async throws {
        try await TestServer.with {
            $0.limits.bodySeconds = 0.2
        } _: { server in
            let client = try server.client(.socket)
            try await client.send("POST /-/reload HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
            try expectProblem(try await client.readAnswer(), 408)
            #expect(server.city.memory.withLock { $0.reloads } == 0)
        }
    }

    @Test func aCrowdOfSlowClientsKeepsNobodyOut() async throws {
        try await TestServer.with {
            $0.limits.connections = 8
        } _: { server in
            var crowd: [RawClient] = []
            for _ in 0..<40 {
                let client = try server.client()
                try await client.send("GET /status HTTP/1.1\r\nX-Slow: ")
                crowd.append(client)
                #expect(try await server.get("/-/healthy").status == 200)
            }
            // Bodies that never end are no better a seat than headers that never end.
            for _ in 0..<40 {
                let client = try server.client()
                let head = "POST /-/reload HTTP/1.1\r\nHost: 127.0.0.1\r\n\(ActingTests.bearer)\r\n"
                try await client.send(head + "Content-Length: 100\r\n\r\n{")
                crowd.append(client)
                #expect(try await server.get("/-/healthy").status == 200)
            }
            #expect(try await server.send("POST", "/-/reload", .socket).status == 200)
            let metrics = try await server.get("/metrics").body
            #expect(!metrics.contains("belfry_http_connections_crowded_out_total 0\n"))
            #expect(crowd.count == 80)
        }
    }

    @Test func stoppingDoesNotWaitForIdleConnections() async throws {
        nonisolated(unsafe) var idle: RawClient?
        try await TestServer.with { server in
            idle = try server.client()
            try await idle?.send(TestServer.request("GET", "/-/healthy"))
            #expect(try await idle?.readAnswer().status == 200)
        }
        #expect(try await idle?.readToEnd() == "")
    }
}
