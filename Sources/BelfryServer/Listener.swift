import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// One address that the server listens on: the loopback port, or the local socket.
struct Listener: Service {
    enum Place: Sendable {
        case network(ListenAddress)
        case socket(LocalSocket)
    }

    let place: Place
    let responder: Responder
    let limits: ServerLimits
    let counters: ServerCounters
    let logger: Logger
    /// Called once connections are accepted, with the port where there is one.
    let onListening: @Sendable (_ port: Int?) -> Void

    func run() async throws {
        if case .socket(let socket) = place { try socket.makeRoom() }
        defer {
            if case .socket(let socket) = place { socket.remove() }
        }
        do {
            try await application().run()
        } catch let error as IOError {
            throw ServerError("cannot listen on \(address): \(error); free the address or configure another")
        }
    }

    private func application() -> Application<Responder> {
        Application(
            responder: responder,
            server: .guarded(
                limits: limits,
                table: ConnectionTable(limit: limits.connections, counters: counters),
                counters: counters
            ),
            configuration: ApplicationConfiguration(address: bindAddress),
            onServerRunning: { channel in
                if case .socket(let socket) = place {
                    do {
                        try socket.open()
                    } catch {
                        logger.error("local socket", metadata: ["error": "\(error)"])
                    }
                }
                onListening(channel.localAddress?.port)
            },
            logger: logger
        )
    }

    private var bindAddress: BindAddress {
        switch place {
        case .network(let address): .hostname(address.host, port: address.port)
        case .socket(let socket): .unixDomainSocket(path: socket.path)
        }
    }

    private var address: String {
        switch place {
        case .network(let address): address.description
        case .socket(let socket): socket.path
        }
    }
}
