import BelfryAPI

/// The entity tag of `/status`: it changes when the gateway's condition does, not with every passing second.
///
/// Left out are the numbers that never rest: `now`, `uptime_seconds`, rates, ages, latencies, ring fill, and the
/// counters of messages, readings, windows and bytes. What stays is what somebody would act on: status and reasons,
/// brokers, whether the ledger balances, the store's state, sensors and incidents by state, domains.
///
/// It is a weak tag, since documents with the same tag still differ in those numbers (RFC 9110, section 8.8.1);
/// If-None-Match compares weakly in any case (section 13.1.2).
enum StatusTag {
    static func of(_ status: StatusDocument) throws -> String {
        var stable = status
        stable.now = ""
        stable.uptimeSeconds = 0
        stable.ingest.messagesPerSecond = 0
        stable.ingest.readingsPerSecond = 0
        stable.ingest.lastMessageAgeSeconds = nil
        stable.ingest.subscriptions = []
        // Of the ledger by topic, where it was asked for: what became of each topic's last message.
        stable.ingest.topics = stable.ingest.topics?.map { row in
            LedgerRowStatus(
                broker: row.broker,
                topic: row.topic,
                ledger: nothing,
                lastOutcome: row.lastOutcome,
                lastReason: row.lastReason
            )
        }
        let isBalanced = stable.ingest.ledger.balanced
        stable.ingest.ledger = nothing
        stable.ingest.ledger.balanced = isBalanced
        stable.engine.windowsClosed = 0
        stable.engine.ringFill = 0
        stable.engine.latencySeconds = LatencyStatus(p50: nil, p99: nil, max: nil)
        stable.store.bytes = 0
        stable.store.readings = 0
        stable.store.lastCommitAgeSeconds = nil
        stable.store.bytesWrittenPerReading = nil
        let digest = SHA256.digest(of: try WireCoding.encode(stable))
        return "W/\"" + digest.words.prefix(4).map { hexadecimal($0) }.joined() + "\""
    }

    private static let nothing = LedgerStatus(
        received: 0,
        stored: 0,
        late: 0,
        duplicate: 0,
        quarantined: 0,
        ignored: 0,
        shed: 0,
        inFlight: 0
    )

    /// Whether an If-None-Match field names a tag.
    static func isKnown(_ tag: String, to ifNoneMatch: String?) -> Bool {
        guard let ifNoneMatch else { return false }
        let opaque = tag.dropFirst(2)
        return ifNoneMatch.split(separator: ",").contains { candidate in
            let trimmed = candidate.filter { $0 != " " && $0 != "\t" }
            return trimmed == "*" || trimmed == tag || trimmed == opaque
        }
    }

    private static func hexadecimal(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
