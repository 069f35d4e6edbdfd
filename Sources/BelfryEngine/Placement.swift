import BelfryModel

/// Which shard owns a series.
enum Placement {
    /// 0..<shards, the same in every run.
    static func shard(of identity: String, among shards: Int) -> Int {
        Int(StableHash.of(identity) % UInt64(shards))
    }
}
