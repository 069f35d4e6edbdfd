import BelfryAPI
import BelfryIncidents
import BelfryModel
import BelfryServer
import Glibc
import Testing

/// The live stream over a real connection.
@Suite struct EventStreamTests {
    /// One event as a client sees it.
    private struct Event {
        var id: UInt64?
        var name = ""
        var data = ""
    }

    private static func open(_ server: TestServer, after id: UInt64? = nil) async throws -> RawClient {
        let client = try server.client()
        let resume = id.map { ["Last-Event-ID: \($0)"] } ?? []
        try await client.send(TestServer.request("GET", "/events", headers: resume))
        let head = try await client.readHead()
        #expect(head.status == 200)
        #expect(head.headers["content-type"] == "text/event-stream; charset=utf-8")
        #expect(head.headers["cache-control"] == "no-store")
        _ = try await client.read(upTo: ": belfry\n\n")
        return client
    }

    private static func next(_ client: RawClient) async throws -> Event {
        while true {
            let block = try await client.read(upTo: "\n\n")
            var event = Event()
            // Chunk sizes of the transfer coding stand on lines of their own between the fields.
            for line in block.split(whereSeparator: \.isNewline) {
                if line.hasPrefix("id: ") { event.id = UInt64(line.dropFirst(4)) }
                if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
                if line.hasPrefix("data: ") { event.data += line.dropFirst(6) }
            }
            if !event.name.isEmpty { return event }
        }
    }

    @Test func eventsComeInOrderWithGrowingNumbers() async throws {
        try await TestServer.with { server in
            let client = try await Self.open(server)
            server.hub.publish(FakeCity.floodFinding)
            server.hub.publish(IncidentEvent(entry: FakeCity.flood.timeline[0], incident: FakeCity.flood))
            server.hub.publish(FakeCity.calmStatus)
            let events = [try await Self.next(client), try await Self.next(client), try await Self.next(client)]
            #expect(events.map(\.name) == ["finding", "incident", "status"])
            let first = try #require(events[0].id)
            #expect(events.map(\.id) == [first, first + 1, first + 2])
            let finding = try WireCoding.decode(FindingDocument.self, from: .init(events[0].data.utf8))
            #expect(finding == FindingDocument(FakeCity.floodFinding))
            let incident = try WireCoding.decode(IncidentEventDocument.self, from: .init(events[1].data.utf8))
            #expect(incident.entry.what == "opened" && incident.incident.id == "i-0123456789")
        }
    }

    @Test func aClientThatComesBackMissesNothing() async throws {
        try await TestServer.with { server in
            let client = try await Self.open(server)
            for number in 0..<5 { server.hub.publish(.finding, json: "{\"n\":\(number)}".utf8) }
            server.hub.publish(.status, json: "{}".utf8)
            let seen = try #require(try await Self.next(client).id)
            let again = try await Self.open(server, after: seen + 1)
            server.hub.publish(.finding, json: "{\"n\":5}".utf8)
            var data: [String] = []
            for _ in 0..<4 { data.append(try await Self.next(again).data) }
            // The status is not repeated: it would be an old one.
            #expect(data == ["{\"n\":2}", "{\"n\":3}", "{\"n\":4}", "{\"n\":5}"])
        }
    }

    @Test func aClientThatComesBackTooLateIsTold() async throws {
        try await TestServer.with { server in
            for number in 0..<2_000 { server.hub.publish(.finding, json: "{\"n\":\(number)}".utf8) }
            let client = try await Self.open(server, after: UInt64(FakeCity.now.milliseconds) + 3)
            let gap = try await Self.next(client)
            #expect(gap.name == "gap")
            let first = try await Self.next(client)
            #expect(first.id == gap.id.map { $0 + 1 })
            // Numbers of an earlier run are smaller than all of this one.
            let old = try await Self.open(server, after: 17)
            #expect(try await Self.next(old).name == "gap")
        }
    }

    @Test func aClientThatDoesNotReadIsCutAndHarmsNobody() async throws {
        try await TestServer.with {
            $0.limits.queuedEvents = 16
        } _: { server in
            let lazy = try await Self.open(server)
            lazy.shrinkReceiveBuffer()
            let busy = try await Self.open(server)
            let large = Array(("\"" + String(repeating: "x", count: 100_000) + "\"").utf8)
            var published = 0
            while server.hub.statistics.cut == 0, published < 1_000 {
                server.hub.publish(.finding, json: large)
                published += 1
                _ = try await Self.next(busy)
            }
            #expect(server.hub.statistics.cut == 1)
            server.hub.publish(.finding, json: "\"last\"".utf8)
            #expect(try await Self.next(busy).data == "\"last\"")
            _ = try? await lazy.readToEnd()
            #expect(lazy.isAtEnd)
        }
    }

    @Test func heartbeatsAndStatusComeByThemselves() async throws {
        try await TestServer.with {
            $0.limits.heartbeatSeconds = 0.05
            $0.limits.statusSeconds = 0.1
        } _: { server in
            let client = try await Self.open(server)
            _ = try await client.read(upTo: ": heartbeat\n\n")
            #expect(try await Self.next(client).name == "status")
        }
    }

    @Test func thereIsRoomForSoManyStreamsAndPlacesComeBack() async throws {
        try await TestServer.with {
            $0.limits.eventStreams = 2
        } _: { server in
            var first: RawClient? = try await Self.open(server)
            let second = try await Self.open(server)
            try expectProblem(try await server.get("/events"), 503, saying: "streams")
            #expect(first?.isAtEnd == false)
            first = nil
            while server.hub.statistics.clients == 2 { try await Task.sleep(for: .milliseconds(2)) }
            let third = try await Self.open(server)
            server.hub.publish(.finding, json: "1".utf8)
            #expect(try await Self.next(second).data == "1")
            #expect(try await Self.next(third).data == "1")
        }
    }

    @Test func stoppingEndsOpenStreams() async throws {
        nonisolated(unsafe) var clients: [RawClient] = []
        try await TestServer.with { server in
            clients = [try await Self.open(server), try await Self.open(server)]
        }
        // `with` has returned, so the server has stopped although the streams were open.
        for client in clients { _ = try await client.readToEnd() }
        #expect(clients.filter(\.isAtEnd).count == 2)
    }

    @Test func stoppingDoesNotWaitForAClientThatDoesNotRead() async throws {
        nonisolated(unsafe) var lazy: RawClient?
        try await TestServer.with {
            $0.limits.drainSeconds = 0.2
        } _: { server in
            lazy = try await Self.open(server)
            lazy?.shrinkReceiveBuffer()
            let large = Array(("\"" + String(repeating: "x", count: 1_000_000) + "\"").utf8)
            for _ in 0..<8 { server.hub.publish(.finding, json: large) }
        }
        #expect(lazy != nil)
    }
}
