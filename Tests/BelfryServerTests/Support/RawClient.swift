import Glibc

/// An answer as it came over the wire.
struct HTTPAnswer: Sendable {
    var status: Int
    /// By lower-case name.
    var headers: [String: String]
    var body: String
}

/// A client that sends bytes and reads bytes, so that tests can also say what no decent client would.
///
/// It never blocks a thread: the server under test needs them. A wait of half a minute ends in a ``Failure``.
final class RawClient: @unchecked Sendable {
    // Unchecked: one test drives one client, one call after the other.

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    private(set) var isAtEnd = false

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        try connect(&address)
    }

    init(socketPath: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
        try connect(&address)
    }

    deinit {
        Glibc.close(descriptor)
    }

    private func connect<Address>(_ address: inout Address) throws {
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard status == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
    }

    /// Sends text as it is; a peer that has closed is no failure here.
    func send(_ text: String) async throws {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = try await patiently { descriptor in
                bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                }
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Closes our side and goes on reading.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Shrinks the receive buffer, so that a client that does not read is noticed soon.
    func shrinkReceiveBuffer() {
        var size: Int32 = 4_096
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Text up to and with `marker`.
    func read(upTo marker: String) async throws -> String {
        let wanted = Array(marker.utf8)
        while true {
            if let end = endOfFirst(wanted) {
                defer { received.removeSubrange(..<end) }
                return String(decoding: received[..<end], as: UTF8.self)
            }
            guard try await fill() else {
                throw Failure(
                    description:
                        "closed before \(marker.debugDescription): \(String(decoding: received, as: UTF8.self))"
                )
            }
        }
    }

    /// Text of `count` bytes.
    func read(count: Int) async throws -> String {
        while received.count < count {
            guard try await fill() else {
                throw Failure(description: "closed after \(received.count) of \(count) bytes")
            }
        }
        defer { received.removeSubrange(..<count) }
        return String(decoding: received[..<count], as: UTF8.self)
    }

    /// Everything until the peer closes.
    func readToEnd() async throws -> String {
        while try await fill() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// The head of an answer.
    func readHead() async throws -> HTTPAnswer {
        let lines = try await read(upTo: "\r\n\r\n").split(separator: "\r\n")
        let parts = lines.first?.split(separator: " ") ?? []
        guard parts.count >= 2, let status = Int(parts[1]) else {
            throw Failure(description: "no status line: \(lines)")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            headers[pair[0].lowercased()] = pair.count > 1 ? pair[1].trimmingPrefix(" ").description : ""
        }
        return HTTPAnswer(status: status, headers: headers, body: "")
    }

    /// A whole answer.
    ///
    /// The answer to HEAD, and 304, have no body whatever their length says.
    func readAnswer(hasBody: Bool = true) async throws -> HTTPAnswer {
        var answer = try await readHead()
        if hasBody, answer.status != 304, let length = answer.headers["content-length"].flatMap({ Int($0) }) {
            answer.body = try await read(count: length)
        }
        return answer
    }

    /// A plain loop over memory: the standard library's search takes seconds for a few megabytes in a debug build.
    private func endOfFirst(_ marker: [UInt8]) -> Int? {
        received.withUnsafeBufferPointer { bytes in
            marker.withUnsafeBufferPointer { marker in
                var start = 0
                while start + marker.count <= bytes.count {
                    var matched = 0
                    while matched < marker.count, bytes[start + matched] == marker[matched] { matched += 1 }
                    if matched == marker.count { return start + matched }
                    start += 1
                }
                return nil
            }
        }
    }

    private func fill() async throws -> Bool {
        if isAtEnd { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = try await patiently { recv($0, &buffer, buffer.count, Int32(MSG_DONTWAIT)) }
        isAtEnd = count <= 0
        received += buffer[..<max(count, 0)]
        return !isAtEnd
    }

    /// Repeats a call until it would no longer block.
    private func patiently(_ call: (Int32) -> Int) async throws -> Int {
        for _ in 0..<15_000 {
            let count = call(descriptor)
            guard count < 0, errno == EAGAIN else { return count }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Failure(description: "nothing moved for half a minute")
    }
}
