import ArgumentParser
import BelfryBench

/// `belfry bench-session`: the reference that `belfry bench` starts in the daemon's place; not for people.
struct BenchSessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-session",
        abstract: "Receive a load and do nothing with it, and report what that cost.",
        shouldDisplay: false
    )

    @Option var port: Int
    @Option var qos = 0
    @Option var messages = 1_000_000

    func run() throws {
        do {
            let report = try SessionReference.run(port: port, qos: qos, messages: messages)
            try StandardOutput.writeLine(JSONText.line(report))
        } catch {
            throw CommandFailure("cannot receive", why: "\(error)", status: .unavailable)
        }
    }
}
