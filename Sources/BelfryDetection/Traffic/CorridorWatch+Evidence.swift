// From a head that lets too little pass to an incident, and to its end.

import BelfryModel

extension CorridorWatch {
    /// What spoke for an incident is forgotten so much faster than it came.
    static let fadeFactor = 2.0
    /// A head that has been here so long without being an incident is one of every day.
    static let usualHeadSeconds = 600.0
    /// An incident whose station is silent is over after this time.
    static let unseenClearSeconds = 1_800.0
    /// How slowly the usual loss is learnt, and up to which.
    static let usualLossSeconds = 3_600.0
    static let usualLossLimit = 0.3

    mutating func gather(_ index: Int, _ head: Head?, _ seconds: Double) -> SectionVerdict? {
        guard let head, stations[index].wakeSeconds == 0 else {
            fade(index, seconds)
            return nil
        }
        // What was true a minute ago is no evidence now.
        guard stations[index].isFresh else { return nil }
        sections[index].headSeconds += seconds
        learnUsualLoss(index, head, seconds)
        let tolerated = max(parameters.toleratedLossShare, stations[index].usualLossShare + parameters.usualMarginShare)
        let excess = head.lostShare - tolerated
        guard excess > 0 else {
            fade(index, seconds)
            return nil
        }
        if sections[index].evidenceSeconds == 0 {
            sections[index].since = newestEnd.advanced(byNanoseconds: -Nanoseconds.from(seconds: seconds))
        }
        sections[index].evidenceSeconds += seconds * min(1, excess / parameters.certainExcessShare)
        sections[index].lostShare = max(sections[index].lostShare, head.lostShare)
        guard sections[index].evidenceSeconds >= neededSeconds(index, head) else { return nil }
        sections[index].isRaised = true
        sections[index].goneSeconds = 0
        claimQueue(from: index)
        return verdict(index, head, .raised)
    }

    /// How long a loss must last: what a wave of braking may take as well, longer than a wave.
    ///
    /// A great loss leaves a slow queue: where speed says otherwise the road is merely empty. And where nothing is
    /// known of the road ahead, its queue may come from there.
    private func neededSeconds(_ index: Int, _ head: Head) -> Double {
        guard head.next != nil else { return 1.5 * parameters.waveSeconds }
        let depth = parameters.depthFactor * (1 - stations[index].speedShare)
        let span = parameters.fullLossShare - parameters.waveLossShare
        let severity = min(1, max(0, (min(head.lostShare, depth) - parameters.waveLossShare) / span))
        return parameters.waveSeconds + severity * (parameters.persistenceSeconds - parameters.waveSeconds)
    }

    private mutating func learnUsualLoss(_ index: Int, _ head: Head, _ seconds: Double) {
        guard sections[index].headSeconds > Self.usualHeadSeconds else { return }
        let difference = min(Self.usualLossLimit, head.lostShare) - stations[index].usualLossShare
        stations[index].usualLossShare += seconds / (seconds + Self.usualLossSeconds) * difference
    }

    private mutating func fade(_ index: Int, _ seconds: Double) {
        let left = sections[index].evidenceSeconds - Self.fadeFactor * seconds
        sections[index].evidenceSeconds = max(0, left)
        if left <= 0 { sections[index].lostShare = 0 }
        if !isSlow(index) { sections[index].headSeconds = 0 }
    }

    /// A raised one lasts while a head that lets too little pass is here or at a station next to it.
    mutating func follow(_ index: Int, _ head: Head?, _ seconds: Double) -> SectionVerdict? {
        let nearby = max(0, index - 1)...min(stations.count - 1, index + 1)
        let holds = nearby.contains { (self.head(at: $0)?.lostShare ?? 0) > parameters.toleratedLossShare }
        // Of a station that says nothing, or nothing that can be believed, nobody knows whether its queue is gone.
        let isSeen = stations[index].isKnown && stations[index].isFresh
        let gone = isSeen ? seconds : seconds * parameters.clearSeconds / Self.unseenClearSeconds
        sections[index].goneSeconds = holds ? 0 : sections[index].goneSeconds + gone
        guard sections[index].goneSeconds >= parameters.clearSeconds else { return nil }
        let verdict = verdict(index, head, .cleared)
        sections[index] = SectionState()
        return verdict
    }

    private func verdict(_ index: Int, _ head: Head?, _ phase: SectionVerdict.Phase) -> SectionVerdict {
        let (here, section) = (stations[index], sections[index])
        let next = head?.next.map { stations[$0] }
        let end = newestEnd.advanced(byNanoseconds: -Nanoseconds.from(seconds: section.goneSeconds))
        let slot = index * UsualSpeed.count + UsualSpeed.index(at: newestEnd)
        let tail = section.tailStation < 0 ? index : Int(section.tailStation)
        let tailHours = Self.seconds(from: section.since, to: section.tailReached) / 3_600
        return SectionVerdict(
            upstreamStation: index,
            downstreamStation: head?.next,
            phase: phase,
            from: section.since,
            to: phase == .cleared ? max(section.since, end) : nil,
            detectedAt: newestEnd,
            certainty: certainty(section, knowsNext: next != nil),
            upstreamOccupancyPercent: here.occupancyPercent,
            downstreamOccupancyPercent: next?.occupancyPercent ?? .nan,
            upstreamSpeedKilometresPerHour: here.speedKilometresPerHour,
            downstreamSpeedKilometresPerHour: next?.speedKilometresPerHour ?? .nan,
            dropKilometresPerHour: here.freeSpeed * (Double(usualSpeeds[slot].share) - here.speedShare),
            lostCapacityShare: section.lostShare,
            persistedSeconds: Self.seconds(
                from: section.since,
                to: phase == .cleared ? max(section.since, end) : newestEnd
            ),
            tailStation: tail,
            tailStationsPerHour: tail < index && tailHours > 0 ? Double(index - tail) / tailHours : .nan
        )
    }

    /// From one half, where a wave may just as well be behind it, to almost sure.
    private func certainty(_ section: SectionState, knowsNext: Bool) -> Double {
        let severity = (section.lostShare - parameters.toleratedLossShare) / (1 - parameters.toleratedLossShare)
        return 0.5 + 0.3 * min(1, max(0, severity)) + (knowsNext ? 0.15 : 0)
    }
}
