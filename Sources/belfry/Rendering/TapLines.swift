import BelfryAPI
import BelfryDaemon
import BelfryModel

/// One line of `belfry tap --json`.
struct TapRecord: Encodable {
    var arrival: String
    var retained: Bool
    /// The length of the payload.
    var bytes: Int
    /// The start of the payload, masked; empty where it was read.
    var sample: String
    var topic: String
    var outcome: String
    var reason: String
    var format: String
    var grounds: String
    var readings: [DecodedReadingDocument]

    init(_ message: HeardMessage, _ decoded: DecodedDocument) {
        arrival = message.arrival.rfc3339
        retained = message.isRetained
        bytes = message.payload.count
        sample = decoded.readings.isEmpty ? message.maskedSample : ""
        topic = decoded.topic
        outcome = decoded.outcome
        reason = decoded.reason
        format = decoded.format
        grounds = decoded.grounds
        readings = decoded.readings
    }
}

/// One message of `belfry tap` for a person: when and where, then its readings or why there are none.
///
///     18:04:11.123 acme/a-7/up  json
///       a-7 no2 31.5 ug/m3 at 18:04:10 (payload) good
///     18:04:12.002 acme/a-8/up  undecoded as json: the mapping found nothing
///       {"gas":5}
struct TapLines {
    let record: TapRecord
    let local: LocalTime
    let terminal: Terminal

    var lines: [String] {
        [head] + (record.readings.isEmpty ? sample : record.readings.map(line))
    }

    private var head: String {
        let time = Timestamp(rfc3339: record.arrival).map(local.clockWithMilliseconds) ?? record.arrival
        let grounds = record.grounds.isEmpty ? "" : " (\(record.grounds))"
        let retained = record.retained ? ", retained" : ""
        let isRead = record.outcome == "readings"
        let verdict =
            isRead
            ? "\(record.format)\(grounds)\(retained)"
            : "\(record.outcome) as \(record.format)\(grounds)\(retained): \(record.reason)"
        let topic = TextStyle.strong.applied(to: TerminalText.neutralised(record.topic), on: terminal)
        let style = isRead ? TextStyle.plain : TextStyle.caution
        return "\(time) \(topic)  \(style.applied(to: TerminalText.neutralised(verdict), on: terminal))"
    }

    private var sample: [String] {
        record.sample.isEmpty ? [] : ["  " + TextStyle.quiet.applied(to: record.sample, on: terminal)]
    }

    private func line(_ reading: DecodedReadingDocument) -> String {
        let time = Timestamp(rfc3339: reading.time).map(local.full) ?? reading.time
        let flags = reading.flags.isEmpty ? "" : " [\(reading.flags.joined(separator: ", "))]"
        let unit = reading.unit.isEmpty ? "(no unit)" : reading.unit
        return TerminalText.neutralised(
            "  \(reading.sensor) \(reading.quantity) \(reading.value) \(unit) at \(time) (\(reading.timeSource)) "
                + "\(reading.quality)\(flags)"
        )
    }
}
