import ArgumentParser
import Testing

@testable import belfry

@Suite("How a command ends")
struct CommandEndingTests {
    private func ending(of words: String) -> CommandEnding? {
        do {
            var command = try Belfry.parseAsRoot(words.split(separator: " ").map(String.init))
            // The library's own help command answers when it is run; ours are only parsed here.
            if "\(type(of: command))".contains("Help") { try command.run() }
            return nil
        } catch {
            return CommandEnding(of: error)
        }
    }

    @Test(
        "What cannot be understood is one line, says where help is, and ends with 64",
        arguments: [
            ("ack", "Missing expected argument '<id>'", "belfry ack --help"),
            ("tail --severity bad", "unknown severity \"bad\"", "belfry tail --help"),
            ("tail --domain", "Missing value for '--domain <domain>'", "belfry tail --help"),
            ("incidents list foo", "\"foo\" is not a matcher", "belfry incidents list --help"),
            ("incidents colour=red", "unknown label \"colour\"", "belfry incidents list --help"),
            ("query a/b/c --aggregate mean", "--aggregate needs --step", "belfry query --help"),
            ("query a/b/c --from 1h --to 2h", "--from must lie before --to", "belfry query --help"),
            ("status --url https://x", "is not a URL", "belfry status --help"),
            ("sensors --state dead", "unknown state \"dead\"", "belfry sensors --help"),
            ("comment i-1", "a comment needs its text", "belfry comment --help"),
            ("frobnicate", "Unexpected argument 'frobnicate'", "belfry --help"),
        ]
    )
    func usage(words: String, complaint: String, help: String) throws {
        guard case .failed(let failure) = ending(of: words) else {
            Issue.record("\(words) was understood")
            return
        }
        #expect(failure.status == .usage)
        #expect(failure.why.contains(complaint))
        #expect(failure.remedy == "see \"\(help)\"")
        #expect(!failure.description.contains("\n"))
    }

    @Test(
        "Help and version are answers, not failures",
        arguments: ["--help", "tail --help", "help query", "--version"]
    )
    func answers(words: String) {
        guard case .answered(let text) = ending(of: words) else {
            Issue.record("\(words) is no answer")
            return
        }
        #expect(!text.isEmpty)
    }

    @Test(
        "The words of the published interface are understood",
        arguments: [
            "tail", "status --json", "incidents", "incidents zone=~\"north.*\"", "incidents show i-4f2k9m1c0a",
            "incidents list --all --since 2h --match kind=flood", "ack i-1 --by anna --reason seen", "close i-1",
            "comment i-1 --reason text", "sensors --state silent|faulty --domain air",
            "query a/b/c --from 2h --to 1h --step 5m --aggregate max --csv", "version",
        ]
    )
    func understood(words: String) {
        #expect(ending(of: words) == nil)
    }

    @Test("A verb's own exit code is kept, and its failure is told as it is")
    func failures() {
        #expect(CommandEnding(of: ExitCode(78)) == .silent(78))
        let failure = CommandFailure("a", why: "b", remedy: "c", status: .noInput)
        #expect(CommandEnding(of: failure) == .failed(failure))
        #expect(failure.description == "a: b; c")
    }
}
