import ArgumentParser
import BelfryAPI

/// The root of the command line: the one place that lists the verbs.
struct Belfry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "belfry",
        abstract: "Watches a city: traffic, air and safety sensors in, incidents for operators out.",
        discussion: "Times may be written as 2h (ago), 04:30 or 2026-11-23 04:30 (local), or in RFC 3339.",
        version: Release.version,
        subcommands: [
            BenchCommand.self,
            VersionCommand.self,
            BenchBrokerCommand.self,
            BenchSessionCommand.self,
            BenchTraceCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "The daemon",
                subcommands: [
                    RunCommand.self,
                    CheckCommand.self,
                    TestCommand.self,
                    DoctorCommand.self,
                    DecodeCommand.self,
                    TapCommand.self,
                    DiscoverCommand.self,
                    ReplayCommand.self,
                    ScoreCommand.self,
                    BacktestCommand.self,
                    SimulateCommand.self,
                    DemoCommand.self,
                    ImportCommand.self,
                    BackupCommand.self,
                ]
            ),
            CommandGroup(
                name: "The operator's desk",
                subcommands: [
                    TailCommand.self,
                    StatusCommand.self,
                    SensorsCommand.self,
                    IncidentsCommand.self,
                    ExplainCommand.self,
                    AckCommand.self,
                    CloseCommand.self,
                    CommentCommand.self,
                    QueryCommand.self,
                    ExportCommand.self,
                    QuarantineCommand.self,
                ]
            ),
        ]
    )
}
