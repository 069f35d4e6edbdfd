// Wishes of one thread reach another that sleeps in poll, each at least once: none is lost between its looks.

import BelfryRing
import Glibc
import Synchronization
import Testing

@testable import BelfryDaemon

@Suite struct TickWishTests {
    @Test func aWishStandsUntilItIsGranted() throws {
        let wake = try WakeDescriptor()
        let wish = TickWish(wake: wake)
        #expect(!wish.isOpen)
        wish.wish()
        wish.wish()
        #expect(wish.isOpen)
        wake.reset()
        #expect(wish.isOpen, "the wake-up is not the wish")
        wish.grant()
        #expect(!wish.isOpen)
    }

    @Test(.timeLimit(.minutes(5))) func noWishIsSleptThrough() throws {
        let wake = try WakeDescriptor()
        let wish = TickWish(wake: wake)
        let granted = Atomic<Int>(0)
        let rounds = 20_000
        let wisher: @Sendable () -> Void = {
            for round in 1...rounds {
                wish.wish()
                while granted.load(ordering: .acquiring) < round { sched_yield() }
            }
        }
        let thread = BelfryRing.WorkerThread(name: "wishes", wisher)
        // As the ingest thread does; without a wake-up it sleeps for ever.
        while granted.load(ordering: .relaxed) < rounds {
            if !wish.isOpen {
                var descriptor = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&descriptor, 1, -1)
                if descriptor.revents != 0 { wake.reset() }
            }
            guard wish.isOpen else { continue }
            wish.grant()
            granted.wrappingAdd(1, ordering: .releasing)
        }
        thread.join()
    }
}
