// California algorithm #8 on one pair of neighbouring stations: #7 and a memory for compression waves.
//
// Intuition: in heavy traffic waves of braking run upstream. One that reaches the downstream station makes its
// occupancy leap; the difference that follows, as the wave passes on, is no incident and is not looked at for five
// intervals. Limits: an incident in the wave's wake is seen late. Refused: more than these states, since waves that
// come at once need a view of the corridor, see `CorridorWatch`. Source: Payne and Tignor, TRR 682, 1978, by its
// decision logic: a wave is tested first, in any state but those of a suspicion.

/// The state of California #8 between two stations.
public struct California8: Sendable, BitwiseCopyable {
    public struct Parameters: Sendable, Hashable, BitwiseCopyable {
        /// T1, in points of occupancy.
        public var differencePercent = 8.0
        /// T2: a fall below this, so a rise by more than 40 %, may be a wave.
        public var waveFallShare = -0.4
        /// T3, as a share of the upstream occupancy.
        public var differenceShare = 0.5
        /// T4, by which share the downstream occupancy must have fallen within two intervals.
        public var downstreamFallShare = 0.3
        /// T5: a downstream occupancy from which on its leap is a wave.
        public var waveOccupancyPercent = 30.0

        public init() {}
    }

    /// How sure it is, or that it waits for a wave to pass.
    public enum State: UInt8, Sendable, BitwiseCopyable {
        case free
        /// A wave reached the downstream station so many intervals ago, this one counted.
        case wave1, wave2, wave3, wave4, wave5
        case tentative, confirmed, continuing
    }

    /// What the last interval was judged by; unknown before the third one.
    public private(set) var comparison = OccupancyComparison.unknown
    public private(set) var state = State.free
    private var history = DownstreamHistory()

    public init() {}

    /// One that has confirmed an incident before: after a restart, or a pause in what the stations tell.
    static var continuing: California8 {
        var detector = California8()
        detector.state = .continuing
        return detector
    }

    /// Takes in the next interval's occupancies, in percent; what is NaN ends what was going on.
    public mutating func observe(upstream: Double, downstream: Double, _ parameters: Parameters) -> State {
        // A suspicion that stands asks for nothing of before.
        guard let seen = history.compare(upstream: upstream, downstream: downstream),
            state >= .tentative || !seen.downstreamFallShare.isNaN
        else {
            (comparison, state) = (.unknown, .free)
            return state
        }
        comparison = seen
        let isApart = seen.differenceShare >= parameters.differenceShare
        if state >= .tentative {
            state = isApart ? (state == .tentative ? .confirmed : .continuing) : .free
            return state
        }
        let fall = seen.downstreamFallShare
        if downstream >= parameters.waveOccupancyPercent, fall < parameters.waveFallShare {
            state = .wave1
        } else if state != .free {
            state = state == .wave5 ? .free : State(rawValue: state.rawValue + 1) ?? .free
        } else if isApart, seen.differencePercent >= parameters.differencePercent,
            fall >= parameters.downstreamFallShare
        {
            state = .tentative
        }
        return state
    }
}

extension California8.State: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
