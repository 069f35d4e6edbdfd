import ArgumentParser

/// `belfry close`: the incident is over, whatever the sensors say.
struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close an incident; an active one needs a reason.",
        discussion: "An acknowledged incident closes by itself when its condition clears."
    )

    @OptionGroup
    var acting: ActingOptions

    func run() throws {
        try acting.perform("close")
    }
}
