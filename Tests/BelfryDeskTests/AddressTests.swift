import Testing

@testable import belfry

@Suite("Where the daemon is, and what is asked of it")
struct AddressTests {
    @Test("URLs of a daemon")
    func urls() {
        #expect(Endpoint(url: "http://127.0.0.1:8480") == .network(host: "127.0.0.1", port: 8480))
        #expect(Endpoint(url: "http://gateway/") == .network(host: "gateway", port: 8480))
        #expect(Endpoint(url: "http://[::1]:9000") == .network(host: "::1", port: 9000))
        #expect(Endpoint(url: "http://[::1]")?.hostField == "[::1]:8480")
    }

    @Test(
        "What is no such URL",
        arguments: [
            "https://a", "127.0.0.1", "http://", "http://a:0", "http://a:99999", "http://a/b", "http://u@a",
            "http://a b",
        ]
    )
    func refused(url: String) {
        #expect(Endpoint(url: url) == nil)
    }

    @Test("Foreign text in a path or a query cannot leave its place")
    func encoding() {
        let target = RequestTarget("api/v1/incidents", "i 1?x=/../#")
            .with("series", "env/aq 7/no2&a=b")
            .with("absent", nil)
            .with("zone", "Ünder")
        #expect(
            target.description
                == "/api/v1/incidents/i%201%3Fx%3D%2F..%2F%23?series=env%2Faq%207%2Fno2%26a%3Db&zone=%C3%9Cnder"
        )
    }

    @Test("A request on the wire")
    func request() {
        let request = HTTPRequest(method: "POST", target: RequestTarget("x"), body: Array("{}".utf8))
        #expect(
            String(decoding: request.bytes(host: "localhost"), as: UTF8.self)
                == "POST /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
        )
    }
}
