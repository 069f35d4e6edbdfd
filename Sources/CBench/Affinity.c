#define _GNU_SOURCE
#include "Affinity.h"

#include <sched.h>

bool belfry_affinity_set(int first, int end) {
    cpu_set_t processors;
    CPU_ZERO(&processors);
    for (int processor = first; processor < end && processor < CPU_SETSIZE; processor++) {
        CPU_SET(processor, &processors);
    }
    return sched_setaffinity(0, sizeof processors, &processors) == 0;
}
