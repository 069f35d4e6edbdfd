internal import Glibc

/// The kernel's memory of files.
enum PageCache {
    private static let pageBytes = 4_096

    /// Has the kernel forget what a file holds, so that the next reader waits for the device.
    ///
    /// What lies below the device, as a host's memory below a virtual disk, may still know it.
    static func forget(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // A page that is not on the device yet stays.
        fsync(descriptor)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        close(descriptor)
    }

    /// Reads so many pages of a file one after the other, evenly spread.
    static func readPages(_ count: Int, of path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, count > 0 else { return }
        defer { close(descriptor) }
        let pages = lseek(descriptor, 0, SEEK_END) / pageBytes
        var page = [UInt8](repeating: 0, count: pageBytes)
        for number in 0..<count { pread(descriptor, &page, pageBytes, pages * number / count * pageBytes) }
    }
}
