// The demo: a broker, a daemon and a city, all on loopback and in one temporary folder.
//
//     CityPublisher ──► mosquitto (free port, shipped drop-in) ──► belfry run (shipped rules and the demo's)
//                                                                      │
//                                       belfry tail ◄──────────────────┴──► dashboard

import BelfryAPI
import BelfryDaemon
import BelfryMQTT
import BelfryModel
import BelfrySimulator
import FoundationEssentials
import Glibc

/// The demo's processes and files; whatever happens, ``end()`` leaves none of them behind.
final class DemoCity {
    let folder: TemporaryFolder
    let dashboardURL: String
    private let seed: UInt64
    private var city: SimulatedCity
    private let brokerPort: Int
    private let httpPort: Int
    private let token: String
    private var children: [ChildProcess] = []
    private var publisher: CityPublisher?

    /// Prepares a city from a seed; nothing runs yet.
    ///
    /// - Throws: ``CommandFailure`` where folder or ports cannot be had.
    init(seed: UInt64) throws {
        folder = try TemporaryFolder(prefix: "belfry-demo")
        brokerPort = try LoopbackPort.free()
        httpPort = try LoopbackPort.free()
        token = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
            .padding(toAtLeast: 64)
        dashboardURL = "http://127.0.0.1:\(httpPort)/#token=\(token)"
        self.seed = seed
        city = Self.city(seed: seed)
    }

    /// A city that begins now, at a busy hour without jams, and lets an event of each domain happen within a minute or so.
    private static func city(seed: UInt64) -> SimulatedCity {
        SimulatedCity(
            seed: seed,
            start: SystemClock.wall(),
            options: SimulationOptions(
                scenarios: Scenario.ofEachDomain(firstSeconds: 20, lastingSeconds: 90),
                longestCadenceNanoseconds: 2 * Nanoseconds.perSecond,
                hasHazardSensors: true,
                hourOfDay: 15
            )
        )
    }

    /// What is made to happen; its times are right once the city has started.
    var truth: [TruthEvent] { city.truth }
    /// The sensors that send.
    var sensorCount: Int { city.sensors.count }
    var socketPath: String { folder.path + "/belfry.sock" }

    /// Starts broker, daemon and city, in this order, and waits until the daemon is ready.
    ///
    /// - Throws: ``CommandFailure`` that says which part did not come up, with the end of its log.
    func start() throws {
        let share = try ShippedFiles.folder()
        try startBroker(share: share)
        let configuration = try writeConfiguration(share: share)
        let log = folder.path + "/daemon.log"
        let daemon = try ChildProcess(
            name: "the daemon",
            arguments: [try ShippedFiles.executable(), "run", "--config", configuration],
            output: .file(log)
        )
        children.append(daemon)
        try wait(for: daemon, log: log) { try? self.client.status().ingest.connected }
        let publisher = try CityPublisher(
            broker: MQTTEndpoint(host: "127.0.0.1", port: brokerPort, clientID: "belfry-demo-city")
        )
        // Broker and daemon took their time: what is to happen counts from here.
        city = Self.city(seed: seed)
        publisher.start(city)
        self.publisher = publisher
    }

    /// Speaks to the demo's daemon.
    var client: DeskClient {
        DeskClient(endpoint: .local(path: socketPath), token: nil, timeoutNanoseconds: 5 * Nanoseconds.perSecond)
    }

    /// A command for a second terminal.
    var exampleCommand: String { "\(CommandLine.arguments[0]) incidents --socket \(socketPath)" }

    /// Lets `belfry tail` run on our terminal.
    func tail() throws {
        children.append(
            try ChildProcess(
                name: "tail",
                arguments: [try ShippedFiles.executable(), "tail", "--socket", socketPath],
                output: .inherited
            )
        )
    }

    /// The part that ended by itself, if one did.
    var casualty: ChildProcess? { children.first { !$0.isRunning } }

    /// Ends everything, the last started first, and removes the folder.
    func end() {
        publisher?.stop()
        for child in children.reversed() { child.end() }
        children = []
        folder.remove()
    }

    /// The last lines of the daemon's log.
    var daemonLog: String { Self.end(ofFile: folder.path + "/daemon.log") }

    private func startBroker(share: String) throws {
        let settings = [
            // mosquitto started by root would become another user, who cannot write into our folder.
            geteuid() == 0 ? "user root" : "",
            "listener \(brokerPort) 127.0.0.1",
            "allow_anonymous true",
            "persistence_location \(folder.path)/",
            "include_dir \(share)/mosquitto",
        ]
        let file = try folder.write(settings.joined(separator: "\n") + "\n", to: "mosquitto.conf")
        let log = folder.path + "/mosquitto.log"
        let broker = try ChildProcess(
            name: "the broker",
            arguments: [try ShippedFiles.mosquitto(), "-c", file],
            output: .file(log)
        )
        children.append(broker)
    }

    private func writeConfiguration(share: String) throws -> String {
        guard let shipped = FileManager.default.contents(atPath: share + "/demo/belfry.yaml") else {
            throw CommandFailure("cannot read \(share)/demo/belfry.yaml", why: "it is not readable", status: .noInput)
        }
        guard mkdir(folder.path + "/conf.d", 0o700) == 0 else {
            throw CommandFailure(
                "cannot make \(folder.path)/conf.d",
                why: String(cString: strerror(errno)),
                status: .inputOutput
            )
        }
        let tokens = try folder.write("demo \(token)\n", to: "tokens")
        _ = try folder.write(city.fleetYAML, to: "conf.d/city.yaml")
        _ = try folder.write("http: { token_file: \(tokens) }\n", to: "conf.d/desk.yaml")
        // Filled in, so that any command that is given the file can read it: check, backtest, explain, doctor.
        let text = String(decoding: shipped, as: UTF8.self)
            .replacing("${BELFRY_DEMO_BROKER}", with: "127.0.0.1:\(brokerPort)")
            .replacing("${BELFRY_DEMO_LISTEN:-127.0.0.1:0}", with: "127.0.0.1:\(httpPort)")
            .replacing("${BELFRY_DEMO_SHARE}", with: share)
        guard !text.contains("${BELFRY_DEMO_") else {
            throw CommandFailure(
                "cannot fill in \(share)/demo/belfry.yaml",
                why: "it asks for more than broker, listen and share",
                status: .noInput
            )
        }
        return try folder.write(text, to: "belfry.yaml")
    }

    private func wait(for child: ChildProcess, log: String, until isReady: () -> Bool?) throws {
        for _ in 0..<200 {
            if isReady() == true { return }
            guard child.isRunning, !Interruption.isRequested else { break }
            usleep(100_000)
        }
        throw CommandFailure(
            "\(child.name) did not come up",
            why: "the end of its log:\n\(Self.end(ofFile: log))",
            status: .inputOutput
        )
    }

    private static func end(ofFile path: String) -> String {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").suffix(12).joined(separator: "\n")
    }
}

extension String {
    /// The text with zeros behind it up to a length.
    fileprivate func padding(toAtLeast count: Int) -> String {
        self + String(repeating: "0", count: max(0, count - self.count))
    }
}
