/* The weak memory that both models run on: what a thread does reaches the others late and in another order.
 *
 *     thread ──► pending ──► memory ◄── everybody's looks at a cursor or a flag
 *                (its own)
 *
 * A thread does not touch memory, it puts what it wants done into its own queue, and its processor does it at any later
 * moment. So a relaxed store becomes visible when it likes, and a read of an item happens when it likes:
 *
 *   relaxed  a store, in any order, but for two of one thread to one place
 *   loads    a read of a place that has to find the value given, in any order likewise
 *   release  a store, after everything that its thread had wanted before it
 *   fence    waits until all of the thread's own is done
 *
 * Looks at a cursor or a flag read memory at once: the thread goes by what it found, so that it is what an acquiring load
 * promises. What it would be without, a model says itself.
 *
 * Once done, a store is there for everybody at once, as on x86 and ARMv8.
 *
 * Whoever includes this defines THREADS, PENDING (how much a thread may leave undone), LOCATIONS (2, 6 or 10) and HOLDS,
 * an expression over `memory` that has to be true after every change of it.
 */

mtype = { relaxed, release, loads };

byte memory[LOCATIONS];
chan pending[THREADS] = [PENDING] of { mtype, byte, byte };

/* The thread's side. */
#define STORE(thread, ordering, place, value) pending[thread]!ordering, place, value
#define READ(thread, place, value) pending[thread]!loads, place, value
#define FENCE(thread) empty(pending[thread])

/* The oldest of a thread's stores to this place, or of its reads of it, whatever else it wanted before. */
#define ANY_ORDER(place) \
    :: atomic { pending[thread]??relaxed, place, value -> memory[place] = value; value = 0; assert(HOLDS) } \
    :: atomic { pending[thread]??loads, place, value -> assert(memory[place] == value); value = 0 }

proctype Processor(byte thread) {
    byte place, value;
end:
    do
    /* A release comes to the head of the queue when all before it is done. */
    :: atomic {
        pending[thread]?release, place, value -> memory[place] = value;
        /* Set back, here and above, lest what was last done make two states of one. */
        place = 0;
        value = 0;
        assert(HOLDS)
    }
    ANY_ORDER(0)
    ANY_ORDER(1)
#if LOCATIONS > 2
    ANY_ORDER(2)
    ANY_ORDER(3)
    ANY_ORDER(4)
    ANY_ORDER(5)
#endif
#if LOCATIONS > 6
    ANY_ORDER(6)
    ANY_ORDER(7)
    ANY_ORDER(8)
    ANY_ORDER(9)
#endif
    od
}
