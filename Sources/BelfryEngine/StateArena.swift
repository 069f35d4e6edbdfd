import Glibc

/// The memory of a shard's states: what every reading touches, and what few do.
struct StateMemory: ~Copyable {
    var hot = StateArena()
    var cold = StateArena()

    /// Given out so far.
    var bytes: Int { hot.bytes + cold.bytes }
}

/// Memory for the states of series: given out piece by piece, taken back all at once.
///
/// Pieces of one kind lie side by side in large chunks, on huge pages where the system has them: with ten thousand series
/// on scattered small pages every reading had to wait for address translation as well.
struct StateArena: ~Copyable {
    private var chunks: [UnsafeMutableRawPointer] = []
    private var free = 0
    private var next: UnsafeMutableRawPointer?
    /// Given out so far, whole cache lines each time.
    private(set) var bytes = 0

    /// A cache line: pieces begin on one.
    private static let lineBytes = 64
    private static let smallChunk = 1 << 18
    /// A huge page on x86-64 and, as a rule, on 64-bit ARM.
    private static let largeChunk = 1 << 21

    deinit {
        for chunk in chunks { chunk.deallocate() }
    }

    /// Memory of at least `bytes` bytes that begins on a cache line, valid as long as the arena; all zeros, since images hold
    /// what lies between the fields as well.
    mutating func allocate(bytes: Int) -> UnsafeMutableRawPointer {
        let size = (max(1, bytes) + Self.lineBytes - 1) & ~(Self.lineBytes - 1)
        self.bytes += size
        let piece = place(size)
        piece.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        return piece
    }

    private mutating func place(_ size: Int) -> UnsafeMutableRawPointer {
        if let next, size <= free {
            self.next = next + size
            free -= size
            return next
        }
        // The first chunk is small: a gateway with a few hundred series needs no huge page.
        let usual = chunks.isEmpty ? Self.smallChunk : Self.largeChunk
        let length = max(usual, size)
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: usual)
        // Advice: where it is not taken, everything works the same on small pages.
        if length >= Self.largeChunk { madvise(chunk, length, MADV_HUGEPAGE) }
        chunks.append(chunk)
        next = chunk + size
        free = length - size
        return chunk
    }
}
