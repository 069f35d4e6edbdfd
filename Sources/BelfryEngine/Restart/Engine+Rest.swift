extension Engine {
    /// Makes all that single series have raised, or were about to, quiet again without a word; what they have learnt stays.
    ///
    /// After history has gone through that is nobody's present, as of the gateway that stood here before: an image made now has its
    /// baselines. Whatever still holds rings with the first reading that shows it, and no silence is told of a series before it
    /// has spoken. Groups are left as they are. Before threads run.
    public func rest() {
        for shard in shards { shard.rest() }
    }
}
