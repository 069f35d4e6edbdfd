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

    public private(set) var state = State.free
    private var downstreamHistory = DownstreamHistory()

    public init() {}

    /// Takes in the next interval's occupancies, in percent; what is NaN ends what was going on.
    public mutating func observe(upstream: Double, downstream: Double, _ parameters: Parameters) -> State {
        guard let fall = downstreamHistory.fallShare(to: downstream), !upstream.isNaN else {
            state = .free
            return state
        }
        let difference = upstream - downstream
        let isApart = upstream > 0 && difference / upstream >= parameters.differenceShare
        if state >= .tentative {
            state = isApart ? (state == .tentative ? .confirmed : .continuing) : .free
            return state
        }
        if downstream >= parameters.waveOccupancyPercent, fall < parameters.waveFallShare {
            state = .wave1
        } else if state != .free {
            state = state == .wave5 ? .free : State(rawValue: state.rawValue + 1) ?? .free
        } else if isApart, difference >= parameters.differencePercent, fall >= parameters.downstreamFallShare {
            state = .tentative
        }
        return state
    }
}

extension California8.State: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
