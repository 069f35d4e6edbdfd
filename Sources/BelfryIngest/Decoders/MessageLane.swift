/// The way on which a message came, for decoders that remember what came before.
enum MessageLane: BitwiseCopyable {
    /// In the order in which its sender sent it.
    case session
    /// By the bypass: the session brings it once more, later.
    case bypass
    /// Kept by the broker, of any age.
    case retained
}
