import BelfryMQTT
import BelfryModel
import Logging

/// What the log says of the brokers: each connect, and each end of a connection with its reason.
///
/// Pure: what stands now comes in, the lines about what has changed go out.
struct BrokerLog {
    struct Line: Equatable {
        var level: Logger.Level
        var text: String
    }

    private struct Known {
        var connections = 0
        var isConnected = false
        var sessionsLost = 0
        var fault: MQTTFault?
    }

    private var known: [String: Known] = [:]

    /// The lines about what has changed since the last call; a connection that came and went in between is one line.
    mutating func lines(_ sessions: [MQTTSessionStatus], now: Timestamp, monotonicNanoseconds: Int64) -> [Line] {
        sessions.flatMap { session in
            let before = known[session.name] ?? Known()
            known[session.name] = Known(
                connections: session.connections,
                isConnected: session.isConnected,
                sessionsLost: session.sessionsLost,
                fault: session.fault
            )
            var lines = Self.lines(session, since: before)
            if session.sessionsLost != before.sessionsLost,
                let loss = SessionLoss(session, now: now, monotonicNanoseconds: monotonicNanoseconds)
            {
                lines.append(Line(level: .warning, text: loss.reason))
            }
            return lines
        }
    }

    private static func lines(_ session: MQTTSessionStatus, since before: Known) -> [Line] {
        let name = "broker \(session.name)"
        if let version = session.version, session.connections != before.connections {
            let limits =
                version == .five ? "" : "; it cannot be told our limits, and repeats retained messages at each start"
            return [Line(level: .notice, text: "\(name): connected, MQTT \(version.rawValue)\(limits)")]
        }
        guard let fault = session.fault, !session.isConnected, fault != before.fault || before.isConnected else {
            return []
        }
        return [Line(level: .warning, text: "\(name): \(fault)")]
    }
}
