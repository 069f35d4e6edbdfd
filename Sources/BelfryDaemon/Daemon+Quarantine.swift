// What could not be read, as operators see it, and reading it again once the mapping is mended.

import BelfryAPI
import BelfryIngest
import BelfryModel
import BelfryServer
import BelfryStore
import Logging

extension Daemon {
    /// The newest quarantined messages first, at most `limit`, of the topics that an MQTT filter covers or of all.
    func quarantine(limit: Int, topic: String?) throws -> [QuarantineDocument] {
        let filter = try topic.map(Self.filter)
        let all = try store.quarantine(limit: configuration.store.quarantineLimit)
        let records = all.filter { filter?.matches($0.topic) ?? true }.prefix(limit)
        // A list is worth having while the ingest thread waits for a disk, too.
        let held = (try? requests.ask { Set($0.ingest.replayable) }) ?? []
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
                replayable: key(of: record).map(held.contains) ?? false
            )
        }
    }

    /// Reads quarantined messages again with the mappings in force.
    ///
    /// - Throws: `RequestFault` for a filter or number that means nothing, or where the ingest thread does not answer.
    func replayQuarantine(
        _ request: QuarantineReplayRequest,
        actor: String
    ) throws -> QuarantineReplayDocument {
        let counts: Ingest.ReplayCounts
        if let number = request.number {
            let key = try heldMessage(number)
            counts = try requests.ask(changingSomething: true) { $0.replayQuarantine { $0 == key } }
        } else {
            let filter = try request.topic.map(Self.filter)
            counts = try requests.ask(changingSomething: true) { loop in
                loop.replayQuarantine { filter?.matches($0.topic) ?? true }
            }
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
