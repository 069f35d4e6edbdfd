import ArgumentParser
import BelfryAPI
import BelfryDaemon

/// `belfry decode`: what a payload means, and why not.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Run decoding alone: one line a message, with its readings or the reason that there are none.",
        discussion: """
            Without --config a payload is recognised by its content. --batch reads NDJSON lines \
            {"topic","payload_base64","arrival"} instead of payloads.
            """
    )

    @Option(help: "The topic that the payloads came on.")
    var topic: String?

    @Option(help: ArgumentHelp("Decode with the subscriptions of this configuration.", valueName: "file"))
    var config: String?

    @Flag(help: "Read NDJSON lines, each with its topic.")
    var batch = false

    @Flag(help: "Print JSON (NDJSON).")
    var json = false

    @Argument(help: "Files with one payload each, or - for standard input.")
    var files: [String]

    func validate() throws {
        if !batch, topic == nil { throw ValidationError("--topic is needed, or --batch with a topic a line") }
    }

    func run() throws {
        let configuration = try config.map { try ConfigurationOptions.load($0, secrets: .whereAvailable) }
        var decoding = Decoding(configuration)
        for file in files {
            do {
                if batch {
                    try decoding.lines(of: file) { try write($0) }
                } else if let topic {
                    try write(decoding.payload(of: file, topic: topic))
                }
            } catch let fault as FileFault {
                throw CommandFailure("cannot decode", why: fault.description, status: .noInput)
            }
        }
    }

    private func write(_ message: DecodedDocument) throws {
        if json {
            try StandardOutput.writeLine(JSONText.line(message))
        } else {
            for line in DecodedPage(message).lines { try StandardOutput.writeLine(line) }
        }
    }
}
