/// How patient the writer is, how much may wait for it, and what happens beyond.
public enum StoreWriterLimits {
    /// A commit that takes longer makes the store `slow`.
    public static let slowCommitNanoseconds: Int64 = 250_000_000
    /// How long `slow` lasts after the last slow commit.
    public static let slowMemoryNanoseconds: Int64 = 10_000_000_000
    /// The first pause after a fault; it doubles with every further one, up to the longest.
    public static let firstPauseNanoseconds: Int64 = 50_000_000
    /// A disk that has come round is used again after so long at most.
    public static let longestPauseNanoseconds: Int64 = 2_000_000_000
    /// Incidents that wait to be saved; beyond it the oldest closed one, else the oldest, is dropped and counted.
    public static let waitingIncidents = 8_192
    /// Incidents saved in one transaction.
    public static let incidentsPerSave = 256
    /// Commits in a row while a slice of sealing waits; then it has its turn.
    public static let commitsBeforeSealing = 8
    /// How often a log that a reader keeps from being emptied is looked at again.
    static let pinnedPauseNanoseconds: Int64 = 2_000_000_000
    /// How often it is looked whether the history can be written, while readings come.
    static let probeNanoseconds: Int64 = 1_000_000_000
}
