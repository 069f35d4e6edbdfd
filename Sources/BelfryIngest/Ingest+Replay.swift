// Reading again what is in quarantine, after its mapping has been mended:
//
//   QuarantineStock ─► the way of any message, with the subscriptions of now ─► readings: stored, and not evaluated
//                                                                            └► still unreadable: back into quarantine
//
// What it measured is past: it belongs into the history, and must not raise an alarm as if it were now, nor after a restart:
// it carries the flag `replayed`.

public import BelfryModel

extension Ingest {
    /// What became of the messages of one replay.
    public struct ReplayCounts: Sendable, Equatable {
        /// Messages read again.
        public var messages = 0
        /// New readings that they brought.
        public var readings = 0
        /// Of the messages, those that went back into quarantine.
        public var quarantined = 0

        public init(messages: Int = 0, readings: Int = 0, quarantined: Int = 0) {
            self.messages = messages
            self.readings = readings
            self.quarantined = quarantined
        }
    }

    /// The messages that ``replayQuarantine(limit:at:into:where:)`` could read again, the oldest first.
    public var replayable: [QuarantineKey] { quarantineStock.messages.map(\.key) }

    /// Reads quarantined messages again.
    ///
    /// Each is booked as one message more; those that can still not be read go back into quarantine, as new ones.
    ///
    /// - Parameters:
    ///   - limit: messages at most.
    ///   - now: the arrival under which the readings are stored; their own times, or else the first arrival, stay.
    ///   - batch: receives what ``process(_:purpose:into:)`` would put there; nothing to evaluate.
    ///   - isWanted: which ones.
    public mutating func replayQuarantine(
        limit: Int,
        at now: Timestamp,
        into batch: inout IngestBatch,
        where isWanted: (QuarantineKey) -> Bool
    ) -> ReplayCounts {
        var counts = ReplayCounts()
        for message in quarantineStock.take(limit: limit, where: isWanted) {
            let disposition = message.topic.withUnsafeBufferPointer { topic in
                message.payload.withUnsafeBytes { payload in
                    replay(
                        InboundMessage(
                            topic: topic,
                            payload: payload,
                            arrival: message.key.at,
                            isRetained: message.isRetained,
                            source: message.key.source
                        ),
                        at: now,
                        into: &batch
                    )
                }
            }
            counts.messages += 1
            counts.readings += disposition.readings
            if disposition.bucket == .quarantined { counts.quarantined += 1 }
        }
        return counts
    }

    private mutating func replay(
        _ message: borrowing InboundMessage,
        at now: Timestamp,
        into batch: inout IngestBatch
    ) -> Disposition {
        let route = router.route(message.topic, source: message.source)
        var admission = Admission(arrival: now, stores: true, evaluates: false)
        admission.measuredBy = message.arrival
        admission.isReplay = true
        let tally = read(message, route, admission, &batch)
        return settle(message, route, tally, .storeAndEvaluate, &batch)
    }

    /// Keeps a message that could not be read.
    ///
    /// Not Sparkplug's, whose messages mean something in their order alone; a rebirth brings their values.
    ///
    /// - Parameter topic: its topic as ``Redaction`` shows it.
    mutating func keepForReplay(_ message: borrowing InboundMessage, shownAs topic: String) {
        guard buffer.format != .sparkplug, message.topic.count <= configuration.topicLimitBytes,
            !message.topic.isEmpty
        else { return }
        quarantineStock.keep(
            QuarantinedMessage(
                key: QuarantineKey(
                    at: message.arrival,
                    source: message.source,
                    topic: topic
                ),
                topic: Array(message.topic),
                payload: Array(message.payload),
                isRetained: message.isRetained
            )
        )
    }
}
