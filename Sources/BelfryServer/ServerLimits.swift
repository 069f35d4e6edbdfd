/// How much of the daemon HTTP may take, and what happens beyond.
///
/// One listener's connections never count for another's.
public struct ServerLimits: Sendable {
    // MARK: One request

    /// Bytes of a request's body; beyond it 413.
    public var bodyBytes = 64 * 1_024
    /// Bytes of path and query together; beyond it 414.
    public var targetBytes = 8 * 1_024
    /// Bytes of all header fields together, and of one; beyond it 431.
    public var headerBytes = 16 * 1_024
    /// Header fields of a request; beyond it 431.
    public var headerFields = 64

    // MARK: Time, in seconds

    /// From the connection to the end of the first request's header; beyond it the connection is closed.
    public var headSeconds = 5.0
    /// From there to the end of the body; beyond it 408.
    public var bodySeconds = 15.0
    /// From there until the client has taken the whole answer; beyond it the connection is closed.
    public var responseSeconds = 30.0
    /// Between two requests of one connection; beyond it the connection is closed.
    public var idleSeconds = 60.0
    /// For requests in progress when the daemon stops; beyond it the connection is closed.
    public var drainSeconds = 3.0
    /// For one answer out of the store; beyond it 503, and the query is told that nobody waits any more.
    public var querySeconds = 5.0

    // MARK: Many requests

    /// Connections of one listener; beyond it the one that has been slow for longest gives way.
    public var connections = 256
    /// Bytes that the kernel holds for one peer that does not read; beyond it we wait for the peer.
    ///
    /// Linux doubles it.
    public var sendBufferBytes = 128 * 1_024
    /// Open live streams; beyond it 503.
    public var eventStreams = 64
    /// Events that wait for one live stream; beyond it that stream is cut and may resume.
    public var queuedEvents = 256
    /// Requests that wait for the threads that read the daemon's state, and again for those of the store; beyond 503.
    public var waitingRequests = 64
    /// Wrong tokens from one address within a minute; beyond it 429 for that address.
    public var wrongTokensPerMinute = 10

    // MARK: Answers

    /// Items of a list where the request names no `limit`.
    public var listedItems = 1_000
    /// The largest `limit` of a list and of a query; beyond it 400.
    public var listedItemsAtMost = 10_000

    // MARK: Live stream, in seconds

    /// Between two `status` events.
    public var statusSeconds = 5.0
    /// Between two comments that keep a quiet stream open through proxies.
    public var heartbeatSeconds = 15.0

    public init() {}
}
