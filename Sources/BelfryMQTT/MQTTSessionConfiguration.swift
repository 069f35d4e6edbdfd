/// What one ingest session needs to know; see ``MQTTConfigurationFault`` for what is refused.
public struct MQTTSessionConfiguration: Sendable, Hashable {
    /// The name under which status and log speak of it.
    public var name: String
    public var host: String
    /// 1...65,535.
    public var port: Int
    /// The same in every run: it names the persistent session at the broker.
    public var clientID: String
    public var username: String?
    public var password: String?
    /// nil for plain TCP.
    public var tls: MQTTTransportSecurity?
    public var subscriptions: [MQTTSubscription]
    /// True drops what the broker kept while the session was away; false resumes it.
    public var cleanStart: Bool
    /// How long the broker keeps the session after a disconnect; 0xFFFF_FFFF for ever.
    ///
    /// MQTT 5 needs more than 0 for a session to outlive its connection.
    public var sessionExpirySeconds: UInt32
    /// The longest silence on the wire, 5...65,535.
    ///
    /// A commit that stalls for 1.5 times as long drops the connection, and the broker sends again.
    public var keepAliveSeconds: Int
    /// How many un-acknowledged messages the broker may have on their way to us, 1...65,535.
    ///
    /// mosquitto 2.0.11 does not keep to it, hence ``batchLimit``.
    public var receiveMaximum: Int
    /// How many messages ``MQTTSession/read(limit:_:)`` hands out before it insists on
    /// ``MQTTSession/acknowledge()``, at least 1.
    public var batchLimit: Int
    /// The largest packet accepted.
    ///
    /// The broker is told, and drops larger messages for us (MQTT 5, 3.1.2.11.4).
    public var maximumPacketBytes: Int
    public var backoff: MQTTBackoff
    /// Which versions of the protocol to speak.
    ///
    /// 3.1.1 knows neither ``sessionExpirySeconds``, ``receiveMaximum`` and ``maximumPacketBytes``, so the broker is not
    /// told; and it repeats retained messages with each subscribing.
    public var versions: MQTTVersionPolicy

    public init(
        name: String,
        host: String,
        port: Int = 1_883,
        clientID: String,
        username: String? = nil,
        password: String? = nil,
        tls: MQTTTransportSecurity? = nil,
        subscriptions: [MQTTSubscription],
        cleanStart: Bool = false,
        sessionExpirySeconds: UInt32 = 7 * 86_400,
        keepAliveSeconds: Int = 30,
        receiveMaximum: Int = 1_000,
        batchLimit: Int = 1_000,
        maximumPacketBytes: Int = 262_144,
        backoff: MQTTBackoff = MQTTBackoff(),
        versions: MQTTVersionPolicy = .auto
    ) {
        self.name = name
        self.host = host
        self.port = port
        self.clientID = clientID
        self.username = username
        self.password = password
        self.tls = tls
        self.subscriptions = subscriptions
        self.cleanStart = cleanStart
        self.sessionExpirySeconds = sessionExpirySeconds
        self.keepAliveSeconds = keepAliveSeconds
        self.receiveMaximum = receiveMaximum
        self.batchLimit = batchLimit
        self.maximumPacketBytes = maximumPacketBytes
        self.backoff = backoff
        self.versions = versions
    }

    /// The part that every connection to this broker shares, under another client identifier where one is given.
    public func endpoint(clientID: String? = nil) -> MQTTEndpoint {
        MQTTEndpoint(
            host: host,
            port: port,
            clientID: clientID ?? self.clientID,
            username: username,
            password: password,
            tls: tls,
            keepAliveSeconds: keepAliveSeconds,
            versions: versions
        )
    }
}
