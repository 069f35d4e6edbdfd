// A bucket of tokens per topic, one a message, so that one mad sensor does not take the thread, the journal and the
// engine from the others:
//
//   tokens   burst ─┐      ┌──────────     filled at `perSecond`, never above `burst`
//                   └┐    ┌┘
//                 0  └────┘  a message that finds none is shed: counted, acknowledged, gone
//
// The burst is what a topic's backlog after an outage has to fit into, since the broker then delivers it as fast as it
// can and what is shed is lost. The rate is what no honest topic exceeds for long.

/// How many messages of one topic are taken in.
public struct TopicRate: Sendable, Hashable {
    /// 20 times the quickest sensor that a city is likely to have, and a fraction of what one thread decodes.
    public static let defaultPerSecond = 2_000
    /// A day's backlog of a sensor that sends every second, and less than a second's work.
    public static let defaultBurst = 100_000
    /// The highest rate; 0 stands for no limit.
    public static let highestPerSecond = 1_000_000
    /// The deepest bucket, in messages.
    public static let highestBurst = 10_000_000

    /// Messages per second in the long run; 0 for any number.
    public let perSecond: Int
    /// Messages at once.
    public let burst: Int

    /// A rate, brought between 0 and ``highestPerSecond``, with a burst between 1 and ``highestBurst``.
    public init(perSecond: Int = Self.defaultPerSecond, burst: Int = Self.defaultBurst) {
        self.perSecond = min(max(0, perSecond), Self.highestPerSecond)
        self.burst = min(max(1, burst), Self.highestBurst)
    }
}
