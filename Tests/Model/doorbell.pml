/* The doorbell of Sources/BelfryRing with every order of events that a weak memory allows: nobody sleeps while there is
 * work and nobody left to ring.
 *
 * Names are those of Doorbell. Two threads publish work of their own and ring, as shards do at the correlation stage's
 * doorbell; one waits, and a signal may end its sleep. Spinning before the sleep is looking again and changes nothing, so
 * it is left out. No run is endless here, so a lost wake-up is a run that ends asleep: spin's invalid end state.
 *
 * Deploy/model runs it as it is, and once with each of these mistakes, which has to be found:
 *
 *   PARK_WITHOUT_FENCE     the look for work may pass the raising of the flag
 *   RING_WITHOUT_FENCE     the look at the flag may pass the publishing of the work
 *   LOOK_BEFORE_FLAG       the waiting thread looks, then raises its flag, then sleeps
 *   RING_BEFORE_WORK       the ringing thread looks at the flag, then publishes
 *   POST_NOT_KEPT          a post that comes before the sleep is lost, as with a condition variable without its lock
 *   FLAG_LEFT_UP           who wakes does not take the flag down: threads wake what is awake
 *   FLAG_TAKEN_DOWN_ONLY   who wakes takes the flag down and forgets to post
 */

#ifndef ROUNDS
#define ROUNDS 2
#endif
#define RINGING 2
#define THREADS 3
#define WAITING 2
#define PENDING 3

/* Work published by each ringing thread, and the flag. */
#define WORK(thread) (thread)
#define ASLEEP 2
#define LOCATIONS 6

/* Each raising of the flag wakes once at most. */
#define HOLDS (posts <= raisings)

byte semaphore, posts, raisings;
bool sleeping;

#include "memory.pml"

/* A semaphore keeps what is posted; both calls are a system call's worth of fence. */
#ifdef POST_NOT_KEPT
#define POST if :: sleeping -> semaphore = 1 :: else fi
#else
#define POST semaphore++
#endif

proctype Ringing(byte self) {
    byte round;
    bool isAsleep;
    do
    :: round == ROUNDS -> break
    :: round < ROUNDS ->
        round++;
#ifdef RING_BEFORE_WORK
        isAsleep = memory[ASLEEP];
#endif
        STORE(self, release, WORK(self), round);
        /* ring */
#ifndef RING_WITHOUT_FENCE
        FENCE(self);
#endif
#ifndef RING_BEFORE_WORK
        isAsleep = memory[ASLEEP];
#endif
        if
        :: isAsleep ->
            /* wake: one exchange, which takes the flag down for one thread only. */
            FENCE(self);
#ifdef FLAG_LEFT_UP
            isAsleep = memory[ASLEEP];
#else
            atomic { isAsleep = memory[ASLEEP]; memory[ASLEEP] = false }
#endif
            if
#ifndef FLAG_TAKEN_DOWN_ONLY
            :: isAsleep -> atomic { POST; posts++; assert(HOLDS) }
#endif
            :: else
            fi
        :: else
        fi;
        isAsleep = false
    od
}

#define IS_WORK_THERE (memory[WORK(0)] != taken[0] || memory[WORK(1)] != taken[1])

proctype Waiting() {
    byte taken[RINGING];
    byte signals;
    do
    :: taken[0] == ROUNDS && taken[1] == ROUNDS -> break
    :: else ->
        /* wait */
        do
        :: IS_WORK_THERE -> break
        :: else ->
            /* park */
#ifdef LOOK_BEFORE_FLAG
            if
            :: IS_WORK_THERE -> goto awake
            :: else
            fi;
#endif
            atomic { STORE(WAITING, relaxed, ASLEEP, true); raisings++ }
#ifndef PARK_WITHOUT_FENCE
            FENCE(WAITING);
#endif
#ifndef LOOK_BEFORE_FLAG
            if
            :: IS_WORK_THERE -> goto awake
            :: else
            fi;
#endif
            sleeping = true;
            if
            :: atomic { semaphore > 0 -> semaphore-- }
            :: atomic { signals == 0 -> signals++ }
            fi;
            sleeping = false;
awake:
            STORE(WAITING, relaxed, ASLEEP, false)
        od;
        taken[0] = memory[WORK(0)];
        taken[1] = memory[WORK(1)]
    od
}

init {
    atomic {
        run Processor(0);
        run Processor(1);
        run Processor(WAITING);
        run Ringing(0);
        run Ringing(1);
        run Waiting()
    }
}
