// The files that travel inside the executable. C's #embed takes them in at no cost in compile time, where SwiftPM's
// embedInCode writes them as a Swift array literal that takes about 0.3 s a kilobyte to compile.

#ifndef CRESOURCES_H
#define CRESOURCES_H

#include <stddef.h>

/// The bytes of one file; they live as long as the program.
struct CResource {
    const unsigned char *bytes;
    size_t count;
};

/// One of several files, with its name and without its folder.
struct CNamedResource {
    const char *name;
    struct CResource file;
};

/// BelfryServer/Dashboard/index.html
struct CResource CResourceDashboard(void);

/// How many files the page brings along: its style and its scripts.
size_t CResourceDashboardFileCount(void);

/// One of them; index is less than their count.
struct CNamedResource CResourceDashboardFile(size_t index);

/// BelfryServer/OpenAPI/openapi.json
struct CResource CResourceOpenAPI(void);

#endif
