// What a mosquitto broker keeps for a gateway that is away, read from its configuration files and held against the
// drop-in that Belfry ships. A broker does not tell these limits to its clients, and its defaults lose messages.

/// The settings of mosquitto that decide what a gateway loses.
struct MosquittoSettings: Equatable {
    /// A setting, what mosquitto does without it, and what is lost then.
    private struct Known {
        var key: String
        var standard: String
        var loss: String
        /// Whether a written value does at least what the drop-in's does.
        var isEnough: @Sendable (_ value: String, _ shipped: String) -> Bool
    }

    private static let known = [
        Known(key: "persistence", standard: "false", loss: "a restarted broker forgets sessions and queues") {
            $0 == $1
        },
        Known(key: "autosave_interval", standard: "1800", loss: "a killed broker forgets what it queued since then") {
            guard let value = Int64($0), let shipped = Int64($1) else { return false }
            return value > 0 && value <= shipped * 12
        },
        Known(key: "autosave_on_changes", standard: "false", loss: "the whole queue is rewritten for every message") {
            $0 == $1
        },
        Known(key: "max_queued_messages", standard: "1000", loss: "further messages are dropped while Belfry is away") {
            isLimitEnough($0, $1)
        },
        Known(key: "max_queued_bytes", standard: "0", loss: "large payloads may take the machine's memory") {
            $0 != "0" || $1 == "0"
        },
        Known(key: "max_inflight_messages", standard: "20", loss: "a client of MQTT 3.1.1 has no more on their way") {
            isLimitEnough($0, $1)
        },
    ]

    /// Values by key, the last one written; mosquitto reads conf.d after its own file.
    private var values: [String: String] = [:]

    /// Reads the text of one file; call it in the broker's order.
    mutating func read(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, !words[0].hasPrefix("#"), Self.known.contains(where: { $0.key == words[0] })
            else { continue }
            values[String(words[0])] = String(words[1])
        }
    }

    /// What the drop-in would change here; empty where nothing.
    func advice(against shipped: MosquittoSettings) -> [String] {
        Self.known.compactMap { known in
            guard let wanted = shipped.values[known.key] else { return nil }
            let value = values[known.key] ?? known.standard
            guard !known.isEnough(value, wanted) else { return nil }
            let origin = values[known.key] == nil ? " (mosquitto's own)" : ""
            return "\(known.key) \(value)\(origin) → \(wanted): \(known.loss)"
        }
    }

    /// 0 is no limit.
    private static func isLimitEnough(_ value: String, _ shipped: String) -> Bool {
        guard let value = Int64(value), let shipped = Int64(shipped) else { return false }
        return value == 0 || value * 2 >= shipped
    }
}
