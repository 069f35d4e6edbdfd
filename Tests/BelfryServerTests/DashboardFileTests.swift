import Testing

@testable import BelfryServer

/// The style and the scripts that the page brings along.
@Suite struct DashboardFileTests {
    /// By name.
    private static let files = EmbeddedFile.all.filter { $0.key.hasSuffix(".css") || $0.key.hasSuffix(".js") }

    @Test func everyFileThatThePageAndItsScriptsNameIsServed() async throws {
        let page = try #require(EmbeddedFile.all["index.html"])
        let texts = [page.text] + Self.files.values.map(\.text)
        let named = texts.flatMap { text in
            text.matches(of: #/["'](?:\/dashboard\/|\.\/)([a-z]+\.(?:js|css))["']/#).map { String($0.output.1) }
        }
        #expect(Set(named) == Set(Self.files.keys))
        try await TestServer.with { server in
            for name in Set(named) {
                let answer = try await server.get("/dashboard/\(name)")
                #expect(answer.status == 200)
                let type = name.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
                #expect(answer.headers["content-type"] == type)
            }
            #expect(try await server.get("/dashboard/absent.js").status == 404)
            #expect(try await server.get("/dashboard/..%2Findex.html").status == 404)
        }
    }

    @Test func noScriptTurnsTextIntoMarkupOrCode() {
        let forbidden = [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "http://",
            "https://",
            "@import",
        ]
        for (name, file) in Self.files {
            let text = file.text.replacing("http://www.w3.org/2000/svg", with: "")
            for word in forbidden { #expect(!text.contains(word), "\(name) uses \(word)") }
        }
    }
}
