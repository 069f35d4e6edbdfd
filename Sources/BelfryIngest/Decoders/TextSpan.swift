/// A run of bytes in a ``TextArena``, which stays where it is when the arena grows.
struct TextSpan: BitwiseCopyable {
    var start: Int
    var length: Int
}
