/// A TCP address to listen on.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an IP address, without brackets.
    public var host: String
    /// 0...65,535; 0 takes any free port.
    public var port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// An address as `http.listen` writes it: `127.0.0.1:8480`, `[::1]:8480`, `localhost:0`.
    ///
    /// - Returns: nil where the text is not such an address.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    /// The address as it is written in a URL.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
