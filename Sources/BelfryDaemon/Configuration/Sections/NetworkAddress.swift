/// A host and a port of TCP.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name or an address; IPv6 without brackets.
    public var host: String
    /// 0 to 65,535.
    public var port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`, `[::1]:port`; without a port only where there is a default for it.
    init?(_ text: some StringProtocol, defaultPort: Int? = nil) {
        let end: String.Index
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            host = String(text[..<bracket].dropFirst())
            end = text.index(after: bracket)
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
            host = String(text[..<end])
        }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || "/@?#".contains($0) }) else { return nil }
        if end == text.endIndex {
            guard let defaultPort else { return nil }
            port = defaultPort
        } else {
            guard text[end] == ":", let number = UInt16(text[text.index(after: end)...]) else { return nil }
            port = Int(number)
        }
    }

    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension ScalarForm where Value == NetworkAddress {
    /// An address to listen on.
    static var networkAddress: ScalarForm {
        ScalarForm("an address and a port such as 127.0.0.1:8480") { NetworkAddress($0) }
    }
}
