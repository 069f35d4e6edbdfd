import ArgumentParser
import BelfryDaemon
import BelfryMQTT
import BelfryModel
import BelfrySimulator
import Glibc

/// `belfry simulate`: the seeded city or freeway, live or as a trace.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Publish a seeded city or freeway to a broker, or write a trace of it and its ground truth.",
        discussion: """
            The trace is what belfry replay reads, the truth what belfry score reads; --fleet writes fleet and corridors for conf.d.

            city     324 sensors and five events: a crash, too much NO2, a flood, a dead and a stuck sensor
            domains  336 sensors and an event of each domain, as in belfry demo
            freeway  a corridor of twelve loop stations with queues, waves of braking, rain, faults and incidents, each 30 s
            """
    )

    /// What there is to simulate.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case city, domains, freeway
    }

    @Option(help: ArgumentHelp("What is simulated.", valueName: "name"))
    var scenario = Subject.city

    @Option(help: "The seed; the same one makes the same city or freeway.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Publish to this broker until Ctrl-C.", valueName: "host:port"))
    var broker: String?

    @Option(help: ArgumentHelp("Write a trace.", valueName: "file"))
    var trace: String?

    @Option(help: ArgumentHelp("Write what really happens.", valueName: "file"))
    var truth: String?

    @Option(help: ArgumentHelp("Write fleet and corridors as configuration.", valueName: "file"))
    var fleet: String?

    @Option(help: "How much a trace holds, and how far a freeway's truth goes, in seconds.")
    var seconds = 3_600

    @Option(help: ArgumentHelp("When a trace begins, RFC 3339.", valueName: "time"))
    var start = "2026-01-05T06:00:00Z"

    @Option(help: "No sensor of a city is slower than this, in seconds; 0 leaves each its own cadence.")
    var longestCadence = 0.0

    @Option(help: "Seconds until the first of a city's events is injected; -1 for none.")
    var firstEvent: Int64 = 600

    private static let longestSeconds = 31 * 86_400

    func validate() throws {
        guard broker != nil || trace != nil || fleet != nil || truth != nil else {
            throw ValidationError("say where to: --broker, --trace, --truth or --fleet")
        }
        guard (1...Self.longestSeconds).contains(seconds) else {
            throw ValidationError("--seconds takes 1 to \(Self.longestSeconds)")
        }
        guard Timestamp(rfc3339: start) != nil else { throw ValidationError("--start takes a time of RFC 3339") }
    }

    func run() throws {
        let begin = broker == nil ? Timestamp(rfc3339: start) ?? .distantPast : SystemClock.wall()
        switch scenario {
        case .city, .domains: try run(city(from: begin), from: begin)
        case .freeway: try run(SimulatedFreeway(seed: seed, start: begin), from: begin)
        }
    }

    private func city(from begin: Timestamp) -> SimulatedCity {
        let hasAllDomains = scenario == .domains
        let events =
            hasAllDomains
            ? Scenario.ofEachDomain(firstSeconds: firstEvent, lastingSeconds: 600)
            : Scenario.oneOfEach(firstSeconds: firstEvent, lastingSeconds: 600)
        return SimulatedCity(
            seed: seed,
            start: begin,
            options: SimulationOptions(
                scenarios: firstEvent < 0 ? [] : events,
                longestCadenceNanoseconds: longestCadence > 0 ? Nanoseconds.from(seconds: longestCadence) : nil,
                hasHazardSensors: hasAllDomains
            )
        )
    }

    private func run(_ source: some SimulatedSource, from begin: Timestamp) throws {
        let end = begin.advanced(byNanoseconds: Int64(seconds) * Nanoseconds.perSecond)
        if let fleet { try LineWriter(fleet).write(source.fleetYAML, end: "") }
        if let truth {
            let writer = try LineWriter(truth)
            for entry in source.truth(until: end) { try writer.write(entry.line) }
        }
        if let trace { try write(source, from: begin, to: end, LineWriter(trace)) }
        if let broker { try publish(source, to: broker) }
    }

    /// Minute by minute, so that memory is that of a minute.
    private func write(
        _ source: some SimulatedSource,
        from begin: Timestamp,
        to end: Timestamp,
        _ writer: LineWriter
    ) throws {
        var source = source
        var now = begin
        while now < end {
            now = min(now.advanced(byNanoseconds: Nanoseconds.perMinute), end)
            for message in source.messages(until: now) { try writer.write(TraceRecord(message).line) }
        }
    }

    private func publish(_ source: some SimulatedSource, to address: String) throws {
        let parts = address.split(separator: ":")
        guard let host = parts.first, let port = parts.count == 2 ? Int(parts[1]) : 1_883 else {
            throw ValidationError("--broker takes host:port")
        }
        Interruption.watch()
        let publisher = try CityPublisher(
            broker: MQTTEndpoint(host: String(host), port: port, clientID: "belfry-simulate-\(getpid())")
        )
        publisher.start(source)
        while !Interruption.isRequested { usleep(200_000) }
        publisher.stop()
        try StandardOutput.writeLine("\(publisher.publishedCount) messages published")
    }
}
