import ArgumentParser
import BelfryDaemon

/// `belfry run`: the daemon, in the foreground.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the daemon in the foreground.",
        discussion: "Logs to standard error. SIGHUP reloads the configuration, SIGTERM drains and ends."
    )

    @OptionGroup
    var file: ConfigurationOptions

    @Option(help: ArgumentHelp("Write every message received to this trace, for belfry replay.", valueName: "file"))
    var record: String?

    func run() async throws {
        let configuration = try file.load()
        do {
            let daemon = try Daemon(
                configuration: configuration,
                configurationPath: file.config,
                environment: ProcessEnvironment.variables,
                recordPath: record
            )
            try await daemon.run()
        } catch let fault as StartFault {
            throw CommandFailure(
                "cannot run",
                why: fault.reason,
                status: fault.kind == .configuration ? .configuration : .inputOutput
            )
        }
    }
}
