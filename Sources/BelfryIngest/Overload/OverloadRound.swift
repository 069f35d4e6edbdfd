/// One round of the ingest loop, as ``OverloadGovernor`` wants to know it.
public struct OverloadRound: Sendable {
    /// How long the loop waited for input, everything that had come being read; 0 while a commit kept it from reading.
    public var waitedNanoseconds: Int64
    /// Messages read.
    public var messages: Int
    /// How old the last reading was that carries a time of its own; nil where none came.
    public var ageNanoseconds: Int64?

    public init(waitedNanoseconds: Int64 = 0, messages: Int = 0, ageNanoseconds: Int64? = nil) {
        self.waitedNanoseconds = waitedNanoseconds
        self.messages = messages
        self.ageNanoseconds = ageNanoseconds
    }
}
