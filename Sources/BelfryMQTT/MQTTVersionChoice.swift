/// Which version the next CONNECT speaks.
///
/// ```
///            refused as unknown, or twice no answer but an end
///   5 ───────────────────────────────────────────────────────► 3.1.1
///   5 ◄─────────────────────────────────────────────────────── 3.1.1
///            refused or ended as well; or a connection that stood has ended
/// ```
///
/// The older version does not outlive its connection: a broker may have been updated meanwhile, and asking costs one
/// connect. Ends without an answer say little, since brokers and proxies before them also do that while they start and
/// stop; to a broker that has once answered 5 they say nothing.
///
/// Pure.
struct MQTTVersionChoice: Sendable {
    /// Ends without an answer after which the older version is tried.
    static let endsUntilOlder = 2

    /// What the next CONNECT speaks.
    private(set) var version: MQTTVersion
    private let policy: MQTTVersionPolicy
    private var unansweredEnds = 0
    private var hasAnsweredFive = false

    init(_ policy: MQTTVersionPolicy) {
        self.policy = policy
        version = policy == .threeOneOne ? .threeOneOne : .five
    }

    /// The broker answered that it does not know the version.
    ///
    /// - Returns: whether another one is worth trying at once.
    mutating func refused() -> Bool {
        guard policy == .auto else { return false }
        let isWorthTrying = version == .five
        change(to: isWorthTrying ? .threeOneOne : .five)
        return isWorthTrying
    }

    /// The broker accepted the connection.
    mutating func accepted() {
        if version == .five { hasAnsweredFive = true }
    }

    /// The connection ended before the broker had answered CONNECT.
    mutating func endedUnanswered() {
        guard policy == .auto else { return }
        unansweredEnds += 1
        if version == .threeOneOne {
            change(to: .five)
        } else if unansweredEnds >= Self.endsUntilOlder, !hasAnsweredFive {
            change(to: .threeOneOne)
        }
    }

    /// A connection that the broker had accepted has ended.
    mutating func connectionEnded() {
        if policy == .auto { change(to: .five) }
    }

    private mutating func change(to version: MQTTVersion) {
        self.version = version
        unansweredEnds = 0
    }
}
