import ArgumentParser
import BelfryAPI
import BelfryDaemon

/// `belfry sensors`: who reports and who does not.
struct SensorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensors",
        abstract: "List sensors with their state and when they were last heard, those in trouble first."
    )

    @Option(
        help:
            "Only this state: live, late, silent, faulty, never_seen, out_of_service, or several as \"silent|faulty\"."
    )
    var state: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @OptionGroup(title: "Filter")
    var filtering: FilterOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func validate() throws {
        if let unknown = states.first(where: { !SensorPage.states.contains($0) }) {
            let known = SensorPage.states.reversed().joined(separator: ", ")
            throw ValidationError("unknown state \"\(unknown)\"; known are \(known)")
        }
    }

    func run() throws {
        let filter = try filtering.filter()
        let found = try connection.client().sensors().filter { sensor in
            (states.isEmpty || states.contains(sensor.state)) && filter.admits(sensor)
        }
        let lines =
            json
            ? try SensorPage.sorted(found).map(JSONText.line)
            : SensorPage(sensors: found, now: SystemClock.wall(), terminal: .current()).lines
        for line in lines { try StandardOutput.writeLine(line) }
    }

    private var states: [String] {
        state.map { $0.split(separator: "|").map(String.init) } ?? []
    }
}
