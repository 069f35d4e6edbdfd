extension MQTTSessionMachine {
    public enum Event: Sendable, Hashable {
        /// Time has passed.
        case due
        /// The broker answered CONNECT.
        case connack(code: Int, sessionPresent: Bool)
        /// The broker answered the oldest unanswered SUBSCRIBE, one code a filter in its order.
        case suback(codes: [Int])
        /// The attempt failed or the connection ended.
        case lost(MQTTFault)
        case stop
    }

    public enum Action: Sendable, Hashable {
        case connect
        /// Subscribe to these subscriptions, by index; all of them ask for the same quality of service, since the
        /// library has one for all filters of a packet.
        case subscribe([Int])
        /// Drop the connection or the attempt, without a word.
        case drop
        /// Say goodbye and drop.
        case disconnect
    }
}
