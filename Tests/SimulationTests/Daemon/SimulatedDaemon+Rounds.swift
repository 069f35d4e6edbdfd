import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfrySimulator

extension SimulatedDaemon {
    /// What a message is made of.
    typealias Source = (Int) -> Publication

    /// One round, as `IngestLoop.round` has it.
    func round(_ machineClock: SimulatedClock, source: Source) {
        self.machineClock = machineClock
        messagesUntilLook = 0
        if case .running = phase { followClock() }
        finishCommitIfDone()
        switch phase {
        case .running:
            broker.connect()
            if commit == nil { read(source) }
            startCommitIfDue()
            tickIfDue()
        case .draining(let patience):
            startCommitIfDue()
            let isDone = commit == nil && batch.messageCount == 0
            if isDone || machineClock.monotonicNanoseconds >= patience { sayGoodbye() }
        case .closing(let patience):
            if disk.isIdle || machineClock.monotonicNanoseconds >= patience { enter(.ended) }
        case .ended: break
        }
    }

    /// When the next round has something to do, in true time.
    var nextDue: Timestamp {
        let monotonic = machineClock.monotonicNanoseconds
        func after(_ nanoseconds: Int64) -> Timestamp {
            machineClock.truth.advanced(byNanoseconds: max(0, nanoseconds))
        }
        switch phase {
        case .running:
            if commit == nil, broker.canDeliver { return machineClock.truth }
            // The arrival clock may run a twentieth slower than time.
            let tick = after(nextTick.nanosecondsSince(clock.last) * 21 / 20 + 1)
            return commit == nil && batch.messageCount > 0 ? min(tick, after(commitDue - monotonic)) : tick
        case .draining(let patience), .closing(let patience): return after(patience - monotonic)
        case .ended: return .distantFuture
        }
    }

    /// Stops reading; the rounds to come do the rest.
    func stop() {
        enter(.draining(until: machineClock.monotonicNanoseconds + Pace.drainNanoseconds))
    }

    private func sayGoodbye() {
        broker.disconnect()
        if commit == nil, batch.messageCount == 0 { tickWithImage(now()) } else { tick(now()) }
        record.notePause()
        enter(.closing(until: machineClock.monotonicNanoseconds + Pace.drainNanoseconds))
    }

    /// Puts other rules in force.
    func reload(_ rules: RuleSet) {
        let now = now()
        record.note(.rules(rules))
        engine.replaceRules(rules)
        tick(now)
        if isFirstLife { record.note(rules, at: now) }
    }

    // MARK: - Reading

    private func read(_ source: Source) {
        let room = Pace.messagesPerBatch - batch.messageCount
        guard room > 0 else { return }
        expectRedeliveries()
        let deliveries = broker.deliver(limit: room)
        guard !deliveries.isEmpty else { return }
        let monotonic = machineClock.monotonicNanoseconds
        if batch.messageCount == 0 { batchTimes.first = monotonic }
        batchTimes.last = monotonic
        for delivery in deliveries { take(delivery, source(delivery.publication)) }
        ledger.receive(deliveries.count, in: &batch)
        onLook(ledger)
        evaluate(batch.evaluate)
        batch.removeEvaluated()
    }

    private func take(_ delivery: SimulatedBroker.Delivery, _ publication: Publication) {
        let arrival = arrival()
        let evaluated = batch.evaluate.count
        let disposition = publication.topic.withUnsafeBufferPointer { topic in
            publication.payload.withUnsafeBytes { payload in
                let message = InboundMessage(
                    topic: topic,
                    payload: payload,
                    arrival: arrival,
                    isRetained: delivery.isRetained,
                    messageID: delivery.messageID,
                    isRedelivered: delivery.isRedelivered
                )
                return ingest.process(message, into: &batch)
            }
        }
        let isRepeat = disposition.reason == .redelivered
        let wasEvaluated = batch.evaluate.count == evaluated && disposition.bucket == .stored
        guard isFirstLife, !isRepeat, !wasEvaluated else { return }
        let message = TraceRecord(
            arrival: arrival,
            topic: String(decoding: publication.topic, as: UTF8.self),
            payload: publication.payload,
            isRetained: delivery.isRetained
        )
        record.note(message)
    }

    private func arrival() -> Timestamp {
        guard messagesUntilLook > 0 else {
            messagesUntilLook = Pace.messagesPerLook - 1
            return now()
        }
        messagesUntilLook -= 1
        return clock.next()
    }

    private func expectRedeliveries() {
        guard broker.isConnected, broker.connections != connectionsSeen else { return }
        connectionsSeen = broker.connections
        if broker.isSessionPresent {
            ingest.expectRedelivery(recentDeliveries.flatMap { $0 } + batch.deliveries)
        } else {
            recentDeliveries.removeAll()
            ingest.expectNoRedelivery(of: 0)
        }
    }

    // MARK: - Committing

    /// When the open batch is to be committed, on the monotonic clock.
    private var commitDue: Int64 {
        min(batchTimes.first + settings.lingerNanoseconds, batchTimes.last + Pace.pauseNanoseconds)
    }

    private func startCommitIfDue() {
        guard commit == nil, batch.messageCount > 0 else { return }
        let monotonic = machineClock.monotonicNanoseconds
        let isFull = batch.messageCount >= Pace.messagesPerBatch
        var isStopping = false
        if case .draining = phase { isStopping = true }
        guard isFull || isStopping || monotonic >= commitDue else { return }
        commit = CommitInFlight(startedAt: monotonic, connection: connectionsSeen)
        disk.submit(batch, now: machineClock.truth)
        // All that was evaluated is in this batch or in one before it.
        if isImageDemanded || monotonic - imageTakenAt >= settings.imageNanoseconds { tickWithImage(now()) }
    }

    private func finishCommitIfDone() {
        guard let flight = commit, disk.isBatchDurable else { return }
        commit = nil
        ledger.settle(batch)
        onLook(ledger)
        if !batch.deliveries.isEmpty { recentDeliveries.append(batch.deliveries) }
        if recentDeliveries.count > DiskContents.deliveryBatches { recentDeliveries.removeFirst() }
        broker.acknowledge(connection: flight.connection)
        batch.removeAll()
    }

    // MARK: - Time

    /// Whether messages reach the detectors.
    var isHearing: Bool {
        guard case .running = phase, broker.isConnected else { return false }
        guard let commit else { return true }
        return machineClock.monotonicNanoseconds - commit.startedAt <= Pace.lateCommitNanoseconds
    }

    private func tickIfDue() {
        let now = now()
        guard now >= nextTick else { return }
        excuseSilence(now: now)
        tick(now)
        nextTick = now.advanced(byNanoseconds: settings.tickNanoseconds)
    }

    private func excuseSilence(now: Timestamp) {
        guard !isHearing else {
            awaySince = nil
            return
        }
        let since = awaySince ?? now
        awaySince = since
        guard now.nanosecondsSince(since) < Pace.excuseNanoseconds else { return }
        resume(now, since: now)
        if isFirstLife { record.noteUnheard(at: now) }
    }
}
