/// How the disk is doing, as `/status` says it.
public enum StoreState: String, CaseIterable, Sendable {
    case ok
    /// No space is left: nothing is acknowledged to the broker until there is.
    case full
    case readOnly = "readonly"
    /// A commit takes, or lately took, longer than ``StoreWriterLimits/slowCommitNanoseconds``.
    case slow
    /// A fault was met and the database is being opened again.
    case recovering
}
