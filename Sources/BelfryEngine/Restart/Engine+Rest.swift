extension Engine {
    /// Makes all that single series have raised, or were about to, quiet again without a word; what they have learnt stays.
    ///
    /// After history has gone through that is nobody's present, as of the gateway that stood here before: an image made now has its
    /// baselines, and whatever still holds rings with the first reading that shows it. Groups are left as they are. Before threads
    /// run.
    ///
    /// - Parameter disarmingSilent: no silence is told of a series that is silent now, until it speaks.
    public func rest(disarmingSilent: Bool) {
        for shard in shards { shard.rest(disarmingSilent: disarmingSilent) }
    }
}
