// California algorithm #7 on one pair of neighbouring stations.
//
// Intuition: behind an incident vehicles pile up and the upstream loop is covered long; before it the road is empty.
// A large difference, also relative to the upstream occupancy, with a downstream one that is low or has fallen, twice
// in a row, is an incident. Limits: it needs the queue to reach the upstream station, so it is late where stations lie
// far apart; a bottleneck that stands every morning looks the same; thresholds fit one road. Refused: its
// recalibration per road and hour, see `CorridorWatch`. Source: Payne and Tignor, TRR 682, 1978; the downstream test
// in its original form asks for a low occupancy, in later implementations for one that has fallen: both are here.

/// The state of California #7 between two stations.
public struct California7: Sendable, BitwiseCopyable {
    /// What must hold at the downstream station for a first suspicion.
    public enum DownstreamTest: Sendable, Hashable, BitwiseCopyable {
        /// Its occupancy fell by at least this share within two intervals.
        case hasFallen(byShare: Double)
        /// Its occupancy is at most this.
        case isAtMost(percent: Double)
    }

    public struct Parameters: Sendable, Hashable, BitwiseCopyable {
        /// T1, in points of occupancy.
        public var differencePercent = 8.0
        /// T2, as a share of the upstream occupancy.
        public var differenceShare = 0.5
        /// T3.
        public var downstream = DownstreamTest.hasFallen(byShare: 0.3)

        public init() {}
    }

    /// How sure it is.
    public enum State: UInt8, Sendable, BitwiseCopyable {
        case free, tentative, confirmed, continuing
    }

    /// What the last interval was judged by; unknown before the third one.
    public private(set) var comparison = OccupancyComparison.unknown
    public private(set) var state = State.free
    private var history = DownstreamHistory()

    public init() {}

    /// One that has confirmed an incident before: after a restart, or a pause in what the stations tell.
    static var continuing: California7 {
        var detector = California7()
        detector.state = .continuing
        return detector
    }

    /// Takes in the next interval's occupancies, in percent; what is NaN ends what was going on.
    public mutating func observe(upstream: Double, downstream: Double, _ parameters: Parameters) -> State {
        // Only a first suspicion asks for what was before.
        guard let seen = history.compare(upstream: upstream, downstream: downstream),
            state != .free || !seen.downstreamFallShare.isNaN
        else {
            (comparison, state) = (.unknown, .free)
            return state
        }
        comparison = seen
        let isApart = seen.differenceShare >= parameters.differenceShare
        switch state {
        case .free:
            let isSuspect = isApart && seen.differencePercent >= parameters.differencePercent
            let agrees =
                switch parameters.downstream {
                case .hasFallen(let share): seen.downstreamFallShare >= share
                case .isAtMost(let percent): downstream <= percent
                }
            state = isSuspect && agrees ? .tentative : .free
        case .tentative: state = isApart ? .confirmed : .free
        case .confirmed, .continuing: state = isApart ? .continuing : .free
        }
        return state
    }
}
