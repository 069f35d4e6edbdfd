import BelfryModel
import Glibc

/// Which build of Belfry this is: size and time of the executable, which a package keeps as they were built.
///
/// Not its contents: reading 80 MB from a slow card would take seconds of the start.
enum BuildIdentity {
    /// The same for the same file; 0 where it cannot be looked at.
    static func ofThisProcess() -> UInt64 {
        var file = stat()
        guard stat("/proc/self/exe", &file) == 0 else { return 0 }
        var hash = StableHash()
        hash.combine(Int64(file.st_size))
        hash.combine(Int64(file.st_mtim.tv_sec))
        hash.combine(Int64(file.st_mtim.tv_nsec))
        return hash.value
    }
}
