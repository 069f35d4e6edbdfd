import BelfryModel

extension Ingest {
    /// Decodes a message without taking it in.
    ///
    /// Only what Sparkplug's birth certificates and Home Assistant's discovery say is remembered: later messages cannot be
    /// read without them.
    public mutating func decode(_ message: borrowing InboundMessage) -> DecodedMessage {
        guard message.topic.count <= configuration.topicLimitBytes else {
            return rejection(.malformed, .topicTooLong)
        }
        let route = router.route(message.topic, source: message.source)
        guard route.subscription >= 0 else { return rejection(.ignored, .noSubscription) }
        let feed = feeds[Int(route.subscription)]
        decode(message, feed, route, isBypass: false)
        var tally =
            buffer.outcome == .readings ? MessageTally() : MessageTally(rejected: buffer.outcome, buffer.reason)
        var readings: [DecodedReading] = []
        for draft in buffer.drafts {
            do throws(ResolutionFault) {
                readings.append(try decoded(draft, message, feed, route))
                tally.countStored(isLate: false)
            } catch {
                tally.note(error.outcome, error.reason)
            }
        }
        let disposition = tally.disposition
        return DecodedMessage(
            outcome: disposition.outcome,
            reason: disposition.reason,
            detail: disposition.reason == buffer.reason ? buffer.detail : "",
            format: buffer.format,
            grounds: buffer.grounds,
            readings: readings
        )
    }

    private func decoded(
        _ draft: ReadingDraft,
        _ message: borrowing InboundMessage,
        _ feed: Feed,
        _ route: Route
    ) throws(ResolutionFault) -> DecodedReading {
        let resolution = try resolve(draft.names, message, feed, route)
        let descriptor = SeriesDescriptor(
            id: SeriesID(0),
            key: resolution.key,
            unit: resolution.unit,
            domain: resolution.domain
        )
        let admission = Admission(arrival: message.arrival, stores: false, evaluates: false)
        let stamp = QualityStamp(draft, Channel(resolution, in: descriptor), limits, admission)
        guard stamp.value.isFinite else { throw ResolutionFault(reason: .notFinite) }
        return DecodedReading(
            key: resolution.key,
            value: stamp.value,
            unit: resolution.isUnitKnown ? resolution.unit : .unknown,
            eventTime: stamp.eventTime,
            timeSource: stamp.timeSource,
            quality: stamp.quality,
            flags: stamp.flags
        )
    }

    private func rejection(_ outcome: Outcome, _ reason: Reason) -> DecodedMessage {
        DecodedMessage(
            outcome: outcome,
            reason: reason,
            detail: "",
            format: .auto,
            grounds: "",
            readings: []
        )
    }
}
