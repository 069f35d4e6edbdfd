import ArgumentParser
import BelfryBench
import BelfryModel

/// `belfry bench-trace`: what `Deploy/compare` gives to Belfry and to other stores; not for people.
struct BenchTraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-trace",
        abstract: "Write a city's readings as requests for another store, or fill one of our own with them.",
        shouldDisplay: false
    )

    @Argument(help: "influx, remote-write, belfry or table.")
    var destination: String
    /// Exists and is empty.
    @Argument var folder: String
    @Option var readings = 7_200_000
    /// Seconds since 1970.
    @Option var start: Int64

    func validate() throws {
        guard CityTraceFiles.Format(rawValue: destination) != nil || ComparedStore(rawValue: destination) != nil else {
            throw ValidationError("there is no destination \(destination)")
        }
        guard (1...1_000_000_000).contains(readings) else {
            throw ValidationError("--readings takes 1 to 1000000000")
        }
    }

    func run() throws {
        let start = Timestamp(seconds: start)
        do {
            if let format = CityTraceFiles.Format(rawValue: destination) {
                let files = CityTraceFiles(format: format, start: start)
                try StandardOutput.writeLine("\(files.write(readings: readings, to: folder))")
            } else if let store = ComparedStore(rawValue: destination) {
                let report = try store.fill(readings: readings, start: start, folder: folder)
                try StandardOutput.writeLine(JSONText.line(report))
            }
        } catch {
            throw CommandFailure("cannot write \(destination)", why: "\(error)", status: .inputOutput)
        }
    }
}
