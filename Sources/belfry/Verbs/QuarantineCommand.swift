import ArgumentParser
import BelfryAPI
import BelfryDaemon

/// `belfry quarantine`: what could not be read, why, and reading it again.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "List messages that could not be read, show one, or have them read again.",
        discussion: """
            Samples are masked: what nobody could read may hold a plate or a name. Whole messages stay in the daemon's \
            memory alone, 4,096 of them or 4 MiB and until a restart; after a mapping has been mended and reloaded \
            (belfry run takes SIGHUP), replay reads them again. What they bring is stored under its own time and raises \
            no alarm.
            """,
        subcommands: [List.self, Show.self, Replay.self],
        defaultSubcommand: List.self
    )

    /// `belfry quarantine list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List them, the newest first.")

        @Option(help: ArgumentHelp("Only topics that this MQTT filter covers.", valueName: "filter"))
        var topic: String?

        @Option(help: "At most so many.")
        var limit = 50

        @Flag(help: "Print one JSON object a line.")
        var json = false

        @OptionGroup(title: "Daemon")
        var connection: ConnectionOptions

        func run() throws {
            let found = try connection.client().quarantine(limit: limit, topic: topic)
            let page = QuarantinePage(
                messages: found,
                local: .system,
                now: SystemClock.wall(),
                terminal: .current()
            )
            for line in json ? try found.map(JSONText.line) : page.lines { try StandardOutput.writeLine(line) }
        }
    }

    /// `belfry quarantine show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one message: where from, why, and its sample.")

        @Argument(help: ArgumentHelp("The message's number, as the list shows it.", valueName: "number"))
        var number: Int64

        @Flag(help: "Print the message as JSON.")
        var json = false

        @OptionGroup(title: "Daemon")
        var connection: ConnectionOptions

        func run() throws {
            let message = try connection.client().quarantined(number)
            let lines =
                json
                ? [try JSONText.line(message)]
                : QuarantinePage.story(of: message, local: .system, terminal: .current())
            for line in lines { try StandardOutput.writeLine(line) }
        }
    }

    /// `belfry quarantine replay`.
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have messages read again with the mappings in force."
        )

        @Argument(help: ArgumentHelp("Only the message of this number.", valueName: "number"))
        var number: Int64?

        @Option(help: ArgumentHelp("Only topics that this MQTT filter covers.", valueName: "filter"))
        var topic: String?

        @Option(help: ArgumentHelp("Who acts, where several people share a desk.", valueName: "name"))
        var by: String?

        @Flag(help: "Print what became of them as JSON.")
        var json = false

        @OptionGroup(title: "Daemon")
        var connection: ConnectionOptions

        func validate() throws {
            if number != nil, topic != nil { throw ValidationError("give a number or --topic, not both") }
        }

        func run() throws {
            let request = QuarantineReplayRequest(number: number, topic: topic, by: by)
            let result = try connection.client().replayQuarantine(request)
            if json { return try StandardOutput.writeLine(JSONText.line(result)) }
            guard result.messages > 0 else { return try StandardOutput.writeLine("nothing to read again") }
            let rest = result.quarantined == 0 ? "" : "; \(result.quarantined) still cannot be read"
            try StandardOutput.writeLine(
                "\(result.messages) messages read again: \(result.readings) new readings\(rest)"
            )
        }
    }
}
