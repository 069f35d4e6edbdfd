import ArgumentParser
import BelfryDaemon

/// `belfry discover`: what a broker carries, as a configuration that reads it.
struct DiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "Listen to a broker for a while and propose the configuration that reads it.",
        discussion: """
            Recognises formats, groups topics, and tries every proposal on the messages heard. What it cannot tell is \
            marked CHECK: who owns the sensors, units that nobody sends, zones of times without one. The rest can be \
            used as it is:

              belfry discover --broker mqtt://broker.example > belfry.yaml && belfry check --config belfry.yaml
            """
    )

    @Option(help: ArgumentHelp("How long to listen.", valueName: "seconds"))
    var seconds = 30.0

    @Option(help: ArgumentHelp("Only topics that this MQTT filter covers.", valueName: "filter"))
    var topic = "#"

    @Flag(help: "Print one JSON object a proposal.")
    var json = false

    @OptionGroup(title: "Broker")
    var options: BrokerOptions

    func validate() throws {
        try Listening.validate(seconds: seconds)
    }

    func run() throws {
        let broker = try options.listeningBroker(options.configuration())
        Interruption.watch()
        let time = "\(Int(seconds.rounded(.up))) s"
        if !json { StandardError.write("belfry: listening to \(broker.url) for \(time); Ctrl-C ends it sooner\n") }
        var discovery = BrokerDiscovery(of: broker)
        try Listening.hear(broker, filters: [topic], seconds: seconds) { discovery.hear($0) }
        let lines = json ? try discovery.documents().map(JSONText.line) : discovery.configurationLines()
        for line in lines { try StandardOutput.writeLine(line) }
    }
}
