import BelfryTestSupport
import Foundation

/// What systemd would be: the socket that a service sends its notifications to.
final class NotifySocket {
    let path: String
    private let descriptor: Int32
    private var seen: [String] = []

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "notify-\(UUID().uuidString.prefix(8))").path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = descriptor
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw BelfryProcess.Failure(reason: "bind \(path): \(errno)") }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// The datagrams since the last look.
    func received() -> [String] {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var messages = seen
        seen = []
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { return messages }
            messages.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    /// Forgets what has come so far.
    func discard() { _ = received() }

    /// Waits for a datagram with this line; those before it are gone, those after it stay.
    func wait(for line: String, within seconds: Double) throws {
        try eventually("a notification \(line)", within: seconds) {
            let messages = received()
            guard let index = messages.firstIndex(where: { $0.split(separator: "\n").contains { $0 == line } }) else {
                return false
            }
            seen = Array(messages[(index + 1)...])
            return true
        }
    }
}
