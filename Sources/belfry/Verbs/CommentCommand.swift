import ArgumentParser

/// `belfry comment`: a note in the incident's timeline.
struct CommentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment",
        abstract: "Add a comment to an incident's timeline.",
        usage: "belfry comment <id> --reason <text> [--by <name>]"
    )

    @OptionGroup
    var acting: ActingOptions

    func validate() throws {
        guard let text = acting.reason, text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("a comment needs its text: --reason \"pump crew is on its way\"")
        }
    }

    func run() throws {
        try acting.perform("comment")
    }
}
