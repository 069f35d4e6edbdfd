import BelfryModel

extension Ingest {
    /// Takes one message in.
    ///
    /// Never throws and never traps, whatever the message. One below ``leastTaken``, and one beyond its topic's
    /// ``TopicRate``, is shed unread: it is booked as such and to be acknowledged like any other, since it is counted and
    /// gone; kept back it would come again.
    ///
    /// - Parameters:
    ///   - message: borrowed for the call; arrivals must not decrease from call to call.
    ///   - purpose: `.evaluateOnly` for what comes by the bypass.
    ///   - batch: receives readings, new series, quarantine, delivery and the message's record.
    /// - Returns: what became of it.
    @discardableResult
    public mutating func process(
        _ message: borrowing InboundMessage,
        purpose: Purpose = .storeAndEvaluate,
        into batch: inout IngestBatch
    ) -> Disposition {
        guard message.topic.count <= configuration.topicLimitBytes else {
            buffer.begin(.auto)
            return settle(message, nil, MessageTally(rejected: .malformed, .topicTooLong), purpose, &batch)
        }
        let route = router.route(message.topic, source: message.source)
        let isStored = purpose != .evaluateOnly
        if let criticality = route.topicClass.criticality, criticality < leastTaken {
            if isStored { batch.overload.count(criticality) }
            return settle(message, route, MessageTally(shed: .overload), purpose, &batch)
        }
        guard let token = takeToken(route, isStored: isStored, now: message.arrival) else {
            return settle(message, route, MessageTally(shed: .topicRate), purpose, &batch)
        }
        var admission = Admission(arrival: message.arrival, stores: isStored, evaluates: true)
        admission.isRedelivered = message.isRedelivered
        if message.messageID != 0 || purpose != .storeAndEvaluate || !bypass.isEmpty {
            let hash = Self.deliveryHash(message)
            if isStored, message.messageID != 0 {
                let delivery = Delivery(
                    source: Int32(truncatingIfNeeded: message.source),
                    messageID: message.messageID,
                    hash: hash
                )
                batch.deliveries.append(delivery)
                if redeliveries.isRepeat(delivery, isMarked: message.isRedelivered) {
                    return settle(message, route, MessageTally(duplicate: .redelivered), purpose, &batch)
                }
            }
            if isStored {
                if let earlier = bypass.take(hash, now: message.arrival) {
                    admission.evaluates = false
                    admission.measuredBy = earlier
                } else if purpose == .storeBesideBypass {
                    besideBypass.remember(hash, arrival: message.arrival)
                }
            } else if besideBypass.take(hash, now: message.arrival) != nil {
                return settle(message, route, MessageTally(duplicate: .repeated), purpose, &batch)
            } else if !message.isRetained {
                // A retained copy came for the bypass' own subscription: the session gets none.
                bypass.remember(hash, arrival: message.arrival)
            }
        }
        let stored = batch.readings.count
        var tally = read(message, route, admission, &batch)
        if message.isRedelivered { tally.explainRepeats(by: .redelivered) }
        // Public safety is shed last and not never: a mad level gauge must not drown the smoke alarm beside it.
        if tally.isOfSafety { buckets.refund(token) }
        router.learn(from: tally, of: route)
        // A reading with a time of its own is recognised by that; only what has none needs its delivery remembered, and
        // each costs 8 bytes of flash.
        let hasOnlyArrival = batch.readings[stored...].contains { $0.timeSource == .arrival }
        if isStored, message.messageID != 0, !hasOnlyArrival { batch.deliveries.removeLast() }
        return settle(message, route, tally, purpose, &batch)
    }

    /// Takes a token of the topic's bucket; nil where it is empty.
    ///
    /// The bypass brings messages that the session brings once more, so it has buckets of its own.
    private mutating func takeToken(_ route: Route, isStored: Bool, now: Timestamp) -> TopicBuckets.Token? {
        let measure = measures[route.subscription >= 0 ? Int(route.subscription) : measures.count - 1]
        return buckets.take(isStored ? route.hash : ~route.hash, measure, now: now)
    }

    /// Decodes a message and admits its readings.
    mutating func read(
        _ message: borrowing InboundMessage,
        _ route: Route,
        _ admission: Admission,
        _ batch: inout IngestBatch
    ) -> MessageTally {
        guard route.subscription >= 0 else { return MessageTally(rejected: .ignored, .noSubscription) }
        let feed = feeds[Int(route.subscription)]
        decode(message, feed, route, isBypass: !admission.stores)
        guard buffer.outcome == .readings else { return MessageTally(rejected: buffer.outcome, buffer.reason) }
        var tally = MessageTally()
        channels.begin(expecting: route.firstChannel)
        for index in buffer.drafts.indices {
            admit(buffer.drafts[index], of: message, feed, route, admission, &tally, &batch)
        }
        if channels.first >= 0, channels.first != route.firstChannel {
            router.expect(firstChannel: channels.first, of: route)
        }
        return tally
    }

    /// Fills the buffer from a payload.
    mutating func decode(_ message: borrowing InboundMessage, _ feed: Feed, _ route: Route, isBypass: Bool) {
        let format = feed.subscription.format
        buffer.begin(format)
        guard !GatewayTopic.isOne(message.topic) else { return buffer.reject(.ignored, .gatewayMessage) }
        guard message.payload.count <= configuration.payloadLimitBytes else {
            let detail = "\(message.payload.count) bytes; \(configuration.payloadLimitBytes) is the limit"
            return buffer.reject(.malformed, .payloadTooLong, detail: detail)
        }
        let context = DecodingContext(
            feed: feed,
            topic: message.topic,
            topicHash: route.hash,
            arrival: message.arrival,
            topicNamesQuantity: route.captures.quantity.length > 0,
            lane: message.isRetained ? .retained : isBypass ? .bypass : .session,
            allowedLatenessNanoseconds: limits.allowedLatenessNanoseconds,
            earliestEventTime: limits.earliestEventTime
        )
        guard !message.payload.isEmpty else { return decodeNothing(format, context) }
        format.decode(message.payload, context, into: &buffer)
    }

    /// An empty payload takes a retained message back; for discovery that means to forget it.
    private mutating func decodeNothing(_ format: PayloadFormat, _ context: DecodingContext) {
        guard HomeAssistantDecoder.isTakenBack(format, context) else {
            return buffer.reject(.malformed, .emptyPayload)
        }
        HomeAssistantDecoder.takeBack(context, into: &buffer)
    }

    /// Books the message and keeps what has to be kept of it.
    mutating func settle(
        _ message: borrowing InboundMessage,
        _ route: Route?,
        _ tally: MessageTally,
        _ purpose: Purpose,
        _ batch: inout IngestBatch
    ) -> Disposition {
        let disposition = tally.disposition
        guard purpose != .evaluateOnly else {
            batch.bypassMessageCount += 1
            return disposition
        }
        if !router.topics.announcements.isEmpty {
            batch.newTopics.append(contentsOf: router.topics.takeAnnouncements())
        }
        if !unsavedSeries.isEmpty {
            batch.newSeries.insert(contentsOf: unsavedSeries, at: 0)
            unsavedSeries.removeAll()
        }
        batch.messages.append(
            MessageRecord(
                subscription: route?.subscription ?? -1,
                topicRow: route?.topicRow ?? TopicTable.otherTopics,
                outcome: disposition.outcome,
                bucket: disposition.bucket,
                reason: disposition.reason,
                isLate: tally.isLate,
                readings: UInt16(clamping: disposition.readings)
            )
        )
        if disposition.bucket == .quarantined { quarantine(message, disposition, &batch) }
        return disposition
    }

    private mutating func quarantine(
        _ message: borrowing InboundMessage,
        _ disposition: Disposition,
        _ batch: inout IngestBatch
    ) {
        let topic = Redaction.topic(message.topic)
        keepForReplay(message, shownAs: topic)
        guard batch.quarantine.count < configuration.quarantineSamplesPerBatch else {
            batch.unsampledQuarantineCount += 1
            return
        }
        batch.quarantine.append(
            QuarantineEntry(
                at: message.arrival,
                source: message.source,
                topic: topic,
                outcome: disposition.outcome,
                reason: disposition.reason,
                detail: disposition.reason == buffer.reason ? buffer.detail : "",
                format: buffer.format,
                sample: Redaction.sample(message.payload)
            )
        )
    }

    private static func deliveryHash(_ message: borrowing InboundMessage) -> UInt64 {
        ByteHash.of(message.payload, seed: ByteHash.of(UnsafeRawBufferPointer(message.topic)))
    }
}
