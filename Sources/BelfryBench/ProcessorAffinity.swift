import CBench

/// Which processors a thread may run on, so that a figure does not depend on where the kernel moves it.
///
/// Threads that are started later inherit it. With one processor, or where the kernel refuses, nothing changes.
enum ProcessorAffinity {
    /// Of the calling thread: the first processor, where the readings are made.
    static func beFirst() { belfry_affinity_set(belfry_affinity_first) }

    /// Of the calling thread: all but the first, for those who evaluate.
    static func beBehind() { belfry_affinity_set(belfry_affinity_others) }

    /// Of the calling thread: all that the process was given.
    static func beAnywhere() { belfry_affinity_set(belfry_affinity_all) }
}
