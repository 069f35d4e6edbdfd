import BelfryAPI
import BelfryServer
import Glibc
import Synchronization
import Testing

/// Who may act, in whose name, and who may not.
@Suite struct ActingTests {
    static let bearer = "Authorization: Bearer correct horse battery staple"
    private static let ack = "/api/v1/incidents/i-0123456789/ack"

    @Test func overTheSocketTheActorIsTheUserAtTheOtherEnd() async throws {
        let user = String(cString: try #require(getpwuid(getuid())).pointee.pw_name)
        try await TestServer.with { server in
            let answer = try await server.send("POST", Self.ack, .socket, body: #"{"reason":"seen"}"#)
            let incident = try WireCoding.decode(IncidentDocument.self, from: .init(answer.body.utf8))
            #expect(answer.status == 200)
            #expect(incident.acknowledged?.by == user)
            #expect(incident.acknowledged?.reason == "seen")
            #expect(server.city.memory.withLock { $0.actors } == [user])
        }
    }

    @Test func overTCPTheActorIsTheOwnerOfTheToken() async throws {
        try await TestServer.with { server in
            let answer = try await server.send("POST", Self.ack, headers: [Self.bearer])
            #expect(answer.status == 200)
            #expect(server.city.memory.withLock { $0.actors } == ["anna"])
        }
    }

    @Test func aNameInTheRequestIsRecordedBesideTheActor() async throws {
        try await TestServer.with { server in
            let body = #"{"reason":"pumps running","by":"night desk"}"#
            let answer = try await server.send("POST", Self.ack, headers: [Self.bearer], body: body)
            let incident = try WireCoding.decode(IncidentDocument.self, from: .init(answer.body.utf8))
            #expect(incident.acknowledged?.by == "night desk (anna)")
        }
    }

    @Test func everyVerbReachesTheDaemon() async throws {
        try await TestServer.with { server in
            for verb in ["ack", "close", "comment"] {
                let target = "/api/v1/incidents/i-0123456789/\(verb)"
                let answer = try await server.send("POST", target, .socket, body: #"{"reason":"because"}"#)
                #expect(answer.status == 200)
            }
            #expect(server.city.memory.withLock { $0.actions.map(\.verb) } == [.acknowledge, .close, .comment])
            let reload = try await server.send("POST", "/-/reload", .socket)
            #expect(reload.status == 200 && reload.body == "2 rules changed\n")
        }
    }

    @Test func quarantinedMessagesAreReadAgainInSomebodysName() async throws {
        try await TestServer.with { server in
            let target = "/api/v1/quarantine/replay"
            let answer = try await server.send("POST", target, .socket, body: #"{"topic":"acme/#","by":"Ada"}"#)
            #expect(answer.status == 200 && answer.body == #"{"messages":2,"quarantined":1,"readings":1}"#)
            #expect(server.city.memory.withLock { $0.replays } == [.init(topic: "acme/#", by: "Ada")])
            #expect(server.city.memory.withLock { $0.actors }.count == 1)
            try expectProblem(try await server.send("POST", target), 401, saying: "Bearer")
            let both = try await server.send("POST", target, .socket, body: #"{"topic":"acme/#","number":1}"#)
            try expectProblem(both, 400, saying: "give one of them")
        }
    }

    @Test func aMissingOrWrongTokenIsRefused() async throws {
        try await TestServer.with { server in
            let missing = try await server.send("POST", Self.ack)
            try expectProblem(missing, 401, saying: "Bearer")
            #expect(missing.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
            let wrong = try await server.send("POST", Self.ack, headers: ["Authorization: Bearer wrong"])
            try expectProblem(wrong, 401, saying: "not known")
            try expectProblem(try await server.send("POST", Self.ack, headers: ["Authorization: Basic YTpi"]), 401)
            #expect(server.city.memory.withLock { $0.actions }.isEmpty)
        }
    }

    @Test func withoutTokensOnlyTheSocketActs() async throws {
        try await TestServer.with {
            $0.tokens = []
        } _: { server in
            try expectProblem(try await server.send("POST", Self.ack, headers: [Self.bearer]), 401, saying: "socket")
            #expect(try await server.send("POST", Self.ack, .socket).status == 200)
        }
    }

    @Test func guessingIsSlow() async throws {
        try await TestServer.with {
            $0.limits.wrongTokensPerMinute = 3
        } _: { server in
            for _ in 0..<3 {
                let wrong = try await server.send("POST", Self.ack, headers: ["Authorization: Bearer guess"])
                #expect(wrong.status == 401)
            }
            let locked = try await server.send("POST", Self.ack, headers: [Self.bearer])
            try expectProblem(locked, 429, saying: "too many")
            #expect(locked.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
            // Reading and the local socket go on.
            #expect(try await server.get("/status").status == 200)
            #expect(try await server.send("POST", Self.ack, .socket).status == 200)
        }
    }

    @Test(arguments: [
        ["Origin: http://evil.example"], ["Origin: null"], ["Origin: http://127.0.0.1:9999"],
        ["Sec-Fetch-Site: cross-site"], ["Sec-Fetch-Site: same-site"],
        ["Origin: http://evil.example", "Sec-Fetch-Site: same-origin"],
    ])
    func aForeignPageMayNotAct(headers: [String]) async throws {
        try await TestServer.with { server in
            for way in TestServer.Way.allCases {
                let answer = try await server.send("POST", Self.ack, way, headers: headers + [Self.bearer])
                try expectProblem(answer, 403, saying: "http.allowed_origins")
            }
            try expectProblem(try await server.send("POST", "/-/reload", headers: headers + [Self.bearer]), 403)
            #expect(server.city.memory.withLock { $0.actions.isEmpty && $0.reloads == 0 })
        }
    }

    @Test func ourOwnAndAllowedPagesMayAct() async throws {
        try await TestServer.with {
            $0.allowedOrigins = ["https://belfry.example"]
        } _: { server in
            let own = ["Host: 127.0.0.1:\(server.port)", "Origin: http://127.0.0.1:\(server.port)", Self.bearer]
            let fromOwn = try await server.send("POST", Self.ack, headers: own)
            #expect(fromOwn.status == 200)
            let allowed = ["Host: belfry.example", "Origin: https://belfry.example", Self.bearer]
            let fromAllowed = try await server.send("POST", Self.ack, headers: allowed)
            #expect(fromAllowed.status == 200)
        }
    }

    @Test func aNameThatWasPointedAtUsReadsNothing() async throws {
        try await TestServer.with { server in
            try expectProblem(try await server.get("/status", headers: ["Host: evil.example"]), 421)
            #expect(try await server.get("/status", headers: ["Host: localhost:\(server.port)"]).status == 200)
            #expect(try await server.get("/status", headers: ["Host: [::1]"]).status == 200)
            #expect(try await server.get("/status", .socket, headers: ["Host: belfry"]).status == 200)
        }
    }

    @Test func aBodyThatMakesNoSenseIsRefused() async throws {
        try await TestServer.with { server in
            func ack(_ body: String, _ headers: [String] = []) async throws -> HTTPAnswer {
                try await server.send("POST", Self.ack, .socket, headers: headers, body: body)
            }
            try expectProblem(try await ack("{"), 400)
            try expectProblem(try await ack("[1,2]"), 400)
            try expectProblem(try await ack(#"{"reason":7}"#), 400)
            try expectProblem(try await ack(String(repeating: "[", count: 60_000)), 400)
            try expectProblem(try await ack(#"{"reason":""# + String(repeating: "x", count: 1_001) + #""}"#), 400)
            try expectProblem(try await ack("{}", ["Content-Type: text/plain"]), 415)
            let comment = "/api/v1/incidents/i-0123456789/comment"
            try expectProblem(try await server.send("POST", comment, .socket), 400, saying: "comment")
            #expect(server.city.memory.withLock { $0.actions }.isEmpty)
        }
    }

    @Test func whatTheDaemonRefusesReachesTheClient() async throws {
        try await TestServer.with { server in
            server.city.memory.withLock { $0.fault = .conflict("closing an active incident needs a reason") }
            let close = "/api/v1/incidents/i-0123456789/close"
            try expectProblem(try await server.send("POST", close, .socket), 409, saying: "needs a reason")
            server.city.memory.withLock { $0.fault = .unprocessable("belfry.yaml:3:7: unknown key") }
            try expectProblem(try await server.send("POST", "/-/reload", .socket), 422, saying: "belfry.yaml:3:7")
        }
    }

    @Test func aBodyThatIsCutShortDoesNothing() async throws {
        try await TestServer.with { server in
            let client = try server.client(.socket)
            try await client.send("POST \(Self.ack) HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\n")
            client.finishSending()
            _ = try? await client.readToEnd()
            #expect(try await server.get("/status").status == 200)
            #expect(server.city.memory.withLock { $0.actions }.isEmpty)
        }
    }
}
