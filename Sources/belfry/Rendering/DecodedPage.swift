import BelfryAPI

/// One decoded message for a person: what became of it, then a line a reading.
struct DecodedPage {
    private let message: DecodedDocument

    init(_ message: DecodedDocument) {
        self.message = message
    }

    var lines: [String] {
        let grounds = message.grounds.isEmpty ? "" : " (\(message.grounds))"
        var head = "\(message.topic): \(message.outcome), \(message.format)\(grounds)"
        if !message.reason.isEmpty { head += ": \(message.reason)" }
        return [TerminalText.neutralised(head)]
            + message.readings.map { reading in
                let flags = reading.flags.isEmpty ? "" : " [\(reading.flags.joined(separator: ", "))]"
                return TerminalText.neutralised(
                    "  \(reading.sensor) \(reading.quantity) \(reading.value) \(reading.unit)"
                        + " at \(reading.time) (\(reading.timeSource)) \(reading.quality)\(flags)"
                )
            }
    }
}
