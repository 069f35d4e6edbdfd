import BelfryDaemon
import BelfryModel

/// Listening at a broker for as long as the person at the terminal wants to.
enum Listening {
    /// The monotonic instant after so many seconds.
    static func deadline(_ seconds: Double) -> Int64 {
        SystemClock.monotonicNanoseconds() + Int64(seconds * Double(Nanoseconds.perSecond))
    }

    /// Hands out what arrives until a deadline, Ctrl-C, or `body` says that it has heard enough.
    ///
    /// - Throws: ``CommandFailure`` where the broker cannot be reached.
    static func hear(
        _ broker: ListeningBroker,
        filters: [String],
        until deadline: Int64?,
        _ body: (HeardMessage) throws -> Bool
    ) throws {
        do {
            let listener = try BrokerListener(broker, filters: filters)
            try listener.listen(
                isOver: {
                    Interruption.isRequested || deadline.map { SystemClock.monotonicNanoseconds() >= $0 } ?? false
                },
                note: { StandardError.write("belfry: \(TerminalText.neutralised($0))\n") },
                body
            )
        } catch let fault as ListeningFault {
            throw CommandFailure(
                "cannot listen to \(broker.name)",
                why: fault.reason,
                status: fault.isConfiguration ? .usage : .unavailable
            )
        }
    }
}
