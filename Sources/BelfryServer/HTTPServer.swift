public import Logging
public import ServiceLifecycle

/// The server, ready to run in a service group.
///
/// ```
///                 ┌────────────────────── HTTPServer ──────────────────────┐
///  127.0.0.1:8480 │ Listener ─┐                                             │
///                 │           ├─► Responder ─► endpoints ─► ServerSources   │──► daemon (closures)
///  belfry.sock    │ Listener ─┘                   │                         │
///                 │                               └────────► EventHub       │◄── daemon (publish)
///                 │                      EventTicker ───────────┘           │
///                 └──────────────────────────────────────────────────────────┘
/// ```
///
/// A graceful shutdown ends the live streams, lets requests in progress finish within ``ServerLimits/drainSeconds``, and
/// closes whatever is left.
///
/// - Parameters:
///   - configuration: where to listen and whom to trust.
///   - sources: what to show and set in motion.
///   - events: the hub that the daemon publishes to.
///   - logger: takes what operators do, and what goes wrong.
///   - onListening: called once for each address that accepts connections, with the port where it is a TCP one.
/// - Returns: a service whose `run()` throws ``ServerError`` where it cannot listen.
public func makeServer(
    configuration: ServerConfiguration,
    sources: ServerSources,
    events: EventHub,
    logger: Logger,
    onListening: @escaping @Sendable (_ port: Int?) -> Void = { _ in }
) -> some Service {
    HTTPServer(
        configuration: configuration,
        sources: sources,
        hub: events,
        logger: logger,
        onListening: onListening
    )
}

struct HTTPServer: Service {
    let configuration: ServerConfiguration
    let sources: ServerSources
    let hub: EventHub
    let logger: Logger
    let onListening: @Sendable (_ port: Int?) -> Void

    func run() async throws {
        let limits = configuration.limits
        let counters = ServerCounters()
        let parts = ServerParts(sources: sources, hub: hub, limits: limits, counters: counters)
        let responder = Responder(
            table: EndpointTable(parts),
            gatekeeper: Gatekeeper(configuration, counters: counters),
            parts: parts
        )
        let listeners = places.map { place in
            Listener(
                place: place,
                responder: responder,
                limits: limits,
                counters: counters,
                logger: logger,
                onListening: onListening
            )
        }
        let ticker = EventTicker(hub: hub, limits: limits) {
            _ = try? await parts.stateLane.run { _ in hub.publish(try sources.status(false)) }
        }
        parts.stateLane.start()
        parts.storeLane.start()
        defer { hub.close() }
        let outcome = await run(listeners, ticker)
        await parts.stateLane.stop()
        await parts.storeLane.stop()
        try outcome.get()
    }

    private func run(_ listeners: [Listener], _ ticker: EventTicker) async -> Result<Void, any Error> {
        do {
            try await withGracefulShutdownHandler {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for listener in listeners { group.addTask { try await listener.run() } }
                    group.addTask { try await ticker.run() }
                    // Throws at the first error, which ends the others; `waitForAll` would go on waiting for them.
                    while try await group.next() != nil {}
                }
            } onGracefulShutdown: {
                hub.close()
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private var places: [Listener.Place] {
        var places: [Listener.Place] = []
        if let listen = configuration.listen { places.append(.network(listen)) }
        if let path = configuration.socketPath { places.append(.socket(LocalSocket(path: path))) }
        return places
    }
}
