import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel

extension SimulatedDaemon {
    /// Fills windows, cadences and the memory of duplicates from the journal's tail.
    func warmUp(from start: Timestamp, to newest: Timestamp, _ restored: RestoredSeries) {
        let duplicatesFrom = newest.advanced(byNanoseconds: -Self.latenessNanoseconds)
        let tail = disk.contents.tail(since: min(start, duplicatesFrom))
        var journal = JournalTail(restored: restored)
        for reading in tail {
            let steps = journal.steps(before: reading)
            if let instant = steps.tick { tick(instant) }
            if let since = steps.unheardSince { resume(reading.arrivalTime, since: since) }
            if steps.isEvaluated { evaluate([reading]) }
        }
        for reading in tail where reading.arrivalTime >= duplicatesFrom { ingest.restoreDuplicates(from: reading) }
        tick(newest)
        let end = WarmUpEnd(
            raisedBefore: disk.contents.openIncidents.flatMap { $0.findings.filter { $0.phase == .raised } }
                .sorted { $0.id < $1.id },
            newest: newest
        )
        record.note(.live(end))
        let events = flow.goLive(end, engine)
        record.events += events
        disk.submit(events, now: machineClock.truth)
    }

    /// Hands readings to the shards.
    func evaluate(_ readings: [Reading]) {
        record.note(readings)
        engine.submitAll(readings[...])
    }

    /// Lets time come to `now`, and takes what was found.
    func tick(_ now: Timestamp) {
        record.note(.tick(now))
        engine.tick(now)
        takeFindings()
    }

    /// The same, and has the engine written down as it then stands.
    func tickWithImage(_ now: Timestamp) {
        record.note(.tick(now))
        engine.takeImage(now)
        takeFindings()
        if let image = tray.takeImage() { disk.submit(image, now: machineClock.truth) }
        imageTakenAt = machineClock.monotonicNanoseconds
        isImageDemanded = false
    }

    private func takeFindings() {
        engine.step()
        let findings = tray.take()
        guard !findings.isEmpty else { return }
        record.findings += findings
        let events = flow.take(findings)
        record.events += events
        disk.submit(events, now: machineClock.truth)
    }

    func resume(_ now: Timestamp, since: Timestamp) {
        record.note(.resume(now, since: since))
        engine.resume(now, since: since)
    }
}
