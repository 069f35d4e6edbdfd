import Testing

@testable import BelfryServer

/// The pure rules of who may do what.
@Suite struct AccessTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func theHashIsThatOfTheStandard(message: String, expected: String) {
        let digest = SHA256.digest(of: message.utf8)
        let text = digest.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(text == expected)
    }

    @Test func aTokenMatchesItselfAlone() {
        let token = Token(name: "anna", secret: "secret")
        #expect(token.matches(SHA256.digest(of: "secret".utf8)))
        #expect(!token.matches(SHA256.digest(of: "secret ".utf8)))
        #expect(!token.matches(SHA256.digest(of: "".utf8)))
        #expect(!"\(token)".contains("secret"))
    }

    @Test func hostsThatAreOurs() {
        let rule = SiteRule(listenHost: "gw-7.lan", allowedOrigins: ["https://belfry.example", "http://x.test:8080"])
        for host in [
            "127.0.0.1", "127.0.0.1:8480", "192.168.1.20:8480", "[::1]:8480", "localhost", "LOCALHOST:1",
            "gw-7.lan:8480",
            "belfry.example", "x.test:8080", "x.test",
        ] { #expect(rule.isOurs(host: host), "\(host)") }
        for host in [
            nil, "", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "1.2.3.4.5", "256.1.1.1",
            "evil.example:80", "[evil.example]:80",
        ] { #expect(!rule.isOurs(host: host), "\(host ?? "nil")") }
    }

    @Test func pagesThatMayAct() {
        let rule = SiteRule(listenHost: "127.0.0.1", allowedOrigins: ["https://belfry.example:443"])
        let authority = "127.0.0.1:8480"
        func mayAct(_ origin: String?, _ site: String? = nil) -> Bool {
            rule.mayAct(origin: origin, fetchSite: site, authority: authority)
        }
        #expect(mayAct(nil) && mayAct(nil, "none") && mayAct(nil, "same-origin"))
        #expect(!mayAct(nil, "same-site") && !mayAct(nil, "cross-site") && !mayAct(nil, "something new"))
        #expect(mayAct("http://127.0.0.1:8480") && mayAct("https://belfry.example"))
        #expect(!mayAct("http://127.0.0.1") && !mayAct("null") && !mayAct("") && !mayAct("file://"))
        #expect(!mayAct("https://belfry.example.evil") && !mayAct("http://127.0.0.1:8480.evil.example"))
    }

    @Test func guessesAreCountedByAddressAndForgottenInTime() {
        let second: Int64 = 1_000_000_000
        var table = WrongTokenTable(guessesPerMinute: 2)
        table.record(address: "a", nowNanoseconds: 0)
        #expect(table.secondsToWait(address: "a", nowNanoseconds: 0) == nil)
        table.record(address: "a", nowNanoseconds: 10 * second)
        #expect(table.secondsToWait(address: "a", nowNanoseconds: 10 * second) == 51)
        #expect(table.secondsToWait(address: "b", nowNanoseconds: 10 * second) == nil)
        #expect(table.secondsToWait(address: "a", nowNanoseconds: 60 * second) == nil)
        // Many addresses do not make the table grow without end.
        for number in 0..<5_000 { table.record(address: "n\(number)", nowNanoseconds: Int64(number)) }
        table.record(address: "a", nowNanoseconds: 70 * second)
        #expect(table.count <= WrongTokenTable.addressLimit)
    }

    @Test func addressesOfTheLoopbackInterface() {
        #expect(Peer.isLoopback("127.0.0.1") && Peer.isLoopback("127.9.9.9") && Peer.isLoopback("::1"))
        #expect(Peer.isLoopback("::ffff:127.0.0.1") && Peer.isLoopback("::FFFF:127.0.0.1"))
        #expect(!Peer.isLoopback("10.0.0.1") && !Peer.isLoopback("::2") && !Peer.isLoopback("unknown"))
    }

    @Test func whoReadsFromElsewhereNeedsAToken() throws {
        var configuration = ServerConfiguration(tokens: [Token(name: "prometheus", secret: "s3cret")])
        let elsewhere = Peer.network(address: "10.0.0.9", isLoopback: false)
        let closed = Gatekeeper(configuration, counters: ServerCounters())
        #expect(throws: RequestFault.self) { try closed.checkReader(authorization: nil, from: elsewhere) }
        #expect(throws: RequestFault.self) { try closed.checkReader(authorization: "Bearer x", from: elsewhere) }
        try closed.checkReader(authorization: "bearer s3cret", from: elsewhere)
        try closed.checkReader(authorization: nil, from: .network(address: "127.0.0.1", isLoopback: true))
        try closed.checkReader(authorization: nil, from: .local)
        configuration.remoteReadersNeedToken = false
        let open = Gatekeeper(configuration, counters: ServerCounters())
        try open.checkReader(authorization: nil, from: elsewhere)
    }
}
