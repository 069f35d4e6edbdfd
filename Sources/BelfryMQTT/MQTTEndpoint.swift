/// Where a broker is and how to introduce oneself: what every connection needs.
public struct MQTTEndpoint: Sendable, Hashable {
    /// A host name or an address, without a scheme.
    public var host: String
    /// 1...65,535.
    public var port: Int
    /// The same in every run: it names the persistent session at the broker.
    public var clientID: String
    public var username: String?
    public var password: String?
    /// nil for plain TCP.
    public var tls: MQTTTransportSecurity?
    /// The longest silence on the wire in seconds, 5...65,535.
    public var keepAliveSeconds: Int
    public var versions: MQTTVersionPolicy

    public init(
        host: String,
        port: Int = 1_883,
        clientID: String,
        username: String? = nil,
        password: String? = nil,
        tls: MQTTTransportSecurity? = nil,
        keepAliveSeconds: Int = 30,
        versions: MQTTVersionPolicy = .auto
    ) {
        self.host = host
        self.port = port
        self.clientID = clientID
        self.username = username
        self.password = password
        self.tls = tls
        self.keepAliveSeconds = keepAliveSeconds
        self.versions = versions
    }
}

/// The files that a TLS connection is checked and opened with; the host name is always checked.
public struct MQTTTransportSecurity: Sendable, Hashable {
    /// The PEM file of the authorities to trust; nil for those of the operating system.
    public var authorityFile: String?
    /// The PEM file of the client's own certificate, where the broker asks for one.
    public var certificateFile: String?
    /// The PEM file of its key, without a passphrase.
    public var keyFile: String?

    public init(authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}
