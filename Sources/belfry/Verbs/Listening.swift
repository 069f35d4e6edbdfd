import ArgumentParser
import BelfryDaemon
import BelfryModel

/// Listening at a broker for as long as the person at the terminal wants to.
enum Listening {
    /// How long anybody may listen, in seconds.
    private static let span = 0.1...86_400.0

    /// - Throws: `ValidationError` for a time that nobody can mean.
    static func validate(seconds: Double) throws(ValidationError) {
        guard span.contains(seconds) else { throw ValidationError("--seconds has to be 0.1 to 86400") }
    }

    /// Hands out what arrives for so many seconds, until Ctrl-C, or until `body` says that it has heard enough.
    ///
    /// - Throws: ``CommandFailure`` where the broker cannot be reached.
    static func hear(
        _ broker: ListeningBroker,
        filters: [String],
        seconds: Double?,
        _ body: (HeardMessage) throws -> Bool
    ) throws {
        do {
            let listener = try BrokerListener(broker, filters: filters)
            try listener.listen(
                for: seconds.map { Int64($0 * Double(Nanoseconds.perSecond)) },
                isStopped: { Interruption.isRequested },
                note: { StandardError.write("belfry: \(TerminalText.neutralised($0))\n") },
                body
            )
        } catch let fault as ListeningFault {
            throw CommandFailure(
                "cannot listen to \(broker.name)",
                why: fault.reason,
                status: CommandStatus(fault.kind)
            )
        }
    }
}

extension CommandStatus {
    /// How a verb ends that could not listen.
    init(_ kind: ListeningFault.Kind) {
        switch kind {
        case .usage: self = .usage
        case .configuration: self = .configuration
        case .unavailable: self = .unavailable
        }
    }
}
