public import BelfryMQTT
import BelfryModel

extension Configuration {
    /// One MQTT broker and what to subscribe to there.
    public struct Broker: Sendable {
        /// Shown in status and metrics, part of the client id.
        ///
        /// Default: the host.
        public var name: String
        /// Default ports: 1883, with TLS 8883.
        public var address: NetworkAddress
        /// nil: unencrypted.
        public var tls: TLS?
        public var username: String?
        /// nil where there is none, or where the policy left it unread.
        public var password: Secret?
        /// Default: `belfry-GATEWAY-NAME`.
        ///
        /// The broker keeps the session under it, so it must be this gateway's alone.
        public var clientID: String
        /// Default: 30 s.
        public var keepAliveSeconds = 30
        /// How long the broker keeps the session, and what it queued, while the gateway is away.
        ///
        /// Default: 7 days.
        public var sessionExpirySeconds: UInt32 = 7 * 24 * 3_600
        /// Which versions of MQTT to speak.
        ///
        /// Default: 5, and 3.1.1 to a broker that does not know it.
        public var versions = MQTTVersionPolicy.auto
        /// Whether Belfry may publish there: its own status, and requests for Sparkplug's birth certificates.
        ///
        /// Default: true.
        public var publishes = true
        /// At least one.
        public var subscriptions: [Topic]
    }

    /// What an encrypted connection rests on.
    public struct TLS: Sendable, Hashable {
        /// Default: the authorities that the system trusts.
        public var authorityFile: String?
        /// With ``keyFile`` where the broker asks for a client certificate.
        public var certificateFile: String?
        /// In `$CREDENTIALS_DIRECTORY` or of mode 0600.
        public var keyFile: String?
    }
}

extension Configuration.Broker {
    init?(reading keys: MappingReader, index: Int, gateway: Configuration.Gateway, files: ConfigurationFiles) {
        let written = keys.required("broker", as: .text)
        let url = written.flatMap { BrokerURL($0, keys: keys) }
        address = url?.address ?? NetworkAddress(host: "", port: 0)
        name = keys.scalar("name", as: .name) ?? address.host
        username = keys.scalar("username", as: .text)
        keys.refuseInlineSecret("password", insteadOf: "password_file")
        password = keys.secret("password_file", files: files).flatMap { Self.firstLine($0.text, keys: keys) }
        if keys.contains("password_file"), username == nil {
            keys.report("password_file", "a password without a \"username\"", remedy: "add username:")
        }
        clientID = keys.scalar("client_id", as: .name) ?? "belfry-\(gateway.id)-\(name)"
        keepAliveSeconds =
            keys.scalar("keep_alive", as: .duration(5 * Nanoseconds.perSecond...Nanoseconds.perHour))
            .map { Int($0 / Nanoseconds.perSecond) } ?? keepAliveSeconds
        sessionExpirySeconds =
            keys.scalar("session_expiry", as: .duration(Nanoseconds.perMinute...365 * Nanoseconds.perDay))
            .map { UInt32($0 / Nanoseconds.perSecond) } ?? sessionExpirySeconds
        versions =
            keys.scalar("protocol", as: .word(of: MQTTVersionPolicy.allCases.map(\.rawValue)))
            .flatMap { MQTTVersionPolicy(rawValue: $0) } ?? versions
        publishes = keys.scalar("publish", as: .flag) ?? publishes
        tls = Self.tls(reading: keys, isEncrypted: url?.isEncrypted, files: files)
        subscriptions = Self.subscriptions(reading: keys, source: index, files: files)
        if url == nil { return nil }
    }

    private static func firstLine(_ text: String, keys: MappingReader) -> Secret? {
        let line = text.prefix { !$0.isNewline }
        if line.isEmpty {
            keys.report("password_file", "the password file is empty", remedy: "put the password on its first line")
            return nil
        }
        return Secret(String(line))
    }

    /// The encryption of a broker; `isEncrypted` is nil where its URL could not be read.
    private static func tls(
        reading keys: MappingReader,
        isEncrypted: Bool?,
        files: ConfigurationFiles
    ) -> Configuration.TLS? {
        let tls = Configuration.TLS(
            authorityFile: keys.file("ca", files: files),
            certificateFile: keys.file("cert", files: files),
            keyFile: keys.secret("key", files: files)?.path
        )
        if keys.contains("cert") != keys.contains("key") {
            let missing = keys.contains("cert") ? "key" : "cert"
            let present = missing == "cert" ? "key" : "cert"
            keys.report(present, "\"\(present)\" without \"\(missing)\"", remedy: "name both or neither")
        }
        for key in ["ca", "cert", "key"] where isEncrypted == false && keys.contains(key) {
            keys.report(key, "\"\(key)\" has no effect on an mqtt:// broker", remedy: "write mqtts://")
        }
        return isEncrypted == true ? tls : nil
    }

    private static func subscriptions(
        reading keys: MappingReader,
        source: Int,
        files: ConfigurationFiles
    ) -> [Configuration.Topic] {
        guard keys.node("subscribe") != nil else {
            keys.faults.report(
                keys.place(of: "subscribe"),
                "\(keys.name) lacks \"subscribe\"",
                remedy: "add subscribe: with a list such as - topic: city/{sensor}/{quantity}"
            )
            return []
        }
        return keys.list("subscribe", remedyWhenEmpty: "add - topic: city/{sensor}/{quantity}").compactMap { node in
            MappingReader.read(node, named: "subscribe", faults: keys.faults) {
                Configuration.Topic(reading: $0, source: source)
            }
        }
    }
}
