import NIOCore

/// Who is at the other end of a connection.
enum Peer: Hashable, Sendable {
    /// A process on this machine, over the local socket. Its user is asked for when it acts.
    case local
    /// Over TCP, by its IP address.
    case network(address: String, isLoopback: Bool)

    init(of channel: any Channel) {
        switch channel.remoteAddress ?? channel.localAddress {
        case .unixDomainSocket: self = .local
        case let address?:
            let text = address.ipAddress ?? "unknown"
            self = .network(address: text, isLoopback: Self.isLoopback(text))
        // Already gone: nobody will read the answer, and nobody is trusted.
        case nil: self = .network(address: "unknown", isLoopback: false)
        }
    }

    /// 127.0.0.0/8, ::1, and the former mapped into IPv6.
    static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.lowercased().hasPrefix("::ffff:127.")
    }
}
