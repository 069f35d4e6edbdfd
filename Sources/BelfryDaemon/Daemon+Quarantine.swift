// What could not be read, as operators see it, and reading it again once the mapping is mended.

import BelfryAPI
import BelfryIngest
import BelfryModel
import BelfryServer
import BelfryStore
import Glibc
import Logging

extension Daemon {
    /// How long a replay may take, the waits for the disk included; a client waits for twice as long.
    private static let replayNanoseconds = 5 * Nanoseconds.perSecond

    /// The newest quarantined messages first, at most `limit`, of the topics that an MQTT filter covers or of all.
    func quarantine(limit: Int, topic: String?) throws -> [QuarantineDocument] {
        let filter = try topic.map(Self.filter)
        let records = try store.quarantine(limit: configuration.store.quarantineLimit)
        return documents(records.filter { filter?.matches($0.topic) ?? true }.prefix(limit))
    }

    /// One quarantined message; nil where it was never there or has been overwritten.
    func quarantined(_ number: Int64) throws -> QuarantineDocument? {
        try store.quarantine(number: number).flatMap { documents([$0]).first }
    }

    private func documents(_ records: some Sequence<QuarantineRecord>) -> [QuarantineDocument] {
        // A list is worth having while the ingest thread does not answer, too.
        let held = try? requests.ask { Set($0.ingest.replayable) }
        return records.map { record in
            QuarantineDocument(
                number: record.number,
                at: record.at.rfc3339,
                broker: record.source,
                topic: record.topic,
                outcome: record.outcome,
                reason: record.reason,
                format: record.format,
                sample: record.sample,
                replayable: held.map { held in key(of: record).map(held.contains) ?? false }
            )
        }
    }

    /// Reads quarantined messages again with the mappings in force, and waits until what they bring is on disk.
    ///
    /// - Throws: `RequestFault` for a filter or number that means nothing, or where the disk does not take it in time.
    func replayQuarantine(
        _ request: QuarantineReplayRequest,
        actor: String
    ) throws -> QuarantineReplayDocument {
        let key = try request.number.map(heldMessage)
        let filter = try request.topic.map(Self.filter)
        let counts = try replay { candidate in
            if let key { candidate == key } else { filter?.matches(candidate.topic) ?? true }
        }
        let name = request.by.map { "\($0) (\(actor))" } ?? actor
        logger.notice(
            "\(name) had \(counts.messages) quarantined messages read again: \(counts.readings) readings"
        )
        return QuarantineReplayDocument(
            messages: counts.messages,
            readings: counts.readings,
            quarantined: counts.quarantined
        )
    }

    /// What is wanted now, once each: a message that goes back into quarantine is not taken again.
    private func replay(
        where isWanted: @escaping @Sendable (QuarantineKey) -> Bool
    ) throws(RequestFault) -> Ingest.ReplayCounts {
        let deadline = SystemClock.monotonicNanoseconds() + Self.replayNanoseconds
        func waiting() throws(RequestFault) -> Int {
            try requests.ask { loop in loop.ingest.replayable.count { isWanted($0) } }
        }
        var left = try waiting()
        var sum = Ingest.ReplayCounts()
        while left > 0 {
            let limit = left
            let (counts, receipt) = try requests.ask(changingSomething: true) { loop in
                loop.replayQuarantine(limit: limit, where: isWanted)
            }
            sum.messages += counts.messages
            sum.readings += counts.readings
            sum.quarantined += counts.quarantined
            left -= counts.messages
            while try !requests.ask({ $0.isDurable(receipt) }) {
                guard SystemClock.monotonicNanoseconds() < deadline else {
                    throw .unavailable("\(sum.messages) messages were read again and wait for the disk; see /status")
                }
                usleep(5_000)
            }
            // Somebody else may have had the rest read, or newer ones may have needed its room.
            if counts.messages == 0 { left = min(left, try waiting()) }
        }
        return sum
    }

    private func heldMessage(_ number: Int64) throws -> QuarantineKey {
        guard let record = try store.quarantine(number: number) else {
            throw RequestFault.notFound(
                "there is no quarantined message \(number); GET /api/v1/quarantine lists what is kept"
            )
        }
        guard let key = key(of: record), try requests.ask({ $0.ingest.replayable.contains(key) }) else {
            throw RequestFault.conflict(
                "message \(number) is not held any more: whole messages are kept in memory alone, until a restart or "
                    + "until newer ones need the room"
            )
        }
        return key
    }

    private func key(of record: QuarantineRecord) -> QuarantineKey? {
        configuration.brokers.firstIndex { $0.name == record.source }.map {
            QuarantineKey(at: record.at, source: $0, topic: record.topic)
        }
    }

    private static func filter(_ text: String) throws(RequestFault) -> TopicTemplate {
        do throws(TopicTemplate.Fault) {
            return try TopicTemplate(text)
        } catch {
            throw .badRequest("topic=\(text): \(error.description)")
        }
    }
}
