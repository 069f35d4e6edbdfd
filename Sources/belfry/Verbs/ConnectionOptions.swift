import ArgumentParser
import BelfryModel

/// Which daemon a verb talks to.
struct ConnectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The daemon's local socket.", valueName: "path"))
    var socket = Endpoint.standardSocket

    @Option(help: ArgumentHelp("Talk HTTP over TCP instead, for example http://127.0.0.1:8480.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("The file with the token for acting over TCP; mode 0600.", valueName: "path"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("How long to wait for an answer.", valueName: "duration"))
    var timeout = DurationArgument(nanoseconds: 10 * Nanoseconds.perSecond)

    func validate() throws {
        if let url, Endpoint(url: url) == nil {
            throw ValidationError("\"\(url)\" is not a URL such as http://127.0.0.1:8480 (TLS is not spoken here)")
        }
        if tokenFile != nil, url == nil {
            throw ValidationError("--token-file goes with --url; the local socket knows who you are")
        }
    }

    /// A client for the daemon that was named.
    ///
    /// - Throws: ``CommandFailure`` where the token's file cannot be used.
    func client() throws(CommandFailure) -> DeskClient {
        DeskClient(
            endpoint: url.flatMap { Endpoint(url: $0) } ?? .local(path: socket),
            token: try tokenFile.map { path throws(CommandFailure) in try TokenFile.read(path) },
            timeoutNanoseconds: timeout.nanoseconds
        )
    }
}
