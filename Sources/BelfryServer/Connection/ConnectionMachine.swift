/// When a connection has taken too long, and whether it may give way to a newcomer: a pure machine.
///
/// ```
///                 head              body ends            answer begins as a stream
///     ┌─────────┐ ────► ┌─────────┐ ────────► ┌──────────┐ ────────────► ┌───────────┐
///  ──►│ waiting │       │ reading │           │ answering│               │ streaming │
///     └─────────┘ ◄──── └─────────┘           └──────────┘               └───────────┘
///       5 s, then 60 s    15 s        ◄─────────   30 s                    no limit here:
///                                  answer ends                             its queue is bounded
/// ```
///
/// An answer that ends while its request is still being read, or that says `Connection: close`, leads to `lingering`:
/// our side is closed, and the peer may go on sending for two seconds so that it gets to read the answer.
struct ConnectionMachine {
    enum State: Hashable {
        case waiting
        case reading
        case answering
        case streaming
        case lingering
        case closed
    }

    /// What the shell has to do.
    enum Action: Hashable {
        case nothing
        /// Send a problem document of this status, close our side and wait for the peer's.
        case refuse(status: Int)
        /// Close our side and wait for the peer's.
        case linger
        case close
        /// Close and forget what the peer has not read.
        case reset
    }

    static let lingerSeconds = 2.0

    private let limits: ServerLimits
    private(set) var state = State.waiting
    /// When the present state began, in nanoseconds.
    private(set) var since: Int64
    private var requestsInProgress = 0
    private var isReadingBody = false
    private var hasAnswerBegun = false
    private var answerCloses = false
    private var isFirstRequest = true
    private var isDraining = false

    init(limits: ServerLimits, nowNanoseconds: Int64) {
        self.limits = limits
        self.since = nowNanoseconds
    }

    /// When ``deadlinePassed(_:)`` has to be called, in nanoseconds; nil for never.
    var deadline: Int64? {
        let seconds: Double
        switch state {
        case .waiting: seconds = isFirstRequest ? limits.headSeconds : limits.idleSeconds
        case .reading: seconds = limits.bodySeconds
        case .answering: seconds = limits.responseSeconds
        case .lingering: seconds = Self.lingerSeconds
        case .streaming where isDraining: seconds = limits.drainSeconds
        case .streaming, .closed: return nil
        }
        return since + Int64((isDraining ? min(seconds, limits.drainSeconds) : seconds) * 1e9)
    }

    mutating func requestBegan(_ now: Int64) {
        requestsInProgress += 1
        isReadingBody = true
        isFirstRequest = false
        if state == .waiting { enter(.reading, now) }
    }

    mutating func requestEnded(_ now: Int64) {
        isReadingBody = false
        if state == .reading { enter(.answering, now) }
    }

    mutating func answerBegan(isStream: Bool, closes: Bool, _ now: Int64) {
        hasAnswerBegun = true
        answerCloses = closes
        if isStream { enter(.streaming, now) }
    }

    mutating func answerEnded(_ now: Int64) -> Action {
        requestsInProgress -= 1
        hasAnswerBegun = false
        if answerCloses || isDraining || state == .streaming || (isReadingBody && requestsInProgress == 0) {
            enter(.lingering, now)
            return .linger
        }
        enter(
            requestsInProgress == 0 ? .waiting : isReadingBody && requestsInProgress == 1 ? .reading : .answering,
            now
        )
        return .nothing
    }

    /// The peer sent something that is no HTTP.
    mutating func requestIsMalformed(status: Int, _ now: Int64) -> Action {
        if state == .lingering || state == .closed { return .nothing }
        // An answer to an earlier request is on its way; ours would run into it.
        guard !hasAnswerBegun, requestsInProgress <= 1 else {
            enter(.closed, now)
            return .close
        }
        enter(.lingering, now)
        return .refuse(status: status)
    }

    /// The peer has closed its side.
    ///
    /// It may still read an answer, but a stream has no end to wait for.
    mutating func peerFinished(_ now: Int64) -> Action {
        guard state == .streaming || state == .lingering || state == .waiting else { return .nothing }
        enter(.closed, now)
        return .close
    }

    /// The daemon is stopping: idle connections close now, the others get until the drain deadline.
    mutating func serverStops(_ now: Int64) -> Action {
        isDraining = true
        if state == .waiting {
            enter(.closed, now)
            return .close
        }
        // The time for draining starts now, whenever the request began.
        since = now
        return .nothing
    }

    /// The deadline has come.
    mutating func deadlinePassed(_ now: Int64) -> Action {
        guard let deadline, now >= deadline else { return .nothing }
        guard state == .reading, !hasAnswerBegun else {
            defer { enter(.closed, now) }
            return state == .waiting || state == .lingering ? .close : .reset
        }
        enter(.lingering, now)
        return .refuse(status: 408)
    }

    /// The rank for being closed to make room, smallest first; nil for never.
    ///
    /// It is the time from when on the connection counts as slow: at once where it idles between requests, a tenth of a
    /// second after it was opened or a request began to come in (ours are small), five seconds after one came to be
    /// answered. So who has just come never gives way to who came with it.
    var slowSince: Int64? {
        switch state {
        case .waiting where !isFirstRequest: since
        case .lingering: since
        case .waiting, .reading: since + 100_000_000
        case .answering: since + 5_000_000_000
        case .streaming, .closed: nil
        }
    }

    private mutating func enter(_ state: State, _ now: Int64) {
        guard self.state != .closed else { return }
        self.state = state
        since = now
    }
}
