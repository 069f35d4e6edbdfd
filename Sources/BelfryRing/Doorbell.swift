// How a thread sleeps until another one has something for it, without ever missing the call.
//
// The delicate bit is the crossing of "I look, nothing there, I sleep" with "here is something, is anybody asleep?":
//
//      waiting thread                     ringing thread
//      ──────────────                     ──────────────
//      asleep := true                     publish the work
//      full fence                         full fence
//      look for work ── none ──► sleep    asleep? ── yes ──► wake it
//
// Each side writes, then reads what the other side writes (Dekker's pattern, 1965). The two fences are in one total
// order: whichever comes second reads what was written before the first. So the waiting thread sees the work, or the
// ringing thread sees it asleep, or both; never neither. Without the fences both reads may pass both writes, on x86 as well.
// Tests/Model/doorbell.pml shows what then happens (Deploy/model); the two flags of the build leave a fence out for
// whoever wants to see it happen. ThreadSanitizer does not understand fences.
//
// The sleep itself is a POSIX semaphore: a wake-up that comes before the sleep is kept, it needs no file descriptor and
// costs no system call unless somebody sleeps.

import Glibc
public import Synchronization

/// Where one thread waits for work and any other thread can wake it.
public final class Doorbell: @unchecked Sendable {
    // Sendable: the flag and the counters are atomic; the semaphore is made to be shared and lives at one address.

    @usableFromInline let asleep = Atomic<Bool>(false)
    private let semaphore: UnsafeMutablePointer<sem_t>
    private let parkCount = Atomic<Int>(0)
    private let wakeCount = Atomic<Int>(0)
    private let lookCount = Atomic<Int>(0)

    public init() {
        semaphore = .allocate(capacity: 1)
        // It fails only for a start value out of range.
        let failure = sem_init(semaphore, 0, 0)
        precondition(failure == 0, "a semaphore could not be initialised: errno \(errno)")
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Wakes the waiting thread if it sleeps.
    ///
    /// To be called after the work has been published; by any thread.
    @inlinable
    public func ring() {
        // full fence: see the picture above; the work is published before the flag is read.
        #if !BELFRY_DOORBELL_RING_WITHOUT_FENCE
            atomicMemoryFence(ordering: .sequentiallyConsistent)
        #endif
        // relaxed: the fence has ordered it; the exchange in `wake` decides who wakes.
        if asleep.load(ordering: .relaxed) { wake() }
    }

    @usableFromInline
    func wake() {
        // acquire and release: of several ringing threads exactly one takes the flag down and posts.
        guard asleep.exchange(false, ordering: .acquiringAndReleasing) else { return }
        // relaxed, as all three counts: numbers to look at, which hand nothing over.
        wakeCount.wrappingAdd(1, ordering: .relaxed)
        sem_post(semaphore)
    }

    /// Returns as soon as `isWorkThere` says so; spins, yields and then sleeps until somebody rings.
    ///
    /// One thread only may wait at one doorbell.
    public func wait(_ strategy: WaitStrategy = WaitStrategy(), until isWorkThere: () -> Bool) {
        for look in 0..<strategy.spins + strategy.yields {
            if isWorkThere() {
                // Counted once: a store per look would pull the line that the ringing thread reads.
                lookCount.wrappingAdd(look, ordering: .relaxed)
                return
            }
            if look >= strategy.spins { sched_yield() }
        }
        lookCount.wrappingAdd(strategy.spins + strategy.yields, ordering: .relaxed)
        while !isWorkThere() {
            lookCount.wrappingAdd(1, ordering: .relaxed)
            park(unless: isWorkThere)
        }
    }

    private func park(unless isWorkThere: () -> Bool) {
        // relaxed: the fence orders it before the look.
        asleep.store(true, ordering: .relaxed)
        // full fence: see the picture above; the flag is up before we look for the last time.
        #if !BELFRY_DOORBELL_PARK_WITHOUT_FENCE
            atomicMemoryFence(ordering: .sequentiallyConsistent)
        #endif
        if isWorkThere() {
            // Where a ringing thread was quicker, its post stays in the semaphore and the next sleep ends at once: a
            // needless look, no harm. relaxed: whoever still sees the flag up does just that.
            asleep.store(false, ordering: .relaxed)
            return
        }
        parkCount.wrappingAdd(1, ordering: .relaxed)
        // A signal may end it early (EINTR): the caller looks again and comes back.
        sem_wait(semaphore)
        // relaxed: it is down already but for a signal, and then a needless post is all that can come of it.
        asleep.store(false, ordering: .relaxed)
    }

    /// How often somebody slept, was woken and looked in vain, since the beginning: proof that an idle daemon is idle.
    public var tally: Tally {
        Tally(
            parks: parkCount.load(ordering: .relaxed),
            wakes: wakeCount.load(ordering: .relaxed),
            looks: lookCount.load(ordering: .relaxed)
        )
    }

    /// Counts of a ``Doorbell``.
    public struct Tally: Sendable, Equatable {
        /// Times the waiting thread went to sleep.
        public var parks: Int
        /// Times somebody woke it.
        public var wakes: Int
        /// Times it looked for work and found none.
        public var looks: Int
    }
}
