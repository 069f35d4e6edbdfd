import BelfryAPI
import BelfryIncidents
import BelfryModel
import BelfryServer
import Synchronization
import Testing

/// What anybody on this machine may read, over both ways in.
@Suite struct ReadingTests {
    @Test(arguments: TestServer.Way.allCases)
    func everyPageAnswers(way: TestServer.Way) async throws {
        try await TestServer.with { server in
            let pages = [
                "/", "/status", "/metrics", "/openapi.json", "/-/healthy", "/-/ready", "/api/v1/sensors",
                "/api/v1/series", "/api/v1/incidents", "/api/v1/incidents/i-0123456789", "/api/v1/findings",
                "/api/v1/rules",
                "/api/v1/query?series=env/air-3/no2",
            ]
            for page in pages {
                let answer = try await server.get(page, way)
                #expect(answer.status == 200, "\(page): \(answer.body)")
                #expect(!answer.body.isEmpty, "\(page)")
                #expect(answer.headers["x-content-type-options"] == "nosniff")
            }
        }
    }

    @Test func headHasTheFieldsOfGetAndNoBody() async throws {
        try await TestServer.with { server in
            let client = try server.client()
            for page in ["/", "/status", "/-/healthy", "/api/v1/sensors", "/events"] {
                try await client.send(TestServer.request("HEAD", page))
                let head = try await client.readAnswer(hasBody: false)
                #expect(head.status == 200)
                if page == "/events" { continue }
                let get = try await server.get(page)
                #expect(head.headers["content-length"] == get.headers["content-length"])
                #expect(head.headers["content-type"] == get.headers["content-type"])
            }
        }
    }

    @Test func readinessFollowsTheDaemon() async throws {
        try await TestServer.with { server in
            server.city.memory.withLock { $0.isReady = false }
            try expectProblem(try await server.get("/-/ready"), 503, saying: "not ready")
            #expect(try await server.get("/-/healthy").status == 200)
        }
    }

    @Test func sensorsAndSeriesAreFiltered() async throws {
        try await TestServer.with { server in
            func sensors(_ query: String) async throws -> [String] {
                try await server.get([SensorDocument].self, "/api/v1/sensors?" + query).map(\.sensor)
            }
            #expect(try await sensors("") == ["air-3", "tls-9", "brook-7"])
            #expect(try await sensors("zone=north") == ["air-3", "brook-7"])
            #expect(try await sensors("zone=north&domain=air") == ["air-3"])
            #expect(try await sensors("domain=air|traffic") == ["air-3", "tls-9"])
            #expect(try await sensors("zone=!%3Dnorth") == ["tls-9"])
            #expect(try await sensors("sensor=%3D~b.*") == ["brook-7"])
            #expect(try await sensors("state=silent") == ["tls-9"])
            #expect(try await sensors("limit=1") == ["air-3"])
            #expect(try await sensors("since=1h").count == 3)
            let series = try await server.get([SeriesDocument].self, "/api/v1/series?quantity=no2")
            #expect(series.map(\.series) == ["env/air-3/no2"])
        }
    }

    @Test func incidentsAndFindingsAreFiltered() async throws {
        try await TestServer.with { server in
            func incidents(_ query: String) async throws -> Int {
                try await server.get([IncidentDocument].self, "/api/v1/incidents?" + query).count
            }
            #expect(try await incidents("") == 1)
            #expect(try await incidents("domain=safety&zone=north&agency=water&severity=critical") == 1)
            #expect(try await incidents("severity=minor|major") == 0)
            #expect(try await incidents("state=open") == 1)
            #expect(try await incidents("state=closed|cleared_unacknowledged") == 0)
            #expect(try await incidents("since=2026-11-01T00:00:00Z") == 1)
            #expect(try await incidents("since=2027-01-01T00:00:00%2B01:00") == 0)
            _ = try await incidents("limit=7")
            #expect(server.city.memory.withLock { $0.incidentFilters.last?.limit } == 7)
            let raised = try await server.get([FindingDocument].self, "/api/v1/findings?state=raised&kind=flood")
            #expect(raised.count == 1)
            #expect(try await server.get([FindingDocument].self, "/api/v1/findings?state=cleared").isEmpty)
            try expectProblem(try await server.get("/api/v1/incidents/i-none"), 404, saying: "i-none")
        }
    }

    @Test func anIncidentIsToldWhole() async throws {
        try await TestServer.with { server in
            let incident = try await server.get(IncidentDocument.self, "/api/v1/incidents/i-0123456789")
            #expect(incident == IncidentDocument(FakeCity.flood))
            #expect(incident.place == "Mill Lane <bridge>")
            #expect(incident.evidence.map(\.name) == ["value"])
            let text = try await server.get("/api/v1/incidents/i-0123456789").body
            // Keys are always there, also where there is nothing to say.
            #expect(text.contains("\"acknowledged\":null"))
            #expect(text.contains("\"to\":null"))
        }
    }

    @Test func aQueryIsReadFromItsParameters() async throws {
        try await TestServer.with { server in
            func ask(_ query: String) async throws -> QueryDocument {
                try await server.get(QueryDocument.self, "/api/v1/query?" + query)
            }
            _ = try await ask("series=air-3/no2")
            _ = try await ask("series=env/air/3/no2&from=2h&to=1h&step=5m&aggregate=max&limit=100")
            let queries = server.city.memory.withLock { $0.queries }
            #expect(queries[0].agency == nil && queries[0].sensor == "air-3" && queries[0].quantity == "no2")
            #expect(queries[0].to == FakeCity.now && queries[0].stepNanoseconds == nil)
            #expect(queries[0].to.nanosecondsSince(queries[0].from) == Nanoseconds.perHour)
            #expect(queries[1].agency == "env" && queries[1].sensor == "air/3")
            #expect(queries[1].stepNanoseconds == 5 * Nanoseconds.perMinute && queries[1].aggregate == .maximum)
            #expect(queries[1].limit == 100)
            _ = try await server.get(QueryDocument.self, "/api/v1/query_range?series=air-3/no2&step=1h")
            #expect(server.city.memory.withLock { $0.queries.last?.stepNanoseconds } == Nanoseconds.perHour)
        }
    }

    @Test(arguments: [
        "/api/v1/query", "/api/v1/query?series=no2", "/api/v1/query?series=a/b&from=yesterday",
        "/api/v1/query?series=a/b&from=1h&to=2h", "/api/v1/query?series=a/b&aggregate=max",
        "/api/v1/query?series=a/b&step=1ms", "/api/v1/query?series=a/b&step=0", "/api/v1/query?series=a/b&from=9000d",
        "/api/v1/query?series=a/b&step=5m&aggregate=median", "/api/v1/query_range?series=a/b",
        "/api/v1/incidents?limit=0",
        "/api/v1/incidents?limit=99999999999999999999", "/api/v1/incidents?state=broken",
        "/api/v1/incidents?zone=a&zone=b", "/api/v1/sensors?colour=red", "/api/v1/sensors?zone=%zz",
        "/api/v1/sensors?zone=%3D~(a*)*b", "/api/v1/sensors?since=1e400h", "/events?since=1h",
    ])
    func aParameterThatMakesNoSenseIsRefused(target: String) async throws {
        try await TestServer.with { server in
            try expectProblem(try await server.get(target), 400)
        }
    }

    @Test func aQueryThatTakesTooLongIsGivenUp() async throws {
        try await TestServer.with {
            $0.limits.querySeconds = 0.2
        } _: { server in
            server.city.memory.withLock { $0.queriesRunUntilAbandoned = true }
            try expectProblem(try await server.get("/api/v1/query?series=a/b"), 503, saying: "too long")
            // The other pages never noticed.
            #expect(try await server.get("/status").status == 200)
            while !(server.city.memory.withLock { $0.hasSeenAbandonment }) { await Task.yield() }
        }
    }
}
