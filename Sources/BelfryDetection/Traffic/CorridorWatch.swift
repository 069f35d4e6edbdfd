// The watch over a corridor: incidents told from every day's congestion by what passes.
//
//   free     free      queue     queue │ free      free          driving direction ─►
//   S0 ───── S1 ────── S2 ────── S3 ───┼ S4 ────── S5
//                     tail          head: what passes here?
//
// Intuition: a queue has a head, between a slow station and a faster one. A bottleneck of every day discharges what
// the road can carry; an incident lets pass less. So the share of capacity that passes no more is the evidence, and
// how much is lost decides how long it must last: a lane gone shows within a minute, a small loss must outlast a wave
// of braking. A wave moves on to the next station, where the evidence begins anew.
//
// Capacity is each station's own highest quarter hour; before it has been seen, and where nothing counts vehicles, the
// speed in the queue tells it by the fundamental diagram. What a head loses day after day is learnt and tolerated.
// A queue that has been told of, and what is left of it, belongs to that incident.
//
// Limits: an incident that leaves room for all who come is not seen, nor one downstream of the last station; a second
// incident within the queue of the first is not told apart. Refused: differences of occupancy alone (California #7:
// late, and blind to what is recurrent), a template per station (McMaster: to be calibrated by hand), learnt networks
// (they need labelled incidents of the same road). Sources: Daganzo 1994 and 1997 for queues, Persaud, Hall and Hall
// 1990 for the question of what the bottleneck discharges.

public import BelfryModel

/// Watches the stations of one corridor and tells incidents between them.
public struct CorridorWatch: Sendable {
    /// Stations of one corridor; further ones are not looked at.
    public static let stationsLimit = 128
    /// A pause from which on the present is forgotten; what was learnt stays.
    public static let pauseNanoseconds = 10 * Nanoseconds.perMinute

    public let parameters: CorridorParameters
    /// One a station; written down and restored as they lie.
    public var stations: [StationState] = []
    /// One a station, for the road right downstream of it.
    public var sections: [SectionState] = []
    /// The end of the last interval.
    public var newestEnd = Timestamp.distantPast

    /// A watch that has seen nothing.
    public init(parameters: CorridorParameters = CorridorParameters()) {
        self.parameters = parameters
    }

    /// Takes in the next interval; one that is not later than the last is passed over.
    public mutating func observe(_ interval: CorridorInterval) -> [SectionVerdict] {
        guard interval.end > newestEnd, interval.start < interval.end else { return [] }
        let seconds = min(600, Double(interval.end.nanosecondsSince(interval.start)) / 1e9)
        take(interval.stations, seconds: seconds)
        newestEnd = interval.end
        var verdicts: [SectionVerdict] = []
        // From downstream: a head's section claims its queue before those upstream are judged.
        for station in stations.indices.reversed() {
            let head = head(at: station)
            let verdict =
                sections[station].isRaised
                ? follow(station, head, seconds) : gather(station, head, seconds)
            if let verdict { verdicts.append(verdict) }
            if sections[station].isRaised { claimQueue(from: station) }
        }
        spreadWakes()
        return verdicts
    }

    private mutating func take(_ measures: [StationMeasures], seconds: Double) {
        let count = min(measures.count, Self.stationsLimit)
        while stations.count < count {
            stations.append(StationState())
            sections.append(SectionState())
        }
        for index in stations.indices {
            stations[index].observe(index < count ? measures[index] : .silent, seconds: seconds)
        }
    }
}

extension CorridorWatch {
    /// A queue's head right downstream of a station.
    struct Head {
        /// The next station that is known.
        var next: Int?
        /// Of capacity, that passes no more.
        var lostShare: Double
    }

    /// The head at a station, if one is there.
    func head(at index: Int) -> Head? {
        let here = stations[index]
        guard here.isKnown, here.speedShare < parameters.slowShare else { return nil }
        if here.knowsFlow, here.densityShare < parameters.leastDensityShare { return nil }
        let next = stations.indices.dropFirst(index + 1).prefix(2).first { stations[$0].isKnown }
        if let next, stations[next].speedShare - here.speedShare < parameters.headShare { return nil }
        return Head(next: next, lostShare: lostShare(at: index, next: next))
    }

    private func lostShare(at index: Int, next: Int?) -> Double {
        let here = stations[index]
        let bySpeed = 1 - FundamentalDiagram.flowShare(atSpeedShare: here.speedShare) - parameters.speedLossMargin
        guard here.knowsFlow else { return bySpeed }
        var passing = here.flowShare
        if let next, stations[next].knowsFlow { passing = (passing + stations[next].flowShare) / 2 }
        return max(bySpeed, 1 - passing)
    }

    private mutating func gather(_ index: Int, _ head: Head?, _ seconds: Double) -> SectionVerdict? {
        let isClaimed = stations[index].wakeSeconds > 0
        guard let head, !isClaimed else {
            fade(index, seconds)
            return nil
        }
        sections[index].headSeconds += seconds
        learnUsual(index, head, seconds)
        let tolerated = max(parameters.toleratedLossShare, stations[index].usualLossShare + parameters.usualMarginShare)
        let excess = (head.lostShare - tolerated) / (parameters.fullLossShare - parameters.toleratedLossShare)
        guard excess > 0 else {
            fade(index, seconds)
            return nil
        }
        if sections[index].evidence == 0 {
            sections[index].since = newestEnd.advanced(byNanoseconds: -Nanoseconds.from(seconds: seconds))
        }
        sections[index].evidence += seconds * min(1.25, power(excess, parameters.lossExponent)) / parameters.persistenceSeconds
        sections[index].lostShare = max(sections[index].lostShare, head.lostShare)
        guard sections[index].evidence >= 1 else { return nil }
        sections[index].isRaised = true
        sections[index].goneSeconds = 0
        return verdict(index, head, .raised)
    }

    private mutating func learnUsual(_ index: Int, _ head: Head, _ seconds: Double) {
        guard sections[index].headSeconds > 600 else { return }
        let step = seconds / (seconds + 3_600) * (min(0.3, head.lostShare) - stations[index].usualLossShare)
        stations[index].usualLossShare += step
    }

    private mutating func fade(_ index: Int, _ seconds: Double) {
        sections[index].evidence = max(0, sections[index].evidence - seconds / parameters.fadeSeconds)
        if sections[index].evidence == 0 { sections[index].lostShare = 0 }
        if stations[index].speedShare >= parameters.slowShare { sections[index].headSeconds = 0 }
    }

    private mutating func follow(_ index: Int, _ head: Head?, _ seconds: Double) -> SectionVerdict? {
        let nearby = [head, index > 0 ? self.head(at: index - 1) : nil, index + 1 < stations.count ? self.head(at: index + 1) : nil]
        let holds = nearby.contains { ($0?.lostShare ?? 0) > parameters.toleratedLossShare }
        sections[index].goneSeconds = holds ? 0 : sections[index].goneSeconds + seconds
        guard sections[index].goneSeconds >= parameters.clearSeconds else { return nil }
        let verdict = verdict(index, head, .cleared)
        sections[index] = SectionState()
        return verdict
    }

    /// The queue upstream of an incident's head is its own, and so is the next station's.
    private mutating func claimQueue(from index: Int) {
        if index + 1 < stations.count { stations[index + 1].wakeSeconds = parameters.clearSeconds }
        var station = index
        while station >= 0, station == index || isSlow(station) || !stations[station].isKnown {
            stations[station].wakeSeconds = parameters.wakeSeconds
            station -= 1
        }
        if station >= 0 { stations[station].wakeSeconds = max(stations[station].wakeSeconds, parameters.clearSeconds) }
    }

    private func isSlow(_ index: Int) -> Bool {
        stations[index].isKnown && stations[index].speedShare < parameters.slowShare
    }

    /// What is left of a queue runs on upstream, and ends where the road is free again.
    private mutating func spreadWakes() {
        for index in stations.indices {
            if index + 1 < stations.count, isSlow(index), isSlow(index + 1) {
                stations[index].wakeSeconds = max(stations[index].wakeSeconds, stations[index + 1].wakeSeconds)
            }
            if stations[index].isKnown, stations[index].speedShare > 0.9 {
                stations[index].wakeSeconds = min(stations[index].wakeSeconds, parameters.clearSeconds)
            }
        }
    }

    private func verdict(_ index: Int, _ head: Head?, _ phase: SectionVerdict.Phase) -> SectionVerdict {
        let (here, section) = (stations[index], sections[index])
        let next = head?.next.map { stations[$0] }
        let held = Double(newestEnd.nanosecondsSince(section.since)) / 1e9
        return SectionVerdict(
            upstreamStation: index,
            downstreamStation: head?.next,
            phase: phase,
            from: section.since,
            to: phase == .cleared ? newestEnd.advanced(byNanoseconds: -Nanoseconds.from(seconds: section.goneSeconds)) : nil,
            detectedAt: newestEnd,
            certainty: 0,
            upstreamOccupancyPercent: here.occupancyPercent,
            downstreamOccupancyPercent: next?.occupancyPercent ?? .nan,
            upstreamSpeedKilometresPerHour: here.speedKilometresPerHour,
            downstreamSpeedKilometresPerHour: next?.speedKilometresPerHour ?? .nan,
            dropKilometresPerHour: here.freeSpeed * (1 - here.speedShare),
            lostCapacityShare: section.lostShare,
            persistedSeconds: held,
            tailStation: index,
            tailStationsPerHour: .nan
        )
    }
}

/// `base` to the power of `exponent` in [1, 2], exact at 1 and 2: no library function that differs between machines.
func power(_ base: Double, _ exponent: Double) -> Double {
    base * (1 + (exponent - 1) * (base - 1))
}
