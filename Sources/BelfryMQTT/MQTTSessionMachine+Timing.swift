extension MQTTSessionMachine {
    /// How long things may take.
    public struct Timing: Sendable, Hashable {
        public var backoff = MQTTBackoff()
        /// From the attempt to its CONNACK.
        public var connectNanoseconds: Int64 = 15_000_000_000
        /// From CONNACK to SUBACK; long, since SUBSCRIBE waits behind a commit that is under way.
        public var subscribeNanoseconds: Int64 = 60_000_000_000
        /// A connection that held this long starts the back-off afresh.
        public var stableNanoseconds: Int64 = 10_000_000_000
        /// Between attempts while a person has to act.
        public var refusedNanoseconds: Int64 = 30_000_000_000
        /// Between requests for subscriptions that were refused.
        public var resubscribeNanoseconds: Int64 = 60_000_000_000

        public init() {}
    }
}
