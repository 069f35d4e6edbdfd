public import BelfryModel

/// All findings up to an instant that every shard has passed, since the batch before.
public struct FindingBatch: Sendable {
    /// The tick that released the batch.
    public var through: Timestamp
    /// By time of detection, then series identity, then rule name; often none.
    public var findings: [Finding]
    /// Everything as it stood at ``through``, where that was asked for; such a batch has no findings.
    public var image: EngineImage?
}
