// Waking the threads between the brokers and the disk, and putting them to sleep again.

import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryServer
import BelfryStore
import Logging
import Synchronization

/// The running threads.
struct RunningCore {
    let ingest: WorkerThread
}

/// Carries a value that is not Sendable to the one thread that will own it.
struct Handover<Value>: @unchecked Sendable {
    // Unchecked: whoever makes it gives the value away, and only the new thread takes it out.
    let value: Value
}

extension Daemon {
    /// Warms the engine up and starts every thread, the last one that which reads.
    ///
    /// - Throws: ``StartFault`` where a thread, a session or the recording cannot be had.
    func startCore() throws(StartFault) -> RunningCore {
        guard let ground = groundwork.withLock({ $0.take() }) else {
            throw StartFault(.inputOutput, "a daemon runs once")
        }
        var ingest = Ingest(configuration: configuration.ingestConfiguration, catalog: catalog)
        do throws(StoreError) {
            try warmUp(ground, &ingest)
        } catch {
            throw StartFault(.inputOutput, error.description)
        }
        let recorder: InputRecorder? = if let recordPath { try InputRecorder(path: recordPath) } else { nil }
        let loop = IngestLoop(
            self,
            links: try links(ground),
            ingest: ingest,
            clock: ground.clock,
            recorder: recorder
        )
        // What an import has taught is as good as gone two hours after its image.
        if ground.newestArrival == nil { loop.imagePace.demand() }
        engine.start()
        tellOfFiles()
        for warning in configuration.warnings { logger.warning("\(warning)") }
        writer.start()
        let handover = Handover(value: loop)
        do throws(WorkerThread.Fault) {
            let thread = try WorkerThread(name: "ingest") { handover.value.run() }
            // The start is nobody's standstill.
            watchdog.restart(monotonicNanoseconds: SystemClock.monotonicNanoseconds())
            isReady.store(true, ordering: .releasing)
            notifier.send(.ready, .status("ready"))
            return RunningCore(ingest: thread)
        } catch {
            throw StartFault(.inputOutput, error.description)
        }
    }

    /// Drains in the order in which a reading walks.
    func stop(_ core: RunningCore) {
        isReady.store(false, ordering: .releasing)
        notifier.send(.stopping)
        board.requestStop()
        wake.signal()
        core.ingest.join()
        engine.stop()
        if !writer.stop(timeoutNanoseconds: 5 * Nanoseconds.perSecond) {
            logger.error("the disk did not take everything in time; what was not acknowledged stays with the brokers")
        }
        closeStore()
    }

    /// Closes the database for good; a fault is logged.
    func closeStore() {
        do throws(StoreError) {
            try store.close()
        } catch {
            logger.error("\(error)")
        }
    }

    private func links(_ ground: Groundwork) throws(StartFault) -> [BrokerLink] {
        var links: [BrokerLink] = []
        for (source, broker) in configuration.brokers.enumerated() {
            let own = ground.deliveries.filter { $0.source == Int32(source) }.map {
                Delivery(source: $0.source, messageID: $0.messageID, hash: $0.hash)
            }
            do throws(MQTTConfigurationFault) {
                links.append(
                    try BrokerLink(
                        source: source,
                        configuration: broker.session,
                        deliveries: own,
                        previousEnd: previousEnd(of: broker.session, ground)
                    )
                )
            } catch {
                throw StartFault(.configuration, "broker \(broker.name): \(error)")
            }
        }
        // None says that it is there before all can be.
        for (link, broker) in zip(links, configuration.brokers) { link.voice = try voice(broker) }
        return links
    }

    /// When a session was last in use, on the monotonic clock; nil for one that its broker has never accepted.
    ///
    /// Nothing is written when a session ends, so the newest reading of any broker stands in: the gap may have begun
    /// before that.
    private func previousEnd(of session: MQTTSessionConfiguration, _ ground: Groundwork) -> Int64? {
        ground.sessions[session.noteName].map { accepted in
            let last = max(accepted, ground.newestArrival ?? accepted)
            return SystemClock.monotonicNanoseconds() - now().nanosecondsSince(last)
        }
    }

    private func voice(_ broker: Configuration.Broker) throws(StartFault) -> BrokerVoice {
        do {
            let publishing = configuration.publishing(to: broker, startedAt: startedAt)
            return try BrokerVoice(broker: broker.name, publishing: publishing)
        } catch {
            throw StartFault(
                error is MQTTConfigurationFault ? .configuration : .inputOutput,
                "broker \(broker.name): \(error)"
            )
        }
    }

    /// What opening the store has put in another place.
    private func tellOfFiles() {
        if let older = store.olderFile {
            logger.notice("the store of an older Belfry has come over; its file is kept as \(older)")
        }
        for file in store.filesSetAside {
            logger.error("a damaged database was set aside as \(file); what can be read of it comes over")
        }
    }

    /// Fills windows, cadences and the memory of duplicates from the journal's tail.
    private func warmUp(_ ground: Groundwork, _ ingest: inout Ingest) throws(StoreError) {
        // A gateway that has heard nothing may have learnt from an import.
        guard let newest = ground.newestArrival ?? ground.image?.instant else { return }
        let began = SystemClock.monotonicNanoseconds()
        let restored = restore(ground.image, newest: newest)
        // Series that the image does not hold need the journal as far back as their windows reach.
        let windowStart = ground.warmUpStart(configuration) ?? newest
        let start = restored.isWhole ? restored.instant : windowStart
        gate.close(before: newest, exact: restored.exact)
        var tail: [Reading] = []
        let duplicatesFrom = newest.advanced(byNanoseconds: -configuration.engine.allowedLatenessNanoseconds)
        let count = try WarmUp.run(
            from: min(start, duplicatesFrom),
            store: store,
            engine: engine,
            restored: restored
        ) { reading in
            if reading.arrivalTime >= duplicatesFrom { tail.append(reading) }
        }
        for reading in tail { ingest.restoreDuplicates(from: reading) }
        engine.tick(newest)
        engine.step()
        // What stands first, so that an incident whose finding had another beginning before the restart goes on.
        let late = gate.open(at: newest)
        for finding in late { hub.publish(finding) }
        let raised = ground.raisedFindings.filter { $0.series.id != SelfWatch.seriesNumber }
        desk.receive(late + engine.settle(raised, at: newest))
        let milliseconds = (SystemClock.monotonicNanoseconds() - began) / Nanoseconds.perMillisecond
        logger.notice(
            """
            \(restored.series.count) series go on as they were; read \(count) readings of the journal again in \
            \(milliseconds) ms
            """
        )
    }

    /// Lets the engine go on from where it was last written down, if that is not too long ago.
    private func restore(_ image: EngineImage?, newest: Timestamp) -> RestoredSeries {
        guard let image else { return RestoredSeries() }
        guard JournalTail.reaches(image.instant, from: newest) else {
            logger.warning(
                """
                the engine was last written down at \(image.instant.rfc3339), too long ago to go on from; windows hold what \
                the last hours of the journal say
                """
            )
            return RestoredSeries()
        }
        return engine.restore(image)
    }
}
