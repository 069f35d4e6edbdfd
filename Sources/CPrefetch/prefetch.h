#pragma once

// Asks the processor to fetch the cache line at an address that will soon be read and written. A hint: it touches nothing,
// so the address may lie anywhere. Swift has no word for it.
static inline void belfry_prefetch(const void *address) {
    __builtin_prefetch(address, 1, 3);
}
