import BelfryAPI
import BelfryIncidents
import BelfryModel
import FoundationEssentials
import Testing

@testable import BelfryServer

/// The dashboard and the description of the interface.
@Suite struct PageTests {
    @Test func theDashboardMayLoadNothingFromElsewhere() async throws {
        try await TestServer.with { server in
            let page = try await server.get("/")
            let policy = try #require(page.headers["content-security-policy"])
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'"))
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("connect-src 'self'"))
            for forbidden in ["unsafe", "http:", "https:", "*"] { #expect(!policy.contains(forbidden)) }
            let tag = try #require(page.headers["etag"])
            #expect(try await server.get("/", headers: ["If-None-Match: \(tag)"]).status == 304)
        }
    }

    @Test func everyFileOfTheFoldersTravelsAlong() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/BelfryServer")
        var names: Set<String> = []
        for folder in ["Dashboard", "OpenAPI"] {
            let path = sources.appending(path: folder).resolvingSymlinksInPath().path
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                names.insert(name)
                let file = try #require(FileManager.default.contents(atPath: path + "/" + name))
                #expect(Array(EmbeddedFile.all[name]?.text.utf8 ?? "".utf8) == Array(file), "\(name) in resources.c?")
            }
        }
        #expect(Set(EmbeddedFile.all.keys) == names)
    }

    @Test func thePageHasNothingThatItsPolicyForbids() throws {
        let page = try #require(EmbeddedFile.all["index.html"]).text
        for forbidden in [
            " style=\"", " onclick=", " onload=", "javascript:", "src=\"http", "href=\"http", "<style", "<script>",
        ] { #expect(!page.contains(forbidden), "the Content-Security-Policy would block \(forbidden)") }
    }

    @Test func theDescriptionNamesEveryEndpoint() throws {
        struct Description: Decodable {
            var openapi: String
            var paths: [String: [String: Operation]]
        }
        struct Operation: Decodable {
            var summary: String
        }
        let data = Data(Self.description.utf8)
        let description = try JSONDecoder().decode(Description.self, from: data)
        let described = description.paths.flatMap { path, operations in
            operations.keys.map { "\($0.uppercased()) \(path)" }
        }
        let city = FakeCity()
        let limits = ServerLimits()
        let parts = ServerParts(
            sources: city.sources,
            hub: EventHub(startingAt: FakeCity.now),
            limits: limits,
            counters: ServerCounters()
        )
        let served = EndpointTable(parts).endpoints.map { "\($0.method) \($0.path)" }
        #expect(Set(described) == Set(served))
        #expect(described.count == served.count)
    }

    @Test(arguments: [
        "Status", "Sensor", "Series", "Query", "Finding", "Incident", "Timeline", "Evidence", "Problem", "Rule",
    ])
    func theDescribedKeysAreThoseOfTheDocuments(name: String) throws {
        struct Description: Decodable {
            struct Components: Decodable {
                var schemas: [String: Schema]
            }
            struct Schema: Decodable {
                var required: [String]?
                var properties: [String: Anything]
            }
            struct Anything: Decodable {}
            var components: Components
        }
        let description = try JSONDecoder().decode(Description.self, from: Data(Self.description.utf8))
        let schema = try #require(description.components.schemas[name])
        let document = try Self.example(of: name)
        #expect(Set(schema.properties.keys) == Set(document))
        #expect(Set(schema.required ?? []) == Set(document))
    }

    private static var description: String { EmbeddedFile.all["openapi.json"]?.text ?? "" }

    /// The keys of an encoded document.
    private static func example(of name: String) throws -> [String] {
        let query = QueryDocument(
            series: "",
            unit: "",
            from: "",
            to: "",
            stepSeconds: nil,
            aggregate: nil,
            points: [],
            truncated: false
        )
        let document: any Encodable =
            switch name {
            case "Status": FakeCity.calmStatus
            case "Rule": FakeCity.airRule
            case "Sensor": FakeCity.allSensors[0]
            case "Series": FakeCity.allSensors[0].series[0]
            case "Query": query
            case "Finding": FindingDocument(FakeCity.floodFinding)
            case "Incident": IncidentDocument(FakeCity.flood)
            case "Timeline": TimelineDocument(FakeCity.flood.timeline[0])
            case "Evidence": EvidenceDocument(FakeCity.floodFinding.evidence[0])
            default: ProblemDocument(title: "", status: 400, detail: "")
            }
        struct AnyValue: Decodable { init(from decoder: any Decoder) throws {} }
        return try JSONDecoder().decode([String: AnyValue].self, from: WireCoding.encode(document)).map(\.key)
    }
}
