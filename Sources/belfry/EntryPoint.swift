// Why not Belfry's own main(): ArgumentParser ends every failure in its own words and with 1; scripts and operators
// get one line and the exit codes of sysexits.h instead.

import ArgumentParser
import Glibc

@main
enum EntryPoint {
    static func main() async {
        do {
            var command = try Belfry.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            finish(with: error)
        }
    }

    /// Says what has to be said about an error and ends the process.
    private static func finish(with error: any Error) -> Never {
        switch CommandEnding(of: error) {
        case .silent(let code):
            exit(code)
        case .answered(let text):
            try? StandardOutput.write(text + "\n")
            exit(CommandStatus.success.rawValue)
        case .failed(let failure):
            StandardError.write("belfry: \(TerminalText.neutralisedLines(failure.description))\n")
            exit(failure.status.rawValue)
        }
    }
}
