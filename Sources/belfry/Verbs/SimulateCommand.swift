import ArgumentParser
import BelfryDaemon
import BelfryMQTT
import BelfryModel
import BelfrySimulator
import Glibc

/// `belfry simulate`: the seeded city, live or as a trace.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Publish the seeded city to a broker, or write a trace of it and its ground truth.",
        discussion: "The trace is what belfry replay reads; --fleet writes the city's fleet for conf.d."
    )

    @Option(help: "The city's seed; the same one makes the same city.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Publish to this broker until Ctrl-C.", valueName: "host:port"))
    var broker: String?

    @Option(help: ArgumentHelp("Write a trace.", valueName: "file"))
    var trace: String?

    @Option(help: ArgumentHelp("Write what really happens.", valueName: "file"))
    var truth: String?

    @Option(help: ArgumentHelp("Write fleet and corridors as configuration.", valueName: "file"))
    var fleet: String?

    @Option(help: "How much of the city a trace holds, in seconds.")
    var seconds = 3_600

    @Option(help: ArgumentHelp("When a trace begins, RFC 3339.", valueName: "time"))
    var start = "2026-01-05T06:00:00Z"

    @Option(help: "No sensor is slower than this, in seconds; 0 leaves each its own cadence.")
    var longestCadence = 0.0

    @Option(help: "Seconds until the first of five events is injected; -1 for none.")
    var firstEvent: Int64 = 600

    func validate() throws {
        guard broker != nil || trace != nil || fleet != nil || truth != nil else {
            throw ValidationError("say where to: --broker, --trace, --truth or --fleet")
        }
        guard (1...86_400).contains(seconds) else { throw ValidationError("--seconds takes 1 to 86400") }
        guard Timestamp(rfc3339: start) != nil else { throw ValidationError("--start takes a time of RFC 3339") }
    }

    func run() throws {
        let begin = broker == nil ? Timestamp(rfc3339: start) ?? .distantPast : SystemClock.wall()
        let longest = longestCadence > 0 ? Nanoseconds.from(seconds: longestCadence) : nil
        var city = SimulatedCity(
            seed: seed,
            start: begin,
            options: SimulationOptions(
                scenarios: firstEvent < 0 ? [] : Scenario.oneOfEach(firstSeconds: firstEvent, lastingSeconds: 600),
                longestCadenceNanoseconds: longest
            )
        )
        if let fleet { try LineWriter(fleet).write(city.fleetYAML, end: "") }
        if let truth {
            let writer = try LineWriter(truth)
            for event in city.truth { try writer.write(event.line) }
        }
        if let trace { try write(&city, from: begin, to: LineWriter(trace)) }
        if let broker { try publish(city, to: broker) }
    }

    /// Minute by minute, so that memory is that of a minute.
    private func write(_ city: inout SimulatedCity, from begin: Timestamp, to writer: LineWriter) throws {
        let end = begin.advanced(byNanoseconds: Int64(seconds) * Nanoseconds.perSecond)
        var now = begin
        while now < end {
            now = min(now.advanced(byNanoseconds: Nanoseconds.perMinute), end)
            for message in city.messages(until: now) { try writer.write(TraceRecord(message).line) }
        }
    }

    private func publish(_ city: SimulatedCity, to address: String) throws {
        let parts = address.split(separator: ":")
        guard let host = parts.first, let port = parts.count == 2 ? Int(parts[1]) : 1_883 else {
            throw ValidationError("--broker takes host:port")
        }
        Interruption.watch()
        let publisher = try CityPublisher(
            broker: MQTTEndpoint(host: String(host), port: port, clientID: "belfry-simulate-\(getpid())")
        )
        publisher.start(city)
        while !Interruption.isRequested { usleep(200_000) }
        publisher.stop()
        try StandardOutput.writeLine("\(publisher.publishedCount) messages published")
    }
}
