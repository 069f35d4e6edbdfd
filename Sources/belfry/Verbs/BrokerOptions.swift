import ArgumentParser
import BelfryDaemon
import Glibc

/// Which broker a verb listens to.
struct BrokerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration with the broker's address and login; default: \(Configuration.defaultPath), where it is.",
            valueName: "file"
        )
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "A broker by its name in the configuration, or by its URL, such as mqtt://127.0.0.1:1883.",
            valueName: "broker"
        )
    )
    var broker: String?

    @Option(help: ArgumentHelp("The user to log in as, with a URL.", valueName: "name"))
    var username: String?

    @Option(help: ArgumentHelp("The file whose first line is the password; mode 0600.", valueName: "file"))
    var passwordFile: String?

    func validate() throws {
        if !isURL, username != nil || passwordFile != nil {
            throw ValidationError(
                "--username and --password-file go with --broker mqtt://…; the configuration has its own"
            )
        }
        if passwordFile != nil, username == nil { throw ValidationError("--password-file needs --username") }
    }

    private var isURL: Bool { broker?.contains("://") ?? false }

    /// The configuration, where one was named or is where it belongs.
    ///
    /// - Throws: ``CommandFailure`` where it is not valid.
    func configuration() throws -> Configuration? {
        if let config { return try ConfigurationOptions.load(config, secrets: .whereAvailable) }
        let isThere = access(Configuration.defaultPath, R_OK) == 0
        guard isThere, !isURL else { return nil }
        return try ConfigurationOptions.load(Configuration.defaultPath, secrets: .whereAvailable)
    }

    /// The broker to listen to: the one that was named, the configuration's one, or the one on this machine.
    ///
    /// - Throws: ``CommandFailure`` where it is not clear which one.
    func listeningBroker(_ configuration: Configuration?) throws(CommandFailure) -> ListeningBroker {
        let password = try passwordFile.map { path throws(CommandFailure) in
            try TokenFile.read(path, holding: "password")
        }
        do throws(ListeningFault) {
            if let configuration, !isURL {
                return try ListeningBroker(
                    of: configuration,
                    named: broker,
                    password: password
                )
            }
            if let broker, !isURL {
                throw ListeningFault(.usage, "\"\(broker)\" is no URL, and there is no configuration that names it")
            }
            return try ListeningBroker(
                url: broker ?? "mqtt://127.0.0.1:1883",
                username: username,
                password: password
            )
        } catch {
            throw CommandFailure("cannot listen", why: error.reason, status: CommandStatus(error.kind))
        }
    }
}
