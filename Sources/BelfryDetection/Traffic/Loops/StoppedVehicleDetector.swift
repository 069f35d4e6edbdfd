import BelfryModel

/// The watch over the loops of one station as a detector of a group: windows in, findings on loops out.
struct StoppedVehicleDetector: JointMachine {
    /// Loops of one station; further ones are not looked at.
    static let loopsLimit = 64

    private let parameters: StoppedVehicleParameters
    /// By the number of the series that tells their occupancy.
    private var loops: [LoopState] = []
    /// The end of the last window.
    private var newestEnd = Timestamp.distantPast

    init(_ parameters: StoppedVehicleParameters) {
        self.parameters = parameters
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        // What was judged is judged once: a vehicle that stands is told within minutes.
        guard window.revision == 0, window.end > newestEnd else { return [] }
        newestEnd = window.end
        let measures = measures(of: window)
        var verdicts: [JointVerdict] = []
        for index in loops.indices {
            let others = loops.indices.filter { $0 != index }.map { (measures: measures[$0], loop: loops[$0]) }
            let neighbours = LoopNeighbours(others, parameters.watch)
            let transition = loops[index].observe(
                measures[index],
                neighbours,
                from: window.start,
                to: window.end,
                parameters
            )
            guard transition != .none else { continue }
            let verdict = verdict(transition, of: loops[index], measures[index].occupancyPercent, window)
            verdicts.append(JointVerdict(subject: .member(SeriesID(loops[index].series)), verdict: verdict))
        }
        // What a vehicle that stands brings about is not usual.
        if !loops.contains(where: { $0.watch.isCovered }) {
            let seconds = window.hours * 3_600
            for index in loops.indices { loops[index].learn(measures[index], seconds: seconds) }
        }
        return verdicts
    }

    /// What each loop tells; loops are known from the first occupancy on.
    private mutating func measures(of window: JointWindow) -> [StationMeasures] {
        var tallies: [String: StationTally] = [:]
        var sensors: [Int32: String] = [:]
        for share in window.shares {
            tallies[share.sensor, default: StationTally()].add(share, hours: window.hours)
            guard StationMeasure(share.quantity) == .occupancy else { continue }
            sensors[share.series.index] = share.sensor
            know(share.series.index)
        }
        return loops.map { loop in
            sensors[loop.series].flatMap { tallies[$0]?.result.measures } ?? .silent
        }
    }

    private mutating func know(_ series: Int32) {
        guard loops.count < Self.loopsLimit, !loops.contains(where: { $0.series == series }) else { return }
        let place = loops.firstIndex { $0.series > series } ?? loops.count
        loops.insert(LoopState(series: series), at: place)
    }

    private func verdict(
        _ transition: Transition,
        of loop: LoopState,
        _ occupancy: Double,
        _ window: JointWindow
    ) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.heldSeconds, Double(window.end.nanosecondsSince(loop.since)) / 1e9, at: loop.since)
        evidence.append(.expectedVehicles, loop.expected)
        evidence.append(.divertedVehicles, loop.diverted)
        let threshold = parameters.watch.occupancyPercent
        guard transition == .raised else {
            return .cleared(
                from: loop.since,
                to: window.end,
                detectedAt: window.arrival,
                value: occupancy,
                threshold: threshold,
                evidence: evidence
            )
        }
        evidence.append(.certainty, loop.certainty)
        return .raised(
            from: loop.since,
            detectedAt: window.arrival,
            value: occupancy,
            threshold: threshold,
            evidence: evidence
        )
    }
}

extension StoppedVehicleDetector {
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        guard case .member(let series) = subject else { return nil }
        return loops.first { $0.series == series.index && $0.isRaised }?.since
    }

    var raised: [JointSubject] { loops.filter(\.isRaised).map { .member(SeriesID($0.series)) } }

    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        guard case .member(let series) = subject else { return }
        know(series.index)
        guard let index = loops.firstIndex(where: { $0.series == series.index }) else { return }
        loops[index].restore(activeSince: activeSince)
    }

    mutating func forget(_ member: SeriesID) {
        loops.removeAll { $0.series == member.index }
    }

    var image: [UInt8] {
        var image = JointImage()
        image.write(loops)
        image.write([newestEnd])
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        guard let loops = reader.read(LoopState.self), let newestEnd = reader.read(Timestamp.self)?.first else {
            return false
        }
        (self.loops, self.newestEnd) = (loops, newestEnd)
        return true
    }
}
