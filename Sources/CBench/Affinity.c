#define _GNU_SOURCE
#include "Affinity.h"

#include <sched.h>
#include <stdbool.h>

void belfry_affinity_set(enum belfry_affinity where) {
    static cpu_set_t given;
    static bool is_known = false;
    if (!is_known) {
        if (sched_getaffinity(0, sizeof given, &given) != 0) return;
        is_known = true;
    }
    if (CPU_COUNT(&given) < 2) return;
    int first = 0;
    while (!CPU_ISSET(first, &given)) first++;
    cpu_set_t chosen = given;
    if (where == belfry_affinity_first) {
        CPU_ZERO(&chosen);
        CPU_SET(first, &chosen);
    } else if (where == belfry_affinity_others) {
        CPU_CLR(first, &chosen);
    }
    sched_setaffinity(0, sizeof chosen, &chosen);
}
