import ArgumentParser
import BelfryAPI

/// `belfry version`: which Belfry this is.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
        try StandardOutput.writeLine(
            json ? JSONText.line(["version": Release.version]) : "belfry \(Release.version)"
        )
    }
}
