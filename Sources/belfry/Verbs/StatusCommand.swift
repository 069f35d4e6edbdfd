import ArgumentParser

/// `belfry status`: is all well, and if not, why.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the daemon's state on one screen."
    )

    @Flag(help: "Show the ledger of every topic as well: what came, and what became of it.")
    var topics = false

    @Flag(help: "Print the status as JSON.")
    var json = false

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func run() throws {
        let status = try connection.client().status(withTopics: topics)
        let lines =
            json
            ? [try JSONText.line(status)] : StatusPage(status: status, local: .system, terminal: .current()).lines
        for line in lines { try StandardOutput.writeLine(line) }
    }
}
