import ArgumentParser
import BelfryDaemon
import BelfryModel
import BelfrySimulator
import Glibc

/// `belfry demo`: a small city on this machine.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a small city on this machine: broker, sensors, daemon, dashboard and tail.",
        discussion: """
            Everything runs on loopback and in one temporary folder; Ctrl-C ends all of it and leaves nothing behind. \
            In the first minute or so there are a crash, too much NO2, a flood, a crowd, a fire, a bang, piles driven beside an old \
            house, a dead and a stuck sensor; each is reported with the seconds that Belfry took, and is over after 90 s.
            """
    )

    @Option(help: "The city's seed; the same one makes the same city.")
    var seed: UInt64 = 1

    @Flag(help: "End as soon as every injected event is reported; 1 where one is missing after two minutes.")
    var untilDetected = false

    @Flag(help: "Print the reports alone, one JSON object a line.")
    var json = false

    /// The longest that an event may take to be reported, from its injection.
    private static let patienceNanoseconds = 120 * Nanoseconds.perSecond

    func run() throws {
        Interruption.watch()
        let demo = try DemoCity(seed: seed)
        defer { demo.end() }
        try demo.start()
        if !json {
            try StandardOutput.writeLine(
                "Rivertown: \(demo.sensorCount) sensors of four agencies; \(demo.truth.count) things are about to happen."
            )
            try StandardOutput.writeLine("dashboard  \(demo.dashboardURL)")
            try StandardOutput.writeLine("files      \(demo.folder.path)   (gone with Ctrl-C)")
            try StandardOutput.writeLine("try        \(demo.exampleCommand)")
            try StandardOutput.writeLine("")
            if !untilDetected { try demo.tail() }
        }
        try watch(demo)
    }

    private func watch(_ demo: DemoCity) throws {
        var report = DetectionReport(truth: demo.truth)
        let begin = demo.truth.map(\.from).max() ?? SystemClock.wall()
        while !Interruption.isRequested {
            usleep(500_000)
            if let casualty = demo.casualty {
                throw CommandFailure(
                    "\(casualty.name) ended by itself",
                    why: "the end of the daemon's log:\n\(demo.daemonLog)",
                    status: .inputOutput
                )
            }
            for detection in report.take((try? demo.client.incidents(includingClosed: true, DeskFilter())) ?? []) {
                let lines =
                    json
                    ? [try JSONText.line(detection)] : detection.lines(local: .system, now: SystemClock.wall())
                for line in lines { try StandardOutput.writeLine(line) }
            }
            guard untilDetected else { continue }
            if report.missing.isEmpty { return }
            if SystemClock.wall() > begin.advanced(byNanoseconds: Self.patienceNanoseconds) {
                let names = report.missing.map { "\($0.kind.rawValue) at \($0.place)" }.joined(separator: ", ")
                throw CommandFailure("not everything was reported", why: names, status: .answerIsNo)
            }
        }
    }
}
