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
    /// - Parameter name: nil where the configuration has one broker alone.
    /// - Throws: ``ListeningFault`` where no such broker is configured, or it is not clear which one.
    public init(of configuration: Configuration, named name: String?) throws(ListeningFault) {
        let names = configuration.brokers.map(\.name)
        guard let index = name.map({ names.firstIndex(of: $0) }) ?? (names.count == 1 ? 0 : nil) else {
            let problem = name.map { "no broker is called \"\($0)\"" } ?? "there are several brokers"
            throw ListeningFault("\(problem); name one of \(names.joined(separator: ", "))", isConfiguration: true)
        }
        endpoint = configuration.brokers[index].session
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
            throw ListeningFault("\(error.problem); \(error.remedy)", isConfiguration: true)
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
