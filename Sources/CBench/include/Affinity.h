// Which processors a thread may run on; Swift does not see this part of the C library, a GNU extension.

#ifndef BELFRY_AFFINITY_H
#define BELFRY_AFFINITY_H

enum belfry_affinity {
    /// The first of the processors that the process was given.
    belfry_affinity_first,
    /// All others of them.
    belfry_affinity_others,
    /// All of them.
    belfry_affinity_all,
};

/// Where the calling thread may run, and those that it starts from now on; nothing changes where there is one processor, or
/// where the kernel refuses. To be called by one thread at a time.
void belfry_affinity_set(enum belfry_affinity where);

#endif
