/// Where a daemon listens.
enum Endpoint: Equatable {
    /// A Unix socket; the daemon knows who is at the other end, so no token is needed.
    case local(path: String)
    /// Plain HTTP over TCP; acting needs a token.
    case network(host: String, port: UInt16)

    /// The socket of an installed daemon.
    static let standardSocket = "/run/belfry/belfry.sock"
    /// The daemon's default port.
    static let standardPort: UInt16 = 8480

    /// An endpoint from `http://127.0.0.1:8480`; nil where the text is no such URL or carries a path.
    init?(url: String) {
        guard url.hasPrefix("http://") else { return nil }
        var rest = url.dropFirst("http://".count)
        if rest.hasSuffix("/") { rest.removeLast() }
        var host = rest
        var port = Self.standardPort
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            guard let number = UInt16(rest[rest.index(after: colon)...]), number > 0 else { return nil }
            host = rest[..<colon]
            port = number
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, !host.contains(where: { "/?#@ []".contains($0) }) else { return nil }
        self = .network(host: String(host), port: port)
    }

    /// The endpoint as a person names it.
    var name: String {
        switch self {
        case .local(let path): path
        case .network(let host, let port): "http://\(authority(host, port))"
        }
    }

    /// What the `Host` field of a request says (RFC 9110, 7.2).
    var hostField: String {
        switch self {
        case .local: "localhost"
        case .network(let host, let port): authority(host, port)
        }
    }

    private func authority(_ host: String, _ port: UInt16) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
