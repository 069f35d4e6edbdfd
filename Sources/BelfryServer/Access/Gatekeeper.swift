import HTTPTypes
import NIOCore
import Synchronization

/// Decides who may read and who may act.
///
/// ```
///              local socket              TCP, loopback             TCP, elsewhere
/// read         yes (file mode 0660)      yes                       with a token
/// act          as the peer's user        as the token's owner      as the token's owner
/// ```
///
/// In every column an acting request from a foreign page is refused first.
final class Gatekeeper: Sendable {
    private let site: SiteRule
    private let tokens: [Token]
    private let remoteReadersNeedToken: Bool
    private let wrongTokens: Mutex<WrongTokenTable>
    private let counters: ServerCounters

    init(_ configuration: ServerConfiguration, counters: ServerCounters) {
        self.site = SiteRule(
            listenHost: configuration.listen?.host ?? "",
            allowedOrigins: configuration.allowedOrigins
        )
        self.tokens = configuration.tokens
        self.remoteReadersNeedToken = configuration.remoteReadersNeedToken
        self.wrongTokens = Mutex(WrongTokenTable(guessesPerMinute: configuration.limits.wrongTokensPerMinute))
        self.counters = counters
    }

    /// Refuses a request that was sent to a name that is not ours.
    func checkHost(_ head: HTTPRequest, from peer: Peer) throws(RequestFault) {
        if case .local = peer { return }
        guard !site.isOurs(host: head.authority) else { return }
        throw RequestFault(
            status: 421,
            detail: "the host \"\(head.authority ?? "")\" is not this gateway; use its address, "
                + "or name it in http.allowed_origins"
        )
    }

    /// Refuses a reader from elsewhere without a token.
    func checkReader(authorization: String?, from peer: Peer) throws(RequestFault) {
        guard case .network(let address, isLoopback: false) = peer, remoteReadersNeedToken else { return }
        _ = try owner(of: authorization, address: address)
    }

    /// Refuses an acting request that a foreign page makes in its reader's name.
    func checkPage(_ head: HTTPRequest) throws(RequestFault) {
        let origin = head.headerFields[.origin]
        let fetchSite = head.headerFields[named: "Sec-Fetch-Site"]
        guard !site.mayAct(origin: origin, fetchSite: fetchSite, authority: head.authority) else { return }
        throw RequestFault(
            status: 403,
            detail: "a page of \(origin ?? "a foreign site") may not act here; "
                + "name its origin in http.allowed_origins if it may"
        )
    }

    /// The name of who acts over TCP.
    func tokenOwner(_ head: HTTPRequest, address: String) throws(RequestFault) -> String {
        guard !tokens.isEmpty else {
            throw Self.unauthorized(
                "acting over TCP needs a bearer token and none is configured; use the local socket or http.tokens"
            )
        }
        return try owner(of: head.headerFields[.authorization], address: address)
    }

    private func owner(of authorization: String?, address: String) throws(RequestFault) -> String {
        let now = Int64(NIODeadline.now().uptimeNanoseconds)
        if let seconds = wrongTokens.withLock({ $0.secondsToWait(address: address, nowNanoseconds: now) }) {
            throw RequestFault(
                status: 429,
                detail: "too many wrong tokens from \(address); try again in \(seconds) s",
                fields: [.init(name: "Retry-After", value: String(seconds))]
            )
        }
        guard let secret = Self.bearerSecret(in: authorization) else {
            throw Self.unauthorized("send a token as \"Authorization: Bearer …\"")
        }
        let digest = SHA256.digest(of: secret.utf8)
        // Every token is looked at, so that the time says nothing about which one came close.
        let owner = tokens.reduce(nil as String?) { found, token in token.matches(digest) ? token.name : found }
        guard let owner else {
            wrongTokens.withLock { $0.record(address: address, nowNanoseconds: now) }
            counters.wrongTokens.add(1, ordering: .relaxed)
            throw Self.unauthorized("the token is not known here", error: "invalid_token")
        }
        return owner
    }

    private static func bearerSecret(in authorization: String?) -> Substring? {
        guard let authorization, authorization.count > 7, authorization.prefix(7).lowercased() == "bearer " else {
            return nil
        }
        return authorization.dropFirst(7)
    }

    /// RFC 6750, section 3.
    private static func unauthorized(_ detail: String, error: String? = nil) -> RequestFault {
        let challenge = "Bearer realm=\"belfry\"" + (error.map { ", error=\"\($0)\"" } ?? "")
        return RequestFault(
            status: 401,
            detail: detail,
            fields: [.init(name: "WWW-Authenticate", value: challenge)]
        )
    }
}
