import BelfryTestSupport
import Foundation

/// A client of `/events` that stays.
final class EventStream {
    private let port: Int
    private let descriptor: Int32

    init(port: Int) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    }

    deinit { close(descriptor) }

    /// Connects and waits for the head of the answer.
    func open() throws {
        var address = LoopbackListener.address(port: port)
        let descriptor = descriptor
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw BelfryProcess.Failure(reason: "connect: \(errno)") }
        let request = Array("GET /events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: text/event-stream\r\n\r\n".utf8)
        _ = send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        let head = String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 200") else { throw BelfryProcess.Failure(reason: "/events answers \(head)") }
    }
}
