// What the ingest thread is made of. It is put together by the thread that starts the daemon and handed over whole.

import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryMQTT
import BelfryStore

/// The parts of one ingest loop, on their way to its thread.
struct IngestLoopParts {
    let links: [BrokerLink]
    let ingest: Ingest
    let engine: Engine
    let writer: StoreWriter
    let board: IngestBoard
    let watchdog: Watchdog
    let wake: WakeDescriptor
    let recorder: InputRecorder?
    let clock: SteadyClock
    let ledger: Ledger
    let tickNanoseconds: Int64
}

extension Configuration.Broker {
    /// The broker as an ingest session needs it.
    var session: MQTTSessionConfiguration {
        MQTTSessionConfiguration(
            name: name,
            host: address.host,
            port: address.port,
            clientID: clientID,
            username: username,
            password: password?.text,
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
            batchLimit: IngestLoop.Pace.messagesPerBatch
        )
    }
}

/// Carries a value that is not Sendable to the one thread that will own it.
struct Handover<Value>: @unchecked Sendable {
    // Unchecked: whoever makes it gives the value away, and only the new thread takes it out.
    let value: Value
}
