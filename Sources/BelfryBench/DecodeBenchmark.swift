// What a message costs from topic and bytes to a reading in the batch: routing, validating, decoding, units, quality
// stamps and the search for duplicates. Every message is a new one, of 300 sensors, a second apart; batches are emptied
// every 500 messages, as commits do.

import BelfryIngest
import BelfryModel

/// `belfry bench decode`.
public enum DecodeBenchmark {
    private static let rounds = 5
    private static let batch = 500

    /// The names of the formats that are measured.
    public static var formats: [String] { DecodeBenchmarkFormat.allCases.map(\.rawValue) }

    /// Measures formats and, in turns with each, ``DecodeReference``.
    ///
    /// - Parameter only: a name of ``formats``; nil measures all of them.
    /// - Parameter messages: of one round; more of them only steady the figure.
    public static func run(only: String? = nil, messages: Int = 200_000) -> [BenchmarkResult] {
        DecodeBenchmarkFormat.allCases.compactMap { format in
            guard only.map({ $0 == format.rawValue }) ?? true, let subscription = format.subscription
            else { return nil }
            return measure(format, subscription, DecodeBenchmarkStream(format, messages: max(1, messages)))
        }
    }

    private static func measure(
        _ format: DecodeBenchmarkFormat,
        _ subscription: Subscription,
        _ stream: DecodeBenchmarkStream
    ) -> BenchmarkResult {
        var decodeRounds: [BenchmarkFigures] = []
        var referenceRounds: [BenchmarkFigures] = []
        var readings = 0
        for _ in 0..<rounds {
            var reference = DecodeReference(format)
            referenceRounds.append(
                time { stream.forEachMessage { reference.take(topic: $0.topic, payload: $0.payload) } }
            )
            let configuration = IngestConfiguration(subscriptions: [subscription])
            var ingest = Ingest(configuration: configuration, catalog: SeriesCatalog())
            var batch = IngestBatch()
            stream.forEachIntroduction { ingest.process($0, into: &batch) }
            batch.removeAll()
            readings = 0
            decodeRounds.append(
                time {
                    stream.forEachMessage { message in
                        readings += ingest.process(message, into: &batch).readings
                        if batch.messageCount == Self.batch { batch.removeAll() }
                    }
                }
            )
        }
        return BenchmarkResult(
            name: "decode-\(format.rawValue)",
            items: stream.count,
            itemName: "message",
            rounds: decodeRounds,
            reference: ("a dictionary by topic and a scan for a number, nothing validated", referenceRounds),
            content: BenchmarkResult.Content(readings: readings, bytes: stream.byteCount)
        )
    }

    private static func time(_ work: () -> Void) -> BenchmarkFigures {
        BenchmarkFigures(seconds: ProcessorTime.seconds(work))
    }
}
