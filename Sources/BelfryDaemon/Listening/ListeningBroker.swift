// A broker to listen to beside the daemon: under a client identifier of its own and with a session that ends with the
// connection, so that nothing is taken from the daemon's.

import BelfryMQTT
import Glibc

/// Where to listen, and as whom.
public struct ListeningBroker: Sendable {
    let endpoint: MQTTSessionConfiguration
    /// The broker's place among those of the configuration; 0 without one.
    public let source: Int
    /// The broker's name in the configuration, or its URL.
    public var name: String { endpoint.name }
    var username: String? { endpoint.username }
    /// `mqtt://host:port`.
    public var url: String {
        let scheme = endpoint.tls == nil ? "mqtt" : "mqtts"
        return "\(scheme)://\(NetworkAddress(host: endpoint.host, port: endpoint.port))"
    }

    /// One of a configuration's brokers.
    ///
    /// - Parameters:
    ///   - name: nil where the configuration has one broker alone.
    ///   - password: instead of the one that the configuration names.
    /// - Throws: ``ListeningFault`` where no such broker is configured, it is not clear which one, or its password is not
    ///   within reach.
    public init(
        of configuration: Configuration,
        named name: String?,
        password: String? = nil
    ) throws(ListeningFault) {
        let names = configuration.brokers.map(\.name)
        guard let index = name.map({ names.firstIndex(of: $0) }) ?? (names.count == 1 ? 0 : nil) else {
            let problem = name.map { "no broker is called \"\($0)\"" } ?? "there are several brokers"
            throw ListeningFault(.usage, "\(problem); name one of \(names.joined(separator: ", "))")
        }
        var endpoint = configuration.brokers[index].session
        if let password { endpoint.password = password }
        guard endpoint.username == nil || endpoint.password != nil else {
            throw ListeningFault(
                .configuration,
                "the password of broker \(names[index]) is not within this user's reach, as systemd hands it to the daemon "
                    + "alone; name its file with --password-file"
            )
        }
        self.endpoint = endpoint
        source = index
    }

    /// The broker at a URL, `mqtt://host:port`.
    ///
    /// - Throws: ``ListeningFault`` where it is no broker's URL.
    public init(url: String, username: String? = nil, password: String? = nil) throws(ListeningFault) {
        do throws(BrokerURL.Fault) {
            let parsed = try BrokerURL(url)
            endpoint = MQTTSessionConfiguration(
                name: url,
                host: parsed.address.host,
                port: parsed.address.port,
                clientID: "",
                username: username,
                password: password,
                tls: parsed.isEncrypted ? MQTTTransportSecurity() : nil,
                subscriptions: []
            )
            source = 0
        } catch {
            throw ListeningFault(.usage, "\(error.problem); \(error.remedy)")
        }
    }

    /// What a session needs to hear topics here.
    func session(filters: [String]) -> MQTTSessionConfiguration {
        var session = endpoint
        session.clientID = "belfry-listener-\(getpid())-\(UInt32.random(in: .min ... .max))"
        session.cleanStart = true
        session.sessionExpirySeconds = 0
        session.subscriptions = filters.map { MQTTSubscription(filter: $0, qos: 0) }
        return session
    }
}
