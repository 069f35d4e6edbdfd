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

/// BelfryServer/Dashboard/index.html
struct CResource CResourceDashboard(void);

/// BelfryServer/OpenAPI/openapi.json
struct CResource CResourceOpenAPI(void);

#endif
