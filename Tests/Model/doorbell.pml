/* The doorbell of Sources/BelfryRing: one thread sleeps until one of two others has work for it, and never misses it.
 *
 * Stores are shown late, as in ring.pml: each thread has a buffer for each location. A full fence waits until the thread's
 * stores have arrived, and so does an exchange, which reads and writes memory at once.
 *
 * Shown, for every interleaving: all work is done, so that nobody sleeps beside it for ever. (A sleeper whom nobody wakes is
 * an invalid end state.) Deploy/model runs it, and with each of these switches sees it fail:
 *
 *   NO_FENCE_WAITING   the waiting thread looks before its flag is up for all to see
 *   NO_FENCE_RINGING   the ringing thread looks before its work is there for all to see
 *   NO_SECOND_LOOK     the waiting thread sleeps on the strength of what it saw before its flag was up
 *   NO_POST            the flag is taken down and nobody posts
 *   FLAG_AFTER_SLEEP   the flag goes up only once the thread sleeps
 */

#define RINGERS 2
#define TOTAL 6

byte work[RINGERS];
bool asleep;
byte semaphore;

chan workBuffer[RINGERS] = [2] of { byte };
chan asleepBuffer = [4] of { bool };

#define THERE (work[0] + work[1])

active proctype Waiting() {
    byte done = 0;

    do
    :: done == TOTAL -> break
    :: done < TOTAL ->
        if
        :: THERE > done -> done = THERE
        :: THERE == done ->
#ifndef FLAG_AFTER_SLEEP
            asleepBuffer ! true;
#ifndef NO_FENCE_WAITING
            empty(asleepBuffer);
#endif
#endif
            if
#ifndef NO_SECOND_LOOK
            :: THERE > done -> asleepBuffer ! false
            :: THERE == done ->
#else
            :: true ->
#endif
#ifdef FLAG_AFTER_SLEEP
                asleepBuffer ! true;
#endif
                atomic { semaphore > 0 -> semaphore-- };
                asleepBuffer ! false
            fi
        fi
    od
}

active [RINGERS] proctype Ringing() {
    byte rung = 0;
    byte self = _pid - 1;
    bool wasAsleep;

    do
    :: rung == TOTAL / RINGERS -> break
    :: rung < TOTAL / RINGERS ->
        rung++;
        workBuffer[self] ! rung;
#ifndef NO_FENCE_RINGING
        empty(workBuffer[self]);
#endif
        if
        :: !asleep -> skip
        :: asleep ->
            atomic { wasAsleep = asleep; asleep = false };
#ifndef NO_POST
            if
            :: wasAsleep -> semaphore++
            :: !wasAsleep -> skip
            fi
#endif
        fi
    od
}

active proctype Memory() {
    byte value;
    bool flag;
end:
    do
    :: atomic { workBuffer[0] ? value -> work[0] = value }
    :: atomic { workBuffer[1] ? value -> work[1] = value }
    :: atomic { asleepBuffer ? flag -> asleep = flag }
    od
}
