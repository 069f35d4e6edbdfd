// One number tells a bucket: the time at which it is full again. A message puts that time off by the time that one token
// takes; a bucket is empty when it would be full no earlier than in the time that the whole burst takes.
//
//   hash of topic and broker ─► set of four │ topic, full at │ topic, full at │ … │      64 bytes, one cache line
//
// A full bucket says no more than an unknown topic, so of a set the one that is full first gives way: a mad topic
// keeps its place whatever else comes by, and a million invented topics cost no memory and no known topic a token.

import BelfryModel

/// The buckets of the topics heard lately, within memory of fixed size.
///
/// Unsafe because they lie in a block that is never reallocated; indexes are computed from a hash masked to its size.
struct TopicBuckets: ~Copyable {
    private static let ways = 4

    private struct Bucket: BitwiseCopyable {
        var topic: UInt64
        var fullAt: Timestamp
    }

    /// What a topic's bucket is measured with.
    struct Measure: BitwiseCopyable {
        /// Nanoseconds until there is another token; 0 where the topic has no limit.
        fileprivate let tokenNanoseconds: Int64
        /// Nanoseconds until an empty bucket is full.
        fileprivate let depthNanoseconds: Int64

        init(_ rate: TopicRate) {
            tokenNanoseconds = rate.perSecond == 0 ? 0 : Nanoseconds.perSecond / Int64(rate.perSecond)
            depthNanoseconds = tokenNanoseconds * Int64(rate.burst)
        }
    }

    /// A token that was taken.
    struct Token: BitwiseCopyable {
        /// −1 where the topic has no limit.
        fileprivate let bucket: Int
        fileprivate let nanoseconds: Int64
    }

    /// A message with a reading of the safety domain costs one part in so many of a token.
    static let safetyShare: Int64 = 10

    private let buckets: UnsafeMutablePointer<Bucket>
    private let setMask: Int

    /// Buckets for about `capacity` topics that are not full, rounded up to a power of two.
    init(capacity: Int) {
        var sets = 1
        while sets * Self.ways < capacity { sets *= 2 }
        setMask = sets - 1
        buckets = .allocate(capacity: sets * Self.ways)
        buckets.initialize(repeating: Bucket(topic: 0, fullAt: .distantPast), count: sets * Self.ways)
    }

    deinit {
        buckets.deallocate()
    }

    /// Takes a token of a topic's bucket; nil where it is empty.
    ///
    /// O(1).
    ///
    /// - Parameters:
    ///   - topic: the hash of topic and broker.
    ///   - now: the message's arrival.
    mutating func take(_ topic: UInt64, _ measure: Measure, now: Timestamp) -> Token? {
        guard measure.tokenNanoseconds > 0 else { return Token(bucket: -1, nanoseconds: 0) }
        let index = index(of: topic)
        if buckets[index].topic != topic { buckets[index] = Bucket(topic: topic, fullAt: .distantPast) }
        var debt = max(0, buckets[index].fullAt.nanosecondsSince(now))
        // More than the whole bucket is owed only if the clock was put back, for which nobody is to be shed.
        if debt > measure.depthNanoseconds { debt = 0 }
        guard debt + measure.tokenNanoseconds <= measure.depthNanoseconds else { return nil }
        buckets[index].fullAt = now.advanced(byNanoseconds: debt + measure.tokenNanoseconds)
        return Token(bucket: index, nanoseconds: measure.tokenNanoseconds)
    }

    /// Gives most of a token back, since its message was of public safety.
    ///
    /// Call it before another token is taken.
    mutating func refund(_ token: Token) {
        guard token.bucket >= 0 else { return }
        let returned = token.nanoseconds - token.nanoseconds / Self.safetyShare
        buckets[token.bucket].fullAt = buckets[token.bucket].fullAt.advanced(byNanoseconds: -returned)
    }

    /// The place of a topic: its own, or that of its set which is full first.
    private func index(of topic: UInt64) -> Int {
        let first = (Int(truncatingIfNeeded: topic) & setMask) * Self.ways
        var fullest = first
        for index in first..<first + Self.ways {
            if buckets[index].topic == topic { return index }
            if buckets[index].fullAt < buckets[fullest].fullAt { fullest = index }
        }
        return fullest
    }
}
