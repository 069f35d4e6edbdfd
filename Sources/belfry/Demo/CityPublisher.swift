import BelfryDaemon
import BelfryMQTT
import BelfryModel
import BelfrySimulator
import Glibc
import Synchronization

/// Publishes what is simulated as time goes by, on a thread of its own.
final class CityPublisher: Sendable {
    /// How often what is due is published.
    private static let stepMicroseconds: UInt32 = 50_000

    private let publisher: MQTTPublisher
    private let isStopping = Atomic<Bool>(false)
    private let published = Atomic<Int>(0)

    /// A publisher for a broker.
    ///
    /// - Throws: `MQTTConfigurationFault` for what can be known to fail without a broker.
    init(broker: MQTTEndpoint) throws {
        publisher = try MQTTPublisher(MQTTPublisherConfiguration(name: "simulator", endpoint: broker))
    }

    /// Begins to publish; call once.
    func start(_ source: some SimulatedSource) {
        Thread.detach { [self] in
            var source = source
            while !isStopping.load(ordering: .relaxed) {
                for message in source.messages(until: SystemClock.wall()) { publish(message) }
                usleep(Self.stepMicroseconds)
            }
        }
    }

    /// Stops; what waits is sent first, for a moment.
    func stop() {
        isStopping.store(true, ordering: .relaxed)
        _ = publisher.stop(drainingSeconds: 1)
    }

    /// Messages handed to the broker's connection.
    var publishedCount: Int { published.load(ordering: .relaxed) }

    /// Publishes one message; a full queue is waited for, since the city does not lose what it says.
    func publish(_ message: SimulatedMessage) {
        while !publisher.publish(
            topic: message.topic,
            payload: message.payload,
            retain: message.isRetained,
            qos: message.qos
        ) {
            if isStopping.load(ordering: .relaxed) { return }
            usleep(1_000)
        }
        published.add(1, ordering: .relaxed)
    }
}

/// A detached thread; the publisher waits in it, which Swift's cooperative pool must never do.
private enum Thread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func detach(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let code = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            body.toOpaque()
        )
        if code == 0 { pthread_detach(thread) } else { body.release() }
    }
}
