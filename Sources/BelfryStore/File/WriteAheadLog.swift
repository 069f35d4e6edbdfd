// Flash wears out by what is written, so that is counted: the frames that SQLite appends to the write-ahead log, and
// the pages that a checkpoint copies from there into the database file. A page that was logged many times is copied
// once, and only the log knows which.

import Glibc

/// The write-ahead log as a list of frames.
///
/// ```
/// ┌───────────────┬──────────────────────┬──────────────────────┬─────
/// │ header: 32 B  │ page number: 4 B … 24│ page: 4,096 B        │ …
/// └───────────────┴──────────────────────┴──────────────────────┴─────
/// ```
///
/// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
enum WriteAheadLog {
    static let headerBytes = 32
    static let frameHeaderBytes = 24

    /// How many different pages the first `frameCount` frames hold; `frameCount` where the log cannot be read.
    ///
    /// O(frameCount), one small read each. The log carries no POSIX locks that opening it here could drop.
    static func distinctPages(path: String, frameCount: Int, pageBytes: Int) -> Int {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return frameCount }
        defer { close(descriptor) }
        var pages: Set<UInt32> = []
        for frame in 0..<frameCount {
            var number: UInt32 = 0
            let offset = headerBytes + frame * (frameHeaderBytes + pageBytes)
            guard pread(descriptor, &number, 4, off_t(offset)) == 4 else { return frameCount }
            pages.insert(number)
        }
        return pages.count
    }
}
