import ArgumentParser
import BelfryDaemon
import Glibc

/// Which configuration a verb works with.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config = Configuration.defaultPath

    /// The configuration, validated as a whole.
    ///
    /// - Throws: ``CommandFailure`` with every fault and its place.
    func load(secrets: SecretPolicy = .required) throws -> Configuration {
        try Self.load(config, secrets: secrets)
    }

    /// The configuration as far as an offline verb needs it; all defaults where no file was named and none is installed.
    ///
    /// - Throws: ``CommandFailure`` with every fault and its place.
    func loadOrDefaults() throws -> Configuration {
        guard config == Configuration.defaultPath, access(config, F_OK) != 0 else {
            return try load(secrets: .whereAvailable)
        }
        return Configuration.defaults(environment: ProcessEnvironment.variables)
    }

    /// The configuration in a file, validated as a whole.
    ///
    /// - Throws: ``CommandFailure`` with every fault and its place.
    static func load(_ path: String, secrets: SecretPolicy) throws -> Configuration {
        do {
            return try Configuration.load(path: path, environment: ProcessEnvironment.variables, secrets: secrets)
        } catch {
            throw CommandFailure(
                "the configuration is not valid",
                why: error.description,
                remedy: "belfry check --config \(path) shows the same",
                status: .configuration
            )
        }
    }
}

/// The variables of this process.
enum ProcessEnvironment {
    /// Names and values.
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        var pointer = environ
        while let entry = pointer.pointee {
            let text = String(cString: entry)
            if let sign = text.firstIndex(of: "=") {
                variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
            }
            pointer += 1
        }
        return variables
    }
}
