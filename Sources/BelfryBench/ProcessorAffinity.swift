import CBench
internal import Glibc

/// Which processors a thread may run on, so that a figure does not depend on where the kernel moves it.
///
/// Threads that are started later inherit it. On a machine with one processor, or where the kernel refuses, nothing changes.
enum ProcessorAffinity {
    /// Of the calling thread: the first processor, where the readings are made.
    static func beFirst() { allow(0..<1) }

    /// Of the calling thread: all but the first, for those who evaluate.
    static func beBehind() { allow(min(1, processors)..<processors) }

    /// Of the calling thread: all that there are.
    static func beAnywhere() { allow(0..<processors) }

    private static let processors = max(1, Int32(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    private static func allow(_ range: Range<Int32>) {
        if processors > 1 { _ = belfry_affinity_set(range.lowerBound, range.upperBound) }
    }
}
