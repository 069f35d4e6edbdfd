// What the rooms below need to know, out of what the user wrote.

import BelfryAPI
import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryServer
import BelfryStore

extension Configuration.Broker {
    /// The broker as an ingest session needs it.
    var session: MQTTSessionConfiguration {
        MQTTSessionConfiguration(
            name: name,
            host: address.host,
            port: address.port,
            clientID: clientID,
            username: username,
            password: password?.revealed,
            tls: tls.map {
                MQTTTransportSecurity(
                    authorityFile: $0.authorityFile,
                    certificateFile: $0.certificateFile,
                    keyFile: $0.keyFile
                )
            },
            subscriptions: subscriptions.map {
                MQTTSubscription(filter: $0.decoding.template.filter, qos: $0.qualityOfService)
            },
            sessionExpirySeconds: sessionExpirySeconds,
            keepAliveSeconds: keepAliveSeconds,
            receiveMaximum: IngestLoop.Pace.messagesPerWindow,
            batchLimit: IngestLoop.Pace.messagesPerWindow,
            versions: versions
        )
    }
}

extension Configuration {
    /// What Belfry says to a broker, and over which connection: one of its own, since in the session it would wait in one
    /// queue with acknowledgements that must not leave yet.
    ///
    /// nil where it may not publish.
    func publishing(to broker: Broker, startedAt: Timestamp) -> MQTTPublisherConfiguration? {
        guard broker.publishes else { return nil }
        return MQTTPublisherConfiguration(
            name: broker.name,
            endpoint: broker.session.endpoint(clientID: broker.clientID + "-publish"),
            presence: GatewayPresence(gateway: gateway.id, version: Release.version, startedAt: startedAt).messages
        )
    }

    /// What the engine is told; `clock` is for its latency histogram alone.
    func engineConfiguration(
        clock: (@Sendable () -> Timestamp?)?,
        wantsTick: (@Sendable () -> Void)? = nil
    ) -> EngineConfiguration {
        Self.engineConfiguration(of: engine, clock: clock, wantsTick: wantsTick)
    }

    /// The same of a section alone.
    static func engineConfiguration(
        of section: Engine,
        clock: (@Sendable () -> Timestamp?)? = nil,
        wantsTick: (@Sendable () -> Void)? = nil
    ) -> EngineConfiguration {
        EngineConfiguration(
            shards: section.shards,
            allowedLatenessNanoseconds: section.allowedLatenessNanoseconds,
            seriesLimit: EngineLimits.series,
            build: BuildIdentity.ofThisProcess(),
            clock: clock,
            wantsTick: wantsTick
        )
    }

    /// What the store is told.
    var storeConfiguration: StoreConfiguration {
        StoreConfiguration(
            path: store.path,
            retention: RetentionPolicy(
                rawNanoseconds: store.retention.rawNanoseconds,
                hoursNanoseconds: store.retention.hourlyRollupNanoseconds,
                daysNanoseconds: store.retention.dailyRollupNanoseconds,
                incidentsNanoseconds: store.retention.incidentsNanoseconds,
                sizeBytes: store.retention.sizeBytes
            ),
            // What the engine and the memory of duplicates read again after a restart.
            journalNanoseconds: JournalTail.longestNanoseconds + engine.allowedLatenessNanoseconds,
            allowedLatenessNanoseconds: engine.allowedLatenessNanoseconds,
            quarantineLimit: store.quarantineLimit
        )
    }

    /// What the server is told.
    var serverConfiguration: ServerConfiguration {
        ServerConfiguration(
            listen: ListenAddress(host: http.listen.host, port: http.listen.port),
            socketPath: http.socket,
            tokens: http.tokens.map { BelfryServer.Token(name: $0.owner, secret: $0.secret.revealed) },
            allowedOrigins: http.allowedOrigins,
            remoteReadersNeedToken: http.remoteReadersNeedToken
        )
    }

    /// The longest window of any rule, in nanoseconds; 0 without windows.
    var longestWindowNanoseconds: Int64 {
        rules.compactMap { $0.window?.lengthNanoseconds }.max() ?? 0
    }
}

extension MQTTSessionConfiguration {
    /// What the store calls this session: it is another one under another client identifier, or at another broker.
    var noteName: String { "\(clientID) at \(host):\(port)" }
}
