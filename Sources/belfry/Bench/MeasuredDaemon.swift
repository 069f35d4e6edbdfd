import BelfryAPI
import BelfryBench
import BelfryModel

/// A daemon in a process of its own, with a configuration and a database in a temporary folder.
final class MeasuredDaemon {
    private static let looks = 50

    private let peer: MeasuredPeer
    private let client: DeskClient

    /// Starts the daemon.
    ///
    /// - Parameters:
    ///   - folder: gets its configuration, its database and its log.
    ///   - yaml: the configuration without `gateway`, `store` and `http`.
    ///   - rules: the content of the one file with rules.
    init(folder: TemporaryFolder, yaml: String, rules: String) throws {
        let rulesPath = try folder.write(rules, to: "rules.yaml")
        let socket = "\(folder.path)/belfry.sock"
        let configuration = """
            gateway: { id: bench }
            store: { path: \(folder.path)/belfry.db }
            http: { listen: "127.0.0.1:0", socket: \(socket) }
            rule_files: [ \(rulesPath) ]

            """
        let path = try folder.write(configuration + yaml, to: "belfry.yaml")
        peer = try MeasuredPeer(name: "daemon", arguments: ["run", "--config", path], folder: folder)
        client = DeskClient(
            endpoint: .local(path: socket),
            token: nil,
            timeoutNanoseconds: 5 * Nanoseconds.perSecond
        )
    }

    /// Waits until it has subscribed.
    func waitUntilConnected() throws {
        try Patience.wait(for: "the daemon's start", seconds: 20) {
            guard peer.process.isRunning else { throw peer.failure("it ended") }
            return (try? client.status().ingest.connected) ?? false
        }
    }

    /// What its process has used so far.
    func usage() throws -> ProcessUsage {
        guard peer.process.isRunning, let usage = ProcessUsage(pid: peer.process.pid) else {
            throw peer.failure("it ended")
        }
        return usage
    }

    /// Its status document; costs it some milliseconds.
    func status() throws -> StatusDocument { try client.status() }

    /// One of its metrics without labels; nil where it has none of the name.
    func metric(_ name: String) throws -> Double? {
        let lines = try client.text(RequestTarget("metrics")).split(separator: "\n")
        return lines.first { $0.hasPrefix("\(name) ") }.flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    /// Its incidents, those that are closed as well.
    func incidents() throws -> [IncidentDocument] { try client.incidents(includingClosed: true, DeskFilter()) }

    /// Its live stream from now on.
    func openStream() throws -> LiveStream { try client.openStream(lastEventID: nil) }

    /// Waits until it has nothing left to do, without asking it anything, and returns what it has used by then.
    func usageAtRest() throws -> ProcessUsage {
        var last = try usage()
        for _ in 0..<Self.looks {
            // Longer than the store's linger.
            try Patience.sleep(seconds: 1.2)
            let next = try usage()
            if next.cpuSeconds - last.cpuSeconds < 0.1 { return next }
            last = next
        }
        throw peer.failure("it does not come to rest")
    }

    /// Ends it by its process id.
    func end() { peer.process.end() }
}
