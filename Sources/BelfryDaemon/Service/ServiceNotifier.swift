// systemd's notification protocol, sd_notify(3): one datagram of `KEY=value` lines to the socket in $NOTIFY_SOCKET.

import Glibc

/// Tells systemd how the daemon is; does nothing where nobody asked to be told.
struct ServiceNotifier: Sendable {
    /// What may be said.
    enum Message: Sendable, Equatable {
        case ready
        case reloading(monotonicMicroseconds: Int64)
        case stopping
        case watchdog
        case status(String)

        /// The line of the protocol.
        var line: String {
            switch self {
            case .ready: "READY=1"
            case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
            case .stopping: "STOPPING=1"
            case .watchdog: "WATCHDOG=1"
            case .status(let text): "STATUS=" + text.filter { !$0.isNewline }
            }
        }
    }

    private let path: String?

    /// A notifier for the socket named in the environment.
    init(environment: [String: String]) {
        self.path = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Sends the messages in one datagram.
    ///
    /// Never waits: whoever asked to be told and does not read must not hold the daemon up. A failure is not worth more
    /// than the next attempt.
    func send(_ messages: Message...) {
        guard let path else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let pathBytes = Array(path.utf8)
        guard pathBytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: pathBytes) }
        // A leading @ stands for the NUL of Linux' abstract namespace.
        if pathBytes.first == UInt8(ascii: "@") { address.sun_path.0 = 0 }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + pathBytes.count)
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let text = messages.map(\.line).joined(separator: "\n")
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { destination in
                _ = text.utf8.withContiguousStorageIfAvailable { bytes in
                    sendto(descriptor, bytes.baseAddress, bytes.count, flags, destination, length)
                }
            }
        }
    }
}
