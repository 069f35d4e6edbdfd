/* The ring of Sources/BelfryRing between its two threads, on a machine that shows stores late and out of order.
 *
 * Each thread's stores go through buffers, one for each location, that are emptied at any moment and in any order (the
 * partial store order of SPARC's manual, which is weaker than x86 and, for stores, as weak as ARM). A release store waits
 * until what was stored before it has arrived. An acquire load is not done later than the loads behind it.
 *
 * Shown, for every interleaving: the consumer reads each item once, in order and in one piece; a slot is not written
 * before it was read; neither side waits for ever. Deploy/model runs it, and with each of these switches sees it fail:
 *
 *   NO_RELEASE_PUBLISHED   the cursor is published without waiting for the items
 *   NO_ACQUIRE_PUBLISHED   an item may be read before the cursor that shows it
 *   NO_RELEASE_CONSUMED    a slot may be given back before it has been read
 *   FULL_OFF_BY_ONE        one item more than there is room for
 *   PUBLISHED_TOO_EARLY    the cursor is advanced before the item is written
 */

#define CAPACITY 2
#define ITEMS 9

/* Memory as all see it. An item has two words, so that it can be seen in halves; an item's words are its number. */
byte first[CAPACITY];
byte second[CAPACITY];
byte published;
byte consumed;

/* What the producer has stored and memory has not seen. */
chan firstBuffer[CAPACITY] = [ITEMS] of { byte };
chan secondBuffer[CAPACITY] = [ITEMS] of { byte };
chan publishedBuffer = [ITEMS] of { byte };
/* What the consumer has. */
chan consumedBuffer = [ITEMS] of { byte };

#define ARRIVED (empty(firstBuffer[0]) && empty(firstBuffer[1]) && empty(secondBuffer[0]) && empty(secondBuffer[1]))

active proctype Producer() {
    byte staged = 0;
    byte shown = 0;
    byte consumedSeen = 0;
#ifdef FULL_OFF_BY_ONE
#define IS_FULL (staged - consumedSeen > CAPACITY)
#else
#define IS_FULL (staged - consumedSeen > CAPACITY - 1)
#endif

    do
    :: staged == ITEMS && shown == staged -> break
    :: staged < ITEMS && !IS_FULL ->
#ifdef PUBLISHED_TOO_EARLY
        publishedBuffer ! staged + 1;
        shown = staged + 1;
#endif
        firstBuffer[staged % CAPACITY] ! staged + 1;
        secondBuffer[staged % CAPACITY] ! staged + 1;
        staged++;
    :: staged < ITEMS && IS_FULL && shown == staged ->
        /* acquire: what is stored from here on comes after it. */
        consumed != consumedSeen;
        consumedSeen = consumed;
        assert(consumedSeen <= shown);
    :: shown < staged ->
        /* Items may be published one by one or several together. */
#ifndef NO_RELEASE_PUBLISHED
        ARRIVED;
#endif
        publishedBuffer ! staged;
        shown = staged;
    od
}

active proctype Consumer() {
    byte taken = 0;
    byte given = 0;
    byte publishedSeen = 0;
    byte oneHalf, otherHalf;

    do
    :: taken == ITEMS && given == taken -> break
    :: taken < ITEMS && publishedSeen == taken && given == taken ->
#ifdef NO_ACQUIRE_PUBLISHED
        oneHalf = first[taken % CAPACITY];
        otherHalf = second[taken % CAPACITY];
#endif
        published != publishedSeen;
        publishedSeen = published;
#ifdef NO_ACQUIRE_PUBLISHED
        assert(oneHalf == taken + 1 && otherHalf == taken + 1);
#endif
        assert(publishedSeen <= taken + CAPACITY);
    :: taken < ITEMS && publishedSeen > taken ->
#ifdef NO_RELEASE_CONSUMED
        consumedBuffer ! taken + 1;
        given = taken + 1;
#endif
        oneHalf = first[taken % CAPACITY];
        otherHalf = second[taken % CAPACITY];
        assert(oneHalf == taken + 1 && otherHalf == taken + 1);
        taken++;
    :: given < taken ->
        /* release: the loads above are done. Slots may be given back one by one or several together. */
        consumedBuffer ! taken;
        given = taken;
    od
}

/* Memory takes what the buffers hold, a location at a time. */
active proctype Memory() {
    byte value;
end:
    do
    :: atomic { firstBuffer[0] ? value -> first[0] = value }
    :: atomic { firstBuffer[1] ? value -> first[1] = value }
    :: atomic { secondBuffer[0] ? value -> second[0] = value }
    :: atomic { secondBuffer[1] ? value -> second[1] = value }
    :: atomic { publishedBuffer ? value -> published = value }
    :: atomic { consumedBuffer ? value -> consumed = value }
    od
}
