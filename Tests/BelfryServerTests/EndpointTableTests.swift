import HTTPTypes
import Testing

@testable import BelfryServer

@Suite struct EndpointTableTests {
    private static let table = EndpointTable([
        .get("/") { _ in .text("") }, .get("/things/{id}") { _ in .text("") },
        .post("/things/{id}/do") { _ in .text("") },
        .get("/things/{id}/do") { _ in .text("") },
    ])

    private static func found(_ path: String) -> (String, [String: String])? {
        guard case .found(let endpoint, let parameters) = table.match(method: .get, path: path) else { return nil }
        return (endpoint.path, parameters)
    }

    @Test func parametersAreDecoded() throws {
        #expect(Self.found("/")?.0 == "/")
        let (path, parameters) = try #require(Self.found("/things/a%2Fb%20c"))
        #expect(path == "/things/{id}" && parameters == ["id": "a/b c"])
    }

    @Test(arguments: ["", "/things", "/things/", "/things/a/", "//", "/things/%zz", "/things/%ff", "/Things/a"])
    func whatIsNoPathIsNotFound(path: String) {
        guard case .unknownPath = Self.table.match(method: .get, path: path) else {
            Issue.record("\(path) was found")
            return
        }
    }

    @Test func aWrongMethodNamesTheRightOnes() {
        guard case .wrongMethod(let allowed) = Self.table.match(method: .delete, path: "/things/a/do") else {
            Issue.record("no wrong method")
            return
        }
        #expect(allowed == ["GET", "HEAD", "POST"])
    }

    @Test func percentEncoding() {
        #expect(PercentEncoding.decode("a%41%c3%bc+") == "aAü+")
        for broken in ["%", "%4", "%4g", "%c3", "%ff"] { #expect(PercentEncoding.decode(broken) == nil) }
    }
}
