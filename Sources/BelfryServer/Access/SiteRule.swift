// A browser on an operator's machine can reach the loopback port on behalf of any page it shows. Two header fields tell
// such requests from our own: Host (a foreign name that was pointed at 127.0.0.1, "DNS rebinding", still reads foreign)
// and Origin (the page that makes an acting request).

/// Which host names and origins are ours.
///
/// Pure.
struct SiteRule: Sendable {
    /// Authorities (`host` or `host:port`, lower case) that the configuration names.
    private let allowed: Set<String>
    private let listenHost: String

    /// A rule from `http.listen` and `http.allowed_origins`.
    init(listenHost: String, allowedOrigins: [String]) {
        self.listenHost = listenHost.lowercased()
        self.allowed = Set(allowedOrigins.map { Self.authority(ofOrigin: $0) })
    }

    /// Whether a Host field names us: an IP address, `localhost`, the listen host, or the host of an allowed origin.
    ///
    /// An address cannot be rebound, only a name can.
    func isOurs(host authority: String?) -> Bool {
        guard let authority = authority?.lowercased(), !authority.isEmpty else { return false }
        let host = Self.host(ofAuthority: authority)
        return host == "localhost" || host == listenHost || Self.isAddress(host)
            || allowed.contains(authority) || allowed.contains { Self.host(ofAuthority: $0) == host }
    }

    /// Whether a page may act: no page at all, a page of our own authority, or one of an allowed origin.
    ///
    /// - Parameters:
    ///   - origin: the Origin field (RFC 6454, section 7).
    ///   - fetchSite: the Sec-Fetch-Site field (W3C Fetch Metadata), which browsers do not let pages forge.
    ///   - authority: the Host field.
    func mayAct(origin: String?, fetchSite: String?, authority: String?) -> Bool {
        if let origin {
            let page = Self.authority(ofOrigin: origin)
            return allowed.contains(page) || (page == authority?.lowercased() && !page.isEmpty)
        }
        return fetchSite == nil || fetchSite == "same-origin" || fetchSite == "none"
    }

    /// `https://Belfry.Example:443` → `belfry.example`; empty for `null` and what is no http(s) origin.
    private static func authority(ofOrigin origin: String) -> String {
        let text = origin.lowercased()
        for (scheme, port) in [("http://", ":80"), ("https://", ":443")] where text.hasPrefix(scheme) {
            let authority = text.dropFirst(scheme.count)
            return String(authority.hasSuffix(port) ? authority.dropLast(port.count) : authority)
        }
        return ""
    }

    private static func host(ofAuthority authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return authority.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
    }

    private static func isAddress(_ host: String) -> Bool {
        if host.contains(":") { return host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" } }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
