import ArgumentParser
import BelfryDaemon

/// `belfry incidents`: the list, or one incident's full story.
struct IncidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "List incidents, or show one with its evidence and timeline.",
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self
    )

    /// `belfry incidents list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List incidents, the worst first.")

        @Flag(name: .customLong("all"), help: "Closed incidents as well.")
        var includesClosed = false

        @Flag(help: "Print one JSON object a line.")
        var json = false

        @OptionGroup(title: "Filter")
        var filtering: FilterOptions

        @OptionGroup(title: "Daemon")
        var connection: ConnectionOptions

        func run() throws {
            let filter = try filtering.filter()
            let found = try connection.client().incidents(includingClosed: includesClosed, filter)
            let lines =
                json
                ? try IncidentOrder.sorted(found).map(JSONText.line)
                : IncidentList(incidents: found, local: .system, now: SystemClock.wall(), terminal: .current()).lines
            for line in lines { try StandardOutput.writeLine(line) }
        }
    }

    /// `belfry incidents show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one incident: evidence, findings, timeline.")

        @Argument(help: ArgumentHelp("The incident's identifier.", valueName: "id"))
        var id: String

        @Flag(help: "Print the incident as JSON.")
        var json = false

        @OptionGroup(title: "Daemon")
        var connection: ConnectionOptions

        func run() throws {
            let incident = try connection.client().incident(id)
            let now = SystemClock.wall()
            let lines =
                json
                ? [try JSONText.line(incident)]
                : IncidentPage(incident: incident, local: .system, now: now, terminal: .current()).lines
            for line in lines { try StandardOutput.writeLine(line) }
        }
    }
}
