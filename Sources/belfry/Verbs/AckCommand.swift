import ArgumentParser

/// `belfry ack`: somebody has seen it and takes care.
struct AckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Acknowledge an incident: you have seen it and take care of it."
    )

    @OptionGroup
    var acting: ActingOptions

    func run() throws {
        try acting.perform("ack")
    }
}
