import ArgumentParser
import BelfryAPI
import BelfryDaemon
import BelfryModel

/// `belfry tap`: what arrives on a topic right now, and what it means.
struct TapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tap",
        abstract: "Show what arrives on a topic, message by message, with what it means or why it means nothing.",
        discussion: """
            Why don't I see my sensor? TOPIC is an MQTT filter, such as acme/a-7/up or acme/#. Messages are decoded with \
            the configuration's subscriptions, the daemon's if --config names none, and recognised by their content \
            where no configuration is. tap has a connection of its own and takes nothing from the daemon. Payloads are \
            not shown: of one that cannot be read there is a masked sample.
            """
    )

    @Argument(help: ArgumentHelp("The topic, or a filter with + and #.", valueName: "topic"))
    var topic: String

    @Option(help: ArgumentHelp("End after so many seconds.", valueName: "seconds"))
    var seconds: Double?

    @Option(help: ArgumentHelp("End after so many messages.", valueName: "messages"))
    var count: Int?

    @Flag(help: "Print one JSON object a message.")
    var json = false

    @OptionGroup(title: "Broker")
    var options: BrokerOptions

    func validate() throws {
        if let seconds { try Listening.validate(seconds: seconds) }
        if let count, count < 1 { throw ValidationError("--count has to be at least 1") }
    }

    func run() throws {
        let configuration = try options.configuration()
        let broker = try options.listeningBroker(configuration)
        var decoding = Decoding(configuration)
        Interruption.watch()
        var heard = 0
        try Listening.hear(broker, filters: [topic], seconds: seconds) { message in
            let decoded = decoding.message(message, source: broker.source)
            try write(TapRecord(message, decoded))
            heard += 1
            return count.map { heard < $0 } ?? true
        }
        if heard == 0, !json { StandardError.write("belfry: nothing came on \(TerminalText.neutralised(topic))\n") }
    }

    private func write(_ record: TapRecord) throws {
        if json { return try StandardOutput.writeLine(JSONText.line(record)) }
        for line in TapLines(record: record, local: .system, terminal: .current()).lines {
            try StandardOutput.writeLine(line)
        }
    }
}
