// What the daemon takes from a gateway that has little to do: when nothing comes at all, on an ordinary day with the simulated
// city's sensors at their own cadence in four formats, and at a steady thousand readings a second, all at QoS 1. The reference
// is the process that sends them: the same executable with next to nothing to do.

import BelfryAPI
import BelfryBench
import BelfryModel
import BelfrySimulator

/// `belfry bench idle`.
struct IdleBenchmark {
    /// Enough for every sensor to have reported twice and for the threads' pools to have settled.
    private static let settlingSeconds = Double(2 * CityLoad.longestCadenceSeconds + 5)
    private static let seconds = 30.0
    private static let fewestSensors = 300
    private static let steadyRate = 1_000

    /// What comes in.
    enum Load: CaseIterable {
        case nothing
        case city
        case steady
    }

    var load: Load

    /// Measures one daemon once.
    func run() throws -> BenchmarkResult {
        try BenchmarkFolder.with { folder in
            let port = try LoopbackPort.free()
            let broker = try MeasuredPeer(
                name: "broker",
                arguments: ["bench-broker", "--port", "\(port)", "--qos", "1"] + loadArguments,
                folder: folder
            )
            defer { broker.process.end() }
            let daemon = try MeasuredDaemon(folder: folder, yaml: Self.yaml(port: port), rules: Self.rules)
            defer { daemon.end() }
            return try measure(daemon, broker)
        }
    }

    private var loadArguments: [String] {
        switch load {
        // Its first message would leave long after the measurement.
        case .nothing: ["--messages", "1", "--pause-milliseconds", "600000"]
        case .city: ["--city-seconds", "120"]
        case .steady: ["--messages", "\(120 * Self.steadyRate)", "--rate", "\(Self.steadyRate)", "--series", "1000"]
        }
    }

    private var name: String {
        switch load {
        case .nothing: "idle, nothing heard"
        case .city: "idle"
        case .steady: "1,000 readings/s"
        }
    }

    private func measure(_ daemon: MeasuredDaemon, _ broker: MeasuredPeer) throws -> BenchmarkResult {
        try daemon.waitUntilConnected()
        try Patience.sleep(seconds: Self.settlingSeconds)
        let first = try daemon.status()
        guard load == .nothing || first.sensors.live >= Self.fewestSensors else {
            throw broker.failure("only \(first.sensors.live) sensors are live, \(Self.fewestSensors) are needed")
        }
        let before = (daemon: try daemon.usage(), broker: ProcessUsage(pid: broker.process.pid))
        try Patience.sleep(seconds: Self.seconds)
        let after = (daemon: try daemon.usage(), broker: ProcessUsage(pid: broker.process.pid))
        let last = try daemon.status()
        let messages = Int(clamping: last.ingest.ledger.received - first.ingest.ledger.received)
        var reference: (String, [BenchmarkFigures])?
        if let broker = (before.broker, after.broker) as? (ProcessUsage, ProcessUsage) {
            reference = ("the process that sends the messages", [figures(from: broker.0, to: broker.1)])
        }
        return BenchmarkResult(
            name: name,
            items: messages,
            itemName: "message",
            rounds: [figures(from: before.daemon, to: after.daemon)],
            reference: reference
        )
    }

    private func figures(from before: ProcessUsage, to after: ProcessUsage) -> BenchmarkFigures {
        var figures = BenchmarkFigures(seconds: Self.seconds)
        figures.corePercent = (after.cpuSeconds - before.cpuSeconds) / Self.seconds * 100
        figures.residentBytes = Double(after.residentBytes)
        figures.proportionalBytes = Double(after.proportionalBytes)
        figures.threads = Double(after.threads)
        return figures
    }
}

extension IdleBenchmark {
    private static func yaml(port: Int) -> String {
        """
        mqtt:
          - broker: mqtt://127.0.0.1:\(port)
            name: bench
            subscribe:
        \(SimulatedCity.subscriptionsYAML())
        """
    }

    /// What a city's rules ask of the engine: each kind of detector, and windows of a minute and of an hour.
    private static let rules = """
        rules:
          - { name: silent, detector: silence, missed: 3, at_least: 1m, severity: warning, text: "silent" }
          - { name: range, detector: gross_range, severity: warning, text: "{value} {unit}" }
          - { name: stuck, detector: flat_line, match: { quantity: "no2|pm2_5|laeq" }, duration: 2h,
              minimum_readings: 12, severity: warning, text: "{value} {unit}" }
          - { name: slow, match: { quantity: speed }, window: { tumbling: 1m, aggregate: mean }, below: 3,
              severity: warning, text: "{value} {unit}" }
          - { name: no2-hour, match: { quantity: no2 }, window: { tumbling: 1h, aggregate: mean },
              above: 200 ug/m3, severity: major, text: "{value} {unit}" }
        """
}
