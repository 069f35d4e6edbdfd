import BelfryAPI
import BelfryServer
import Synchronization
import Testing

@Suite struct StatusTests {
    @Test func theTagOutlivesThePassingOfTime() async throws {
        try await TestServer.with { server in
            let first = try await server.get("/status")
            let tag = try #require(first.headers["etag"])
            server.city.memory.withLock {
                $0.status.now = "2026-11-23T06:00:00Z"
                $0.status.uptimeSeconds += 60
                $0.status.ingest.messagesPerSecond = 99
                $0.status.ingest.lastMessageAgeSeconds = 3
                $0.status.store.readings += 1_000
            }
            let second = try await server.get("/status", headers: ["If-None-Match: \(tag)"])
            #expect(second.status == 304)
            #expect(second.headers["etag"] == tag)
            let third = try await server.get("/status")
            #expect(third.status == 200 && third.body != first.body)
        }
    }

    @Test func theTagChangesWithTheGatewaysCondition() async throws {
        let changes: [@Sendable (inout StatusDocument) -> Void] = [
            { $0.status = "degraded" }, { $0.reasons = ["broker city is away"] }, { $0.store.state = "full" },
            { $0.ingest.brokers[0].connected = false }, { $0.ingest.ledger.balanced = false },
            { $0.sensors.silent += 1 }, { $0.incidents.open += 1 }, { $0.domains["safety"]?.openIncidents = 2 },
        ]
        for change in changes {
            try await TestServer.with { server in
                let tag = try #require(try await server.get("/status").headers["etag"])
                server.city.memory.withLock { change(&$0.status) }
                let answer = try await server.get("/status", headers: ["If-None-Match: \"other\", \(tag)"])
                #expect(answer.status == 200)
                #expect(answer.headers["etag"] != tag)
            }
        }
    }

    @Test func theDocumentHasTheKeysOfTheInterface() async throws {
        try await TestServer.with { server in
            let answer = try await server.get("/status")
            #expect(try WireCoding.decode(StatusDocument.self, from: .init(answer.body.utf8)) == FakeCity.calmStatus)
            for key in [
                "\"uptime_seconds\":", "\"last_message_age_seconds\":null", "\"in_flight\":1", "\"p50\":null",
                "\"by_severity\":{", "\"never_seen\":", "\"bytes_written_per_reading\":null", "\"balanced\":true",
            ] { #expect(answer.body.contains(key), "\(key)") }
            #expect(answer.headers["cache-control"] == "no-store")
        }
    }

    @Test func anOddNumberCostsOneFieldAndNotTheDocument() async throws {
        try await TestServer.with { server in
            server.city.memory.withLock { $0.status.ingest.messagesPerSecond = .nan }
            let status = try await server.get(StatusDocument.self, "/status")
            #expect(status.ingest.messagesPerSecond.isNaN)
        }
    }
}
