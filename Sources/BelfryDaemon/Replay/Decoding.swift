// Decoding alone, for `belfry decode`: no catalog, no store, and nothing remembered between messages but
// Sparkplug's birth certificates and Home Assistant's discovery, without which later messages cannot be read.

public import BelfryAPI
import BelfryIngest
import BelfryModel
import BelfrySimulator

/// Decodes payloads out of files.
public struct Decoding: ~Copyable {
    private var ingest: Ingest

    /// Decodes as a daemon with this configuration would, or recognises every payload by its content without one.
    public init(_ configuration: Configuration?) {
        var everything: [Subscription] = []
        if let template = try? TopicTemplate("#") { everything.append(Subscription(template: template)) }
        ingest = Ingest(
            configuration: configuration?.ingestConfiguration ?? IngestConfiguration(subscriptions: everything),
            catalog: SeriesCatalog(fleet: configuration?.fleet ?? [])
        )
    }

    /// A whole file as one payload.
    ///
    /// - Throws: ``FileFault`` where the file cannot be read.
    public mutating func payload(of file: String, topic: String) throws(FileFault) -> DecodedDocument {
        var payload: [UInt8] = []
        var lines = try LineFile(file)
        while let line = try lines.nextWithEnd() { payload += line }
        return decode(payload, topic: topic, arrival: SystemClock.wall())
    }

    /// A file of NDJSON lines, each a message.
    ///
    /// - Throws: ``FileFault`` for the first line that cannot be read, or what `body` throws.
    public mutating func lines(of file: String, _ body: (DecodedDocument) throws -> Void) throws {
        var lines = try LineFile(file)
        var number = 0
        while let line = try lines.next() {
            number += 1
            if line.isEmpty { continue }
            let record: TraceRecord
            do throws(TraceLineFault) {
                record = try TraceRecord(line: line)
            } catch {
                throw FileFault(file: file, line: number, reason: error.reason)
            }
            try body(decode(record.payload, topic: record.topic, arrival: record.arrival))
        }
    }

    /// A message that was heard at a broker.
    ///
    /// - Parameter source: the broker's place in the configuration.
    public mutating func message(_ message: HeardMessage, source: Int) -> DecodedDocument {
        decode(message.payload, topic: message.topic, arrival: message.arrival, source: source)
    }

    private mutating func decode(_ payload: [UInt8], topic: String, arrival: Timestamp) -> DecodedDocument {
        decode(payload, topic: Array(topic.utf8), arrival: arrival, source: 0)
    }

    private mutating func decode(
        _ payload: [UInt8],
        topic: [UInt8],
        arrival: Timestamp,
        source: Int
    ) -> DecodedDocument {
        topic.withUnsafeBufferPointer { topic in
            let message = payload.withUnsafeBytes { payload in
                ingest.decode(InboundMessage(topic: topic, payload: payload, arrival: arrival, source: source))
            }
            return DecodedDocument(topic: Redaction.topic(topic), message)
        }
    }
}

extension DecodedDocument {
    fileprivate init(topic: String, _ message: DecodedMessage) {
        self.init(
            topic: topic,
            outcome: message.outcome.name,
            reason: message.explanation,
            format: message.format.name,
            grounds: message.grounds,
            readings: message.readings.map { reading in
                DecodedReadingDocument(
                    sensor: reading.key.sensor,
                    quantity: reading.key.quantity.name,
                    value: reading.value,
                    unit: reading.unit.code,
                    time: reading.eventTime.rfc3339,
                    timeSource: reading.timeSource.name,
                    quality: reading.quality.name,
                    flags: reading.flags.names
                )
            }
        )
    }
}
