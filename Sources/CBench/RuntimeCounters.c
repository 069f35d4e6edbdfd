#include "RuntimeCounters.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

extern void *(*_swift_allocObject)(const void *type, size_t size, size_t alignment);
extern void *(*_swift_retain)(void *object);
extern void (*_swift_release)(void *object);
extern volatile bool _swift_enableSwizzlingOfAllocationAndRefCountingFunctions_forInstrumentsOnly;

static void *(*runtime_allocate)(const void *, size_t, size_t);
static void *(*runtime_retain)(void *);
static void (*runtime_release)(void *);
static atomic_long allocations;
static atomic_long references;

static void *counting_allocate(const void *type, size_t size, size_t alignment) {
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    return runtime_allocate(type, size, alignment);
}

static void *counting_retain(void *object) {
    atomic_fetch_add_explicit(&references, 1, memory_order_relaxed);
    return runtime_retain(object);
}

static void counting_release(void *object) {
    atomic_fetch_add_explicit(&references, 1, memory_order_relaxed);
    runtime_release(object);
}

void belfry_runtime_counters_start(void) {
    if (!runtime_allocate) {
        runtime_allocate = _swift_allocObject;
        runtime_retain = _swift_retain;
        runtime_release = _swift_release;
    }
    atomic_store(&allocations, 0);
    atomic_store(&references, 0);
    _swift_allocObject = counting_allocate;
    _swift_retain = counting_retain;
    _swift_release = counting_release;
    _swift_enableSwizzlingOfAllocationAndRefCountingFunctions_forInstrumentsOnly = true;
}

struct belfry_runtime_counts belfry_runtime_counters_stop(void) {
    _swift_enableSwizzlingOfAllocationAndRefCountingFunctions_forInstrumentsOnly = false;
    _swift_allocObject = runtime_allocate;
    _swift_retain = runtime_retain;
    _swift_release = runtime_release;
    struct belfry_runtime_counts counts = {atomic_load(&allocations), atomic_load(&references)};
    return counts;
}
