import Testing

@testable import belfry

@Suite("Reading a response")
struct HTTPResponseParserTests {
    /// Body parts joined, since where they are cut is the network's business.
    private struct Outcome: Equatable {
        var status = 0
        var body = ""
        var isFinished = false
    }

    private func read(_ pieces: [[UInt8]], ends: Bool = false) throws -> Outcome {
        var parser = HTTPResponseParser()
        var outcome = Outcome()
        func take(_ events: [HTTPResponseParser.Event]) {
            for event in events {
                switch event {
                case .head(let head): outcome.status = head.status
                case .body(let part): outcome.body += String(decoding: part, as: UTF8.self)
                case .finished: outcome.isFinished = true
                }
            }
        }
        for piece in pieces { take(try parser.receive(piece)) }
        if ends { take(try parser.end()) }
        return outcome
    }

    @Test(
        "However the network cuts a response, it reads the same",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;ext=\"a\"\r\nhe\r\n3\r\nllo\r\n0\r\nExpires: now\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\nContent-Length:5\n\nhello",
        ]
    )
    func everyCut(response: String) throws {
        let bytes = Array(response.utf8)
        let whole = Outcome(status: 200, body: "hello", isFinished: true)
        for first in 0...bytes.count {
            #expect(try read([Array(bytes[..<first]), Array(bytes[first...])]) == whole)
        }
        #expect(try read(bytes.map { [$0] }) == whole)
    }

    @Test("Without a length the body lasts until the connection ends")
    func untilEnd() throws {
        let bytes = Array("HTTP/1.1 200 OK\r\n\r\nhello".utf8)
        #expect(try read([bytes]) == Outcome(status: 200, body: "hello", isFinished: false))
        #expect(try read([bytes], ends: true) == Outcome(status: 200, body: "hello", isFinished: true))
    }

    @Test("A 304 has no body, whatever its fields say")
    func noBody() throws {
        let bytes = Array("HTTP/1.1 304 Not Modified\r\nContent-Length: 900\r\n\r\n".utf8)
        #expect(try read([bytes]) == Outcome(status: 304, body: "", isFinished: true))
    }

    @Test(
        "What is no such response is refused and never trapped on",
        arguments: [
            ("SSH-2.0-OpenSSH_9.2\r\n\r\n", HTTPResponseParser.Fault.notHTTP),
            ("HTTP/1.1 two OK\r\n\r\n", .notHTTP),
            ("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", .notHTTP),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", .badChunk),
        ]
    )
    func refused(response: String, fault: HTTPResponseParser.Fault) {
        #expect(throws: fault) { try read([Array(response.utf8)]) }
    }

    @Test("A head without an end, and a body cut short, are noticed")
    func cutShort() {
        let long = [UInt8](repeating: UInt8(ascii: "a"), count: HTTPResponseParser.headByteLimit + 1)
        #expect(throws: HTTPResponseParser.Fault.headTooLong) { try read([long]) }
        let short = Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel".utf8)
        #expect(throws: HTTPResponseParser.Fault.endedEarly) { try read([short], ends: true) }
    }
}
