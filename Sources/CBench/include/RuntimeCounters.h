// Counts what the Swift runtime does for the process: objects allocated, references counted. For benchmarks alone.
//
// The runtime calls these four functions through pointers once the flag below is set, which is how instruments look at it
// (stdlib/public/runtime/HeapObject.cpp). While nobody counts, nothing is changed.

#ifndef BELFRY_RUNTIME_COUNTERS_H
#define BELFRY_RUNTIME_COUNTERS_H

/// Counts since the last start.
struct belfry_runtime_counts {
    /// Heap objects: of classes, arrays, strings, dictionaries, closures.
    long allocations;
    /// Times that a reference was counted up or down.
    long references;
};

/// Begins to count, in all threads; what was counted before is forgotten.
void belfry_runtime_counters_start(void);

/// Ends counting and says what came of it.
struct belfry_runtime_counts belfry_runtime_counters_stop(void);

#endif
