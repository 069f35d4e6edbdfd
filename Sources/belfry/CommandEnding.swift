import ArgumentParser

/// What an error that left a verb means for the person who typed it.
enum CommandEnding: Equatable {
    /// Everything has been said already; end with this code.
    case silent(Int32)
    /// Not an error at all: help or the version was asked for.
    case answered(String)
    case failed(CommandFailure)

    init(of error: any Error) {
        if let failure = error as? CommandFailure {
            self = .failed(failure)
        } else if let code = error as? ExitCode {
            self = .silent(code.rawValue)
        } else if Belfry.exitCode(for: error) == .success {
            self = .answered(Belfry.fullMessage(for: error))
        } else if Belfry.exitCode(for: error) == .validationFailure {
            self = .failed(Self.misunderstanding(error))
        } else {
            self = .failed(
                CommandFailure("the command failed", why: Belfry.message(for: error), status: .inputOutput)
            )
        }
    }

    /// ArgumentParser's complaint in our form, with the help page of the verb that was meant.
    private static func misunderstanding(_ error: any Error) -> CommandFailure {
        let verb = verb(inUsage: Belfry.fullMessage(for: error)) ?? "belfry"
        var complaint = Belfry.message(for: error)
        while complaint.hasSuffix(".") || complaint.hasSuffix("\n") { complaint.removeLast() }
        return CommandFailure(
            "cannot understand the command line",
            why: complaint,
            remedy: "see \"\(verb) --help\"",
            status: .usage
        )
    }

    /// The verb of a message that ends by pointing to a help page, as in "See 'belfry ack --help'".
    private static func verb(inUsage message: String) -> String? {
        guard let start = message.firstRange(of: "See '"), let end = message.firstRange(of: " --help'"),
            start.upperBound < end.lowerBound
        else { return nil }
        return String(message[start.upperBound..<end.lowerBound])
    }
}
