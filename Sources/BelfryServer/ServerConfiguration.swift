/// Where the server listens and whom it trusts.
public struct ServerConfiguration: Sendable {
    /// The TCP address; nil to listen on the local socket alone.
    public var listen: ListenAddress?
    /// The path of the local Unix socket, at most 107 bytes; nil to listen on TCP alone.
    public var socketPath: String?
    /// Who may act over TCP.
    ///
    /// Without a token, acting is left to the local socket.
    public var tokens: [Token]
    /// Origins beside our own whose pages may act, as `https://belfry.example`; their host names are ours as well.
    public var allowedOrigins: [String]
    /// Whether peers beyond the loopback interface may read without a token.
    public var remoteReadersNeedToken: Bool
    public var limits: ServerLimits

    /// How many addresses there are to listen on.
    public var addressCount: Int { (listen == nil ? 0 : 1) + (socketPath == nil ? 0 : 1) }

    public init(
        listen: ListenAddress? = ListenAddress(host: "127.0.0.1", port: 8480),
        socketPath: String? = nil,
        tokens: [Token] = [],
        allowedOrigins: [String] = [],
        remoteReadersNeedToken: Bool = true,
        limits: ServerLimits = ServerLimits()
    ) {
        self.listen = listen
        self.socketPath = socketPath
        self.tokens = tokens
        self.allowedOrigins = allowedOrigins
        self.remoteReadersNeedToken = remoteReadersNeedToken
        self.limits = limits
    }
}
