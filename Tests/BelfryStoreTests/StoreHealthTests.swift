import Testing

@testable import BelfryStore

/// What the writer does about a fault, and what the operator reads meanwhile.
@Suite struct StoreHealthTests {
    private let millisecond: Int64 = 1_000_000

    private func error(_ kind: StoreError.Kind) -> StoreError {
        StoreError(kind: kind, path: "/x/belfry.db", operation: "commit to", reason: "because")
    }

    @Test("Every fault has its state and its way out")
    func kinds() {
        for kind in StoreError.Kind.allCases {
            var health = StoreHealth()
            health.begin(now: 0)
            let recovery = health.fail(error(kind))
            switch kind {
            case .full:
                #expect(recovery == .retry(afterNanoseconds: 50 * millisecond))
                #expect(health.state(now: 1) == .full)
            case .busy:
                #expect(recovery == .retry(afterNanoseconds: 50 * millisecond))
                #expect(health.state(now: 1) == .slow)
            case .conflict, .closed:
                #expect(recovery == .giveUp)
                #expect(health.state(now: 1) == .ok)
                #expect(health.refusal?.kind == kind)
            case .readOnly:
                #expect(recovery == .reopen(afterNanoseconds: 50 * millisecond))
                #expect(health.state(now: 1) == .readOnly)
            default:
                #expect(recovery == .reopen(afterNanoseconds: 50 * millisecond), "\(kind)")
                #expect(health.state(now: 1) == .recovering, "\(kind)")
            }
        }
    }

    @Test("Pauses double up to two seconds, and begin anew after a success")
    func backOff() {
        var health = StoreHealth()
        var pauses: [Int64] = []
        for _ in 0..<9 {
            guard case .retry(let pause) = health.fail(error(.full)) else { return }
            pauses.append(pause / millisecond)
        }
        #expect(pauses == [50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000])
        health.succeed(now: 0)
        #expect(health.fail(error(.full)) == .retry(afterNanoseconds: 50 * millisecond))
    }

    @Test("A commit under way for longer than 250 ms is slow before it returns, and for a while after")
    func slow() {
        var health = StoreHealth()
        health.begin(now: 0)
        #expect(health.state(now: 250 * millisecond) == .ok)
        #expect(health.state(now: 251 * millisecond) == .slow)
        #expect(health.reason(now: 400 * millisecond).contains("400 ms"))
        health.succeed(now: 400 * millisecond)
        #expect(health.state(now: 10_399 * millisecond) == .slow)
        #expect(health.state(now: 10_400 * millisecond) == .ok)
        #expect(health.reason(now: 10_400 * millisecond).isEmpty)
    }

    @Test("While the database is being opened again, the reason stays the fault that led there")
    func reasonStays() {
        var health = StoreHealth()
        _ = health.fail(error(.readOnly))
        _ = health.fail(error(.unavailable))
        #expect(health.state(now: 0) == .readOnly)
        #expect(health.reason(now: 0).contains("mount the file system"))
    }
}
