// Which processors a thread may run on; Swift does not see this part of the C library, a GNU extension.

#ifndef BELFRY_AFFINITY_H
#define BELFRY_AFFINITY_H

#include <stdbool.h>

/// Lets the calling thread, and those that it starts from now on, run on the processors `first..<end` alone.
///
/// - Returns: whether the kernel did it.
bool belfry_affinity_set(int first, int end);

#endif
