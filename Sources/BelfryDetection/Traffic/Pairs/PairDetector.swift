import BelfryModel

/// A published incident algorithm as a detector of a corridor's group: windows in, findings on stretches out.
///
/// ```
///   s1 ───── s2 ───── s3 ───── s4        driving direction ─►
///    └ pair ─┘└─ pair ─┘└─ pair ┘        a state and an alarm each
/// ```
/// Windows should be as long as the sensors' interval, for which the algorithms were made: 20 s to a minute.
struct PairDetector<Algorithm: PairAlgorithm>: JointMachine {
    private let algorithm: Algorithm
    private var stations: TrafficStations
    /// One a pair, by its upstream station.
    private var states: [Algorithm.State]
    private var alarms: [SectionAlarm]
    /// The end of the last window.
    private var newestEnd = Timestamp.distantPast

    init(_ algorithm: Algorithm, stations names: [String]) {
        self.algorithm = algorithm
        stations = TrafficStations(names)
        let pairs = max(0, names.count - 1)
        states = Array(repeating: algorithm.beginning, count: pairs)
        alarms = Array(repeating: SectionAlarm(), count: pairs)
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        // What was judged is judged once: incidents are told within minutes.
        guard window.revision == 0, window.end > newestEnd else { return [] }
        let sincePrevious = newestEnd == .distantPast ? 0 : max(0, window.start.nanosecondsSince(newestEnd))
        let pause = sincePrevious > TrafficStations.longestPauseNanoseconds ? sincePrevious : 0
        newestEnd = window.end
        // What was two intervals ago is not what was before an outage.
        if pause > 0 { for index in states.indices { forget(index) } }
        let measures = stations.measures(of: window)
        return states.indices.compactMap { index in
            let pair = StationPair(
                index: index,
                start: window.start,
                end: window.end,
                upstream: measures[index],
                downstream: measures[index + 1]
            )
            return judge(pair, pause: pause, window).map { JointVerdict(subject: .section(index), verdict: $0) }
        }
    }

    private mutating func judge(_ pair: StationPair, pause: Int64, _ window: JointWindow) -> Verdict? {
        let index = pair.index
        let opinion = algorithm.observe(pair, &states[index])
        // Silence does not end an incident, whatever the algorithm makes of it.
        if opinion == .unknown, alarms[index].isRaised { forget(index) }
        let transition = alarms[index].take(opinion, from: pair.start, to: pair.end, pause: pause)
        guard transition != .none else { return nil }
        var evidence = VerdictEvidence()
        algorithm.tell(pair, states[index], in: &evidence)
        let value = algorithm.value(of: pair, states[index])
        let since = alarms[index].since
        guard transition == .raised else {
            return .cleared(
                from: since,
                to: alarms[index].lastSeen,
                detectedAt: window.arrival,
                value: value,
                threshold: .nan,
                evidence: evidence
            )
        }
        evidence.append(.heldSeconds, Double(window.end.nanosecondsSince(since)) / 1e9, at: since)
        return .raised(from: since, detectedAt: window.arrival, value: value, threshold: .nan, evidence: evidence)
    }

    /// Forgets what was before, but not that there is an incident.
    private mutating func forget(_ index: Int) {
        states[index] = alarms[index].isRaised ? algorithm.continuing : algorithm.beginning
    }
}

extension PairDetector {
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        guard case .section(let index) = subject, alarms.indices.contains(index), alarms[index].isRaised else {
            return nil
        }
        return alarms[index].since
    }

    var raised: [JointSubject] { alarms.indices.filter { alarms[$0].isRaised }.map { .section($0) } }

    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        guard case .section(let index) = subject, alarms.indices.contains(index) else { return }
        alarms[index].restore(activeSince: activeSince)
        forget(index)
    }

    var image: [UInt8] {
        var image = JointImage()
        stations.write(to: &image)
        image.write(states)
        image.write(alarms)
        image.write([newestEnd])
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        var stations = self.stations
        guard stations.take(&reader), let states = reader.read(Algorithm.State.self),
            let alarms = reader.read(SectionAlarm.self), let newestEnd = reader.read(Timestamp.self)?.first,
            states.count == self.states.count, alarms.count == states.count
        else { return false }
        (self.stations, self.states, self.alarms, self.newestEnd) = (stations, states, alarms, newestEnd)
        return true
    }
}
