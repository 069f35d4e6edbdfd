/// How far a message can be understood, by what came before it.
struct SparkplugStanding {
    /// The last birth certificate of the message's station; names in data keep their meaning by it even after a death or
    /// a gap, while aliases are dealt anew with each birth.
    var birth: SparkplugBirth?
    /// Why aliases mean nothing now; `.none` where they do.
    var fault: Reason
}
