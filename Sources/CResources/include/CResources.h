// The files that travel inside the executable. C's #embed takes them in at no cost in compile time, where SwiftPM's
// embedInCode writes them as a Swift array literal that takes about 0.3 s a kilobyte to compile.

#ifndef CRESOURCES_H
#define CRESOURCES_H

#include <stddef.h>

/// One file; name and bytes live as long as the program.
struct CResource {
    /// Without a folder: `index.html`.
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// How many files there are.
size_t CResourceCount(void);

/// A file by its number, 0 to `CResourceCount() - 1`.
struct CResource CResourceAt(size_t index);

#endif
