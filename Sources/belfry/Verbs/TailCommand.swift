import ArgumentParser

/// `belfry tail`: the open incidents, then what happens, as it happens.
struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Watch: the open incidents first, then everything that happens to incidents, live.",
        discussion: """
            Times are local (TZ). On a terminal severities have colour (NO_COLOR turns it off) and a new incident that \
            nobody has acknowledged rings the bell. When the daemon is lost, tail says so and reconnects by itself.
            """
    )

    @Flag(name: .customLong("no-bell"), help: "Never ring the bell.")
    var isMute = false

    @Flag(help: "Print one JSON object a line: open incidents, incident, finding and status events.")
    var json = false

    @OptionGroup(title: "Filter")
    var filtering: FilterOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func run() throws {
        var session = TailSession(
            client: try connection.client(),
            filter: try filtering.filter(),
            output: TailOutput(isJSON: json, hasBell: !isMute, local: .system)
        )
        try session.run()
    }
}
