import BelfryAPI
import BelfryDaemon
import BelfryModel
import Foundation
import Glibc
import Testing

@testable import belfry

/// A daemon of one answer: a Unix socket in a folder of its own that sends fixed bytes and hangs up.
private final class OneAnswer: @unchecked Sendable {
    // Its state is written before the thread starts and read after it has been joined.
    let path: String
    private(set) var request = ""
    private let listener: Int32
    private let holdsConnection: Bool
    private var thread: Thread?
    private let finished = DispatchSemaphore(value: 0)

    init(_ answer: String, holdingConnection: Bool = false) throws {
        path = NSTemporaryDirectory() + "desk-\(UUID().uuidString.prefix(8)).sock"
        holdsConnection = holdingConnection
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(listener, 1) == 0)
        let thread = Thread { [self] in serve(answer) }
        self.thread = thread
        thread.start()
    }

    private func serve(_ answer: String) {
        let connection = accept(listener, nil, nil)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(connection, &buffer, buffer.count, 0)
        request = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        _ = answer.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
        if holdsConnection { _ = recv(connection, &buffer, buffer.count, 0) }
        close(connection)
        finished.signal()
    }

    /// Waits for the conversation to end and returns what was asked.
    func end() -> String {
        finished.wait()
        close(listener)
        unlink(path)
        return request
    }
}

private func client(_ path: String, seconds: Double = 10) -> DeskClient {
    DeskClient(endpoint: .local(path: path), token: nil, timeoutNanoseconds: Nanoseconds.from(seconds: seconds))
}

private func response(_ status: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

@Suite("Talking to the daemon over a real socket")
struct DeskClientTests {
    @Test("Acting sends who and why and returns the incident as it stands")
    func acting() throws {
        let document = incident(state: "active_acknowledged")
        let server = try OneAnswer(response("200 OK", try JSONText.line(document)))
        let answer = try client(server.path).act("ack", on: "i-1", by: "anna", reason: "seen")
        #expect(answer == document)
        let request = server.end()
        #expect(request.hasPrefix("POST /api/v1/incidents/i-1/ack HTTP/1.1\r\nHost: localhost\r\n"))
        #expect(request.hasSuffix("\r\n\r\n{\"by\":\"anna\",\"reason\":\"seen\"}"))
    }

    @Test(
        "The daemon's no is told in its own words, with a code that says whose turn it is",
        arguments: [
            ("404 Not Found", CommandStatus.answerIsNo), ("401 Unauthorized", .answerIsNo),
            ("403 Forbidden", .answerIsNo),
            ("409 Conflict", .answerIsNo), ("400 Bad Request", .usage), ("503 Service Unavailable", .unavailable),
        ]
    )
    func refusals(status: String, expected: CommandStatus) throws {
        let problem = ProblemDocument(title: "No", status: 400, detail: "because of this")
        let server = try OneAnswer(response(status, try JSONText.line(problem)))
        let failure = #expect(throws: CommandFailure.self) { try client(server.path).incident("i-1") }
        _ = server.end()
        #expect(failure?.status == expected)
        #expect(failure?.why == "because of this")
    }

    @Test("Nobody listens: says where it knocked and how to start a daemon")
    func unreachable() throws {
        let failure = #expect(throws: CommandFailure.self) { try client("/nonexistent/belfry.sock").status() }
        #expect(failure?.status == .unavailable)
        #expect(
            failure?.description == """
                cannot reach the daemon at /nonexistent/belfry.sock: there is no such socket; start it with \
                "sudo systemctl start belfry", or name another socket with --socket PATH or --url URL
                """
        )
        let long = String(repeating: "x", count: 300)
        #expect(throws: CommandFailure.self) { try client("/\(long)").status() }
    }

    @Test("An answer cut short, one that is no HTTP, one that is no such document, and none at all")
    func broken() throws {
        for answer in [
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", "hello\r\n\r\n", response("200 OK", "[1]"), "",
        ] {
            let server = try OneAnswer(answer)
            let failure = #expect(throws: CommandFailure.self) { try client(server.path).status() }
            _ = server.end()
            #expect(failure?.status == .unavailable)
        }
    }

    @Test("A daemon that takes the question and never answers is given up")
    func silentDaemon() throws {
        let server = try OneAnswer("", holdingConnection: true)
        let failure = #expect(throws: CommandFailure.self) { try client(server.path, seconds: 0.05).status() }
        _ = server.end()
        #expect(failure?.why == "no answer in time")
    }

    @Test("The stream resumes after the last event, waits in peace and notices its end")
    func stream() throws {
        let body = ": hello\n\nid: 8\nevent: status\ndata: {}\n\n"
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n"
        let server = try OneAnswer(head + chunk + "0\r\n\r\n", holdingConnection: true)
        let request: String
        do {
            let stream = try client(server.path).openStream(lastEventID: "7")
            let deadline = SystemClock.monotonicNanoseconds() + 10 * Nanoseconds.perSecond
            #expect(try stream.next(deadline: deadline) == .heartbeat)
            #expect(
                try stream.next(deadline: deadline) == .event(ServerSentEvent(name: "status", data: "{}", id: "8"))
            )
            #expect(stream.lastEventID == "8")
            #expect(try stream.next(deadline: deadline) == .ended)
        }
        request = server.end()
        #expect(request.contains("\r\nLast-Event-ID: 7\r\n"))
    }

    @Test("A stream on which nothing comes is quiet, not broken")
    func quietStream() throws {
        let server = try OneAnswer("HTTP/1.1 200 OK\r\n\r\n", holdingConnection: true)
        do {
            let stream = try client(server.path).openStream(lastEventID: nil)
            let deadline = SystemClock.monotonicNanoseconds() + 20 * Nanoseconds.perMillisecond
            #expect(try stream.next(deadline: deadline) == .quiet)
        }
        _ = server.end()
    }
}

@Suite("Token files")
struct TokenFileTests {
    private func withFile(_ content: String, mode: mode_t, _ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "token-\(UUID().uuidString)"
        try Data(content.utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        try #require(chmod(path, mode) == 0)
        try body(path)
    }

    @Test("A token that only its owner can read is used, blanks around it aside")
    func good() throws {
        try withFile("  s3cret\n", mode: 0o600) { path in
            let token = try TokenFile.read(path)
            #expect(token == "s3cret")
        }
    }

    @Test("One that others can read is refused, with the remedy")
    func tooOpen() throws {
        try withFile("s3cret", mode: 0o644) { path in
            let failure = #expect(throws: CommandFailure.self) { try TokenFile.read(path) }
            #expect(failure?.status == .configuration)
            #expect(failure?.remedy == "run \"chmod 600 \(path)\"")
        }
    }

    @Test("Two words, nothing, a folder, no file")
    func bad() throws {
        for content in ["two words", "", " \n"] {
            try withFile(content, mode: 0o600) { path in
                #expect(throws: CommandFailure.self) { try TokenFile.read(path) }
            }
        }
        #expect(throws: CommandFailure.self) { try TokenFile.read(NSTemporaryDirectory()) }
        #expect(throws: CommandFailure.self) { try TokenFile.read("/nonexistent/token") }
    }
}
