/// What a topic means for the messages on it.
struct Route: BitwiseCopyable {
    /// The hash of topic and source; what the topic says is part of every channel below it.
    var hash: UInt64
    /// The index of the first subscription that covers the topic; −1 where none does.
    var subscription: Int32
    /// The row of the ledger's topic table.
    var topicRow: Int32
    /// Where it stands in the router's table.
    var place: Int32 = -1
    /// Where the channel of the first value should be; any guess will do.
    var firstChannel: Int32 = -1
    /// What its messages are worth under overload.
    var topicClass = TopicClass(declared: .normal)
    var captures: TopicCaptures
}
