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
    /// An interval is counted as this long at most.
    public static let longestIntervalSeconds = 300.0

    public let parameters: CorridorParameters
    // What is known, to be written down and restored byte by byte.
    /// One a station, in driving direction.
    public var stations: [StationState] = []
    /// One a station, for the road right downstream of it.
    public var sections: [SectionState] = []
    /// ``UsualSpeed/count`` a station.
    public var usualSpeeds: [UsualSpeed] = []
    /// The end of the last interval.
    public var newestEnd = Timestamp.distantPast

    /// A watch that has seen nothing.
    public init(parameters: CorridorParameters = CorridorParameters()) {
        self.parameters = parameters
    }

    /// Takes in the next interval; one that does not end later than the last is passed over.
    public mutating func observe(_ interval: CorridorInterval) -> [SectionVerdict] {
        guard interval.end > newestEnd, interval.start < interval.end else { return [] }
        let seconds = min(Self.longestIntervalSeconds, Self.seconds(from: interval.start, to: interval.end))
        let pause = newestEnd == .distantPast ? 0 : max(0, Self.seconds(from: newestEnd, to: interval.start))
        newestEnd = interval.end
        take(interval, seconds: seconds, pause: pause)
        var verdicts: [SectionVerdict] = []
        // From downstream: a head claims its queue before the stations in it are judged.
        for index in stations.indices.reversed() {
            let head = head(at: index)
            let verdict = sections[index].isRaised ? follow(index, head, seconds) : gather(index, head, seconds)
            if let verdict { verdicts.append(verdict) }
            if sections[index].isRaised { claimQueue(from: index) }
        }
        spreadWakes()
        return verdicts
    }

    private mutating func take(_ interval: CorridorInterval, seconds: Double, pause: Double) {
        let count = min(interval.stations.count, Self.stationsLimit)
        while stations.count < count { addStation() }
        let slot = UsualSpeed.index(at: interval.start)
        for index in stations.indices {
            let measures = index < count ? interval.stations[index] : .silent
            stations[index].observe(measures, seconds: seconds, pause: pause)
            // What an incident brings is not usual.
            let isCalm = stations[index].wakeSeconds == 0 && sections[index].evidenceSeconds == 0
            guard isCalm, stations[index].isKnown, stations[index].isFresh else { continue }
            usualSpeeds[index * UsualSpeed.count + slot].learn(stations[index].speedShare, seconds: seconds)
        }
    }

    /// After a restart: an incident is already told.
    mutating func restore(section: Int, of count: Int, activeSince: Timestamp) {
        while stations.count < min(count, Self.stationsLimit) { addStation() }
        guard sections.indices.contains(section) else { return }
        sections[section].isRaised = true
        sections[section].since = activeSince
    }

    private mutating func addStation() {
        stations.append(StationState())
        sections.append(SectionState())
        usualSpeeds.append(contentsOf: repeatElement(UsualSpeed(), count: UsualSpeed.count))
    }

    static func seconds(from start: Timestamp, to end: Timestamp) -> Double {
        Double(end.nanosecondsSince(start)) / 1e9
    }
}
