/* The ring of Sources/BelfryRing with every order of events that a weak memory allows: each item is read once, in order
 * and whole, and its cursors never pass one another.
 *
 * Names are those of Ring, Ring+Producer and Ring+Consumer. An item is two words that have to agree; the producer stages
 * one or more before it publishes, the consumer takes one or more before it gives back, and both remember the other's
 * cursor and look again only when it says full, or empty.
 *
 * Deploy/model runs it as it is, and once with each of these mistakes, which has to be found:
 *
 *   PUBLISH_RELAXED        the cursor may be seen before the items
 *   CONSUME_RELAXED        slots may be given back before they have been read
 *   FRONT_RELAXED          items may be read before the cursor that says that they are there
 *   PUBLISH_TOO_EARLY      published before written, by the program itself
 *   CONSUME_TOO_EARLY      given back before read, by the program itself
 *   FULL_OFF_BY_ONE        one item more than there are slots
 *   FRONT_PAST_THE_END     a run goes on where the memory ends
 *   CONSUME_TOO_MUCH       one item more given back than was read
 *   CURSOR_NOT_SEEN_AGAIN  the producer never looks at the consumer's cursor again
 *
 * The acquire of the producer's look has no mistake here: without it the hardware still does not write a slot before it
 * knows that it may, since it writes nothing on a guess. A compiler might; ThreadSanitizer sees that one (Deploy/tsan).
 */

#ifndef CAPACITY
#define CAPACITY 2
#endif
#ifndef ITEMS
#define ITEMS 5
#endif
#define MASK (CAPACITY - 1)

#define THREADS 2
#define PRODUCER 0
#define CONSUMER 1
#ifndef PENDING
#define PENDING 5
#endif

/* Where things lie in memory; the last word of the last slot is followed by nothing. */
#define CONSUMED 0
#define PUBLISHED 1
#define WORD(slot, word) (2 + 2 * (slot) + (word))
#define LOCATIONS (2 + 2 * CAPACITY)

/* Both words of the item with this number; 0 is what lies in a slot that was never written. */
#define CONTENT(number) ((number) + 1)

#define HOLDS \
    (memory[CONSUMED] <= memory[PUBLISHED] && memory[PUBLISHED] <= staged && staged <= memory[CONSUMED] + CAPACITY)

/* The producer's own cursor: here, since HOLDS speaks of it. */
byte staged;

#include "memory.pml"

#ifdef PUBLISH_RELAXED
#define PUBLISHING relaxed
#else
#define PUBLISHING release
#endif

#ifdef CONSUME_RELAXED
#define CONSUMING relaxed
#else
#define CONSUMING release
#endif

#ifdef FULL_OFF_BY_ONE
#define IS_FULL (staged - consumedSeen > CAPACITY)
#else
#define IS_FULL (staged - consumedSeen > MASK)
#endif

proctype Producer() {
    byte consumedSeen, published;
    do
    :: published == ITEMS -> break
    /* stage */
    :: staged < ITEMS ->
        if
        :: IS_FULL ->
#ifndef CURSOR_NOT_SEEN_AGAIN
            consumedSeen = memory[CONSUMED];
#endif
            /* Still full: there is something to publish, or the consumer has to go first. */
            if
            :: IS_FULL && staged > published -> goto publish
            :: IS_FULL && staged == published -> memory[CONSUMED] != consumedSeen; goto again
            :: else
            fi
        :: else
        fi;
#ifdef PUBLISH_TOO_EARLY
        atomic { staged++; published = staged; STORE(PRODUCER, PUBLISHING, PUBLISHED, published) }
        STORE(PRODUCER, relaxed, WORD((staged - 1) & MASK, 0), CONTENT(staged - 1));
        STORE(PRODUCER, relaxed, WORD((staged - 1) & MASK, 1), CONTENT(staged - 1));
#else
        STORE(PRODUCER, relaxed, WORD(staged & MASK, 0), CONTENT(staged));
        STORE(PRODUCER, relaxed, WORD(staged & MASK, 1), CONTENT(staged));
        atomic { staged++; assert(HOLDS) }
#endif
    :: staged > published ->
publish:
        atomic { STORE(PRODUCER, PUBLISHING, PUBLISHED, staged); published = staged }
again:
        skip
    od
}

proctype Consumer() {
    byte consumed, publishedSeen, taken, count;
#ifdef FRONT_RELAXED
    byte early, earlyWord;
#endif
    do
    :: consumed == ITEMS -> break
    :: consumed < ITEMS ->
        /* front */
        if
        :: publishedSeen == consumed ->
#ifdef FRONT_RELAXED
            /* Nothing holds the reads back until the cursor is known: the processor does one of them on a guess. */
            if
            :: earlyWord = 0
            :: earlyWord = 1
            fi;
            early = memory[WORD(consumed & MASK, earlyWord)];
#endif
            atomic { memory[PUBLISHED] != publishedSeen -> publishedSeen = memory[PUBLISHED] }
#ifdef FRONT_RELAXED
            assert(early == CONTENT(consumed))
#endif
        :: else
        fi;
        /* As many as the caller likes, up to the end of what was published and of the memory. */
        atomic {
            count = 1;
            do
#ifdef FRONT_PAST_THE_END
            :: consumed + count < publishedSeen -> count++
#else
            :: consumed + count < publishedSeen && (consumed & MASK) + count < CAPACITY -> count++
#endif
            :: break
            od
        }
#ifdef CONSUME_TOO_EARLY
        STORE(CONSUMER, CONSUMING, CONSUMED, consumed + count);
#endif
        taken = 0;
        do
        :: taken < count ->
            assert((consumed & MASK) + taken < CAPACITY);
            READ(CONSUMER, WORD((consumed & MASK) + taken, 0), CONTENT(consumed + taken));
            READ(CONSUMER, WORD((consumed & MASK) + taken, 1), CONTENT(consumed + taken));
            taken++
        :: else -> break
        od;
        /* consume */
#ifdef CONSUME_TOO_MUCH
        count++;
#endif
        consumed = consumed + count;
#ifndef CONSUME_TOO_EARLY
        STORE(CONSUMER, CONSUMING, CONSUMED, consumed);
#endif
        count = 0;
        taken = 0
    od;
    FENCE(CONSUMER) -> assert(memory[CONSUMED] == ITEMS && memory[PUBLISHED] == ITEMS)
}

init {
    atomic { run Processor(PRODUCER); run Processor(CONSUMER); run Producer(); run Consumer() }
}
