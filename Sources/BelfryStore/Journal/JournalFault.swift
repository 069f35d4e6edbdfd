/// Why a packed row cannot be read.
struct JournalFault: Error, Equatable {
    /// Bytes from the start of the row's data.
    var offset: Int
    /// The end of a sentence that begins with "the row is damaged:".
    var reason: String
}
