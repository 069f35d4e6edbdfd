public import BelfryModel

/// How the writer and its disk are doing.
public struct StoreWriterStatus: Hashable, Sendable {
    public var state: StoreState
    /// Why the state is not `ok`, and what helps; empty where it is.
    public var reason: String
    /// Whether readings can be committed, whatever the history's state.
    public var isJournalWell: Bool
    public var fault: StoreError?
    /// The last write that could never succeed and was given up; nil is what it should be.
    public var refusal: StoreError?
    /// How long the last successful write took, its retries included.
    public var lastCommitNanoseconds: Int64
    /// Batches handed over and not yet durable.
    public var waitingBatches: Int
    public var waitingIncidents: Int
    /// Incidents given up because too many waited.
    public var droppedIncidents: Int
    /// Up to when the engine's state has been kept by this writer; nil before the first time.
    public var lastImage: Timestamp?
    /// Times that the engine's state could not be kept: the disk failed, or what it rests on was given up.
    public var droppedImages: Int
}
