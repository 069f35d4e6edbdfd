import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryServer
import BelfryStore
import Logging
import ServiceLifecycle
import UnixSignals

extension Daemon {
    /// Runs until SIGTERM or SIGINT, then drains.
    ///
    /// - Throws: ``StartFault`` where it cannot start.
    public func run() async throws {
        let serverConfiguration = configuration.serverConfiguration
        // A daemon whose address is taken must not take over the session with the broker, and whoever hears that this one
        // is ready may ask and send SIGHUP at once: the addresses and the signal come first.
        let mayStart = StartGate(waitingFor: serverConfiguration.addressCount + 1)
        let isRunning = StartGate(waitingFor: 1)
        let server = makeServer(
            configuration: serverConfiguration,
            sources: serverSources(),
            events: hub,
            logger: logger,
            onListening: { _ in mayStart.report() }
        )
        // A group stops its services in reverse: first the core, which reads the last messages in; HTTP last, so that
        // operators see it happen.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: server),
                    .init(service: ReloadService(daemon: self, mayStart: mayStart, isRunning: isRunning)),
                    .init(service: HousekeepingService(daemon: self)),
                    .init(service: CoreService(daemon: self, mayStart: mayStart, isRunning: isRunning)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch let fault as ServerError {
            throw StartFault(.inputOutput, fault.description)
        }
    }
}

/// The threads between the brokers and the disk.
private struct CoreService: Service {
    let daemon: Daemon
    let mayStart: StartGate
    let isRunning: StartGate

    func run() async throws {
        guard await mayStart.isPassed() else { return daemon.closeStore() }
        let core = try daemon.startCore()
        isRunning.report()
        try? await gracefulShutdown()
        await withCheckedContinuation { continuation in
            // Stopping joins threads, which must not hold up the cooperative pool.
            let stopper = try? WorkerThread(name: "stop") {
                daemon.stop(core)
                continuation.resume()
            }
            if stopper == nil { continuation.resume() }
        }
    }
}

/// Reloads on SIGHUP.
private struct ReloadService: Service {
    let daemon: Daemon
    let mayStart: StartGate
    let isRunning: StartGate

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        mayStart.report()
        // One that comes during the start is heard after it.
        guard await isRunning.isPassed() else { return }
        for await _ in signals.cancelOnGracefulShutdown() {
            await withCheckedContinuation { continuation in
                // Reading files and waiting for the next tick must not hold up the cooperative pool.
                let reloader = try? WorkerThread(name: "reload") {
                    reload()
                    continuation.resume()
                }
                if reloader == nil {
                    daemon.logger.error("not reloaded, nothing changed: the system gives no thread; raise TasksMax")
                    continuation.resume()
                }
            }
        }
    }

    private func reload() {
        do throws(RequestFault) {
            let report = try daemon.reload()
            daemon.logger.notice("reloaded: \(report)")
        } catch {
            // One fault a line, each with its place.
            for fault in error.detail.split(separator: "\n") {
                daemon.logger.error("not reloaded, nothing changed: \(fault)")
            }
        }
    }
}
