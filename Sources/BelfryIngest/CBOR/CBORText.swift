/// A text as it is encoded: in one piece, or in chunks that each have a head.
///
/// Unsafe because it points into the payload; used only within the call that holds it.
struct CBORText {
    /// The text, or its chunks with their heads.
    let bytes: UnsafeBufferPointer<UInt8>
    let isChunked: Bool

    /// The text where it is in one piece; texts in chunks are written by ``append(to:)`` only.
    var whole: UnsafeBufferPointer<UInt8>? { isChunked ? nil : bytes }

    /// Writes the text into the arena.
    func append(to text: inout TextArena) {
        guard isChunked else { return text.append(bytes) }
        var reader = CBORReader(bytes)
        // The chunks have been read once when the text was taken, so that none of them can fail.
        while let chunk = try? reader.takeChunk(of: .text) { text.append(chunk) }
    }
}
