/// A text that has been written into the buffer's arena.
struct SenMLText: BitwiseCopyable {
    var start = 0
    var length = 0
}
