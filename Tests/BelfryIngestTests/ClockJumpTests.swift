import BelfryModel
import Testing

@testable import BelfryIngest

/// What the arrival clock does where walking would take days: a boot in 1970, a date that was set, a lid that was closed.
@Suite struct ClockJumpTests {
    private static let start = Timestamp(seconds: 1_790_000_000)
    private static let second = Nanoseconds.perSecond
    private static let hour = Nanoseconds.perHour

    /// A machine whose clocks are looked at ten times a second.
    private struct Machine {
        var clock: SteadyClock
        var wall: Timestamp
        var monotonic: Int64 = 0
        var suspended: Int64 = 0
        var jumps: [ClockJump] = []
        /// The least and the most that the clock advanced between two looks without a jump, in parts of the time that passed.
        var pace = (least: 1.0, most: 1.0)

        init(wall: Timestamp, notBefore stored: Timestamp = .distantPast) {
            self.wall = wall
            clock = SteadyClock(wall: wall, monotonicNanoseconds: 0, notBefore: stored)
        }

        /// Lets time pass; `rate` is how fast the wall clock runs.
        mutating func run(seconds: Int64, rate: Double = 1) {
            for _ in 0..<seconds * 10 {
                let passed = ClockJumpTests.second / 10
                monotonic += passed
                wall = wall.advanced(byNanoseconds: Int64(Double(passed) * rate))
                let before = clock.last
                let jump = clock.jump(wall: wall, monotonicNanoseconds: monotonic, suspendedNanoseconds: suspended)
                if let jump { jumps.append(jump) }
                let now = clock.now(wall: wall, monotonicNanoseconds: monotonic)
                #expect(now > before, "the clock never stands still and never goes back")
                guard jump == nil else { continue }
                let advance = Double(now.nanosecondsSince(before)) / Double(passed)
                pace = (min(pace.least, advance), max(pace.most, advance))
            }
        }
    }

    @Test("A step forward that stays is jumped to once", arguments: [90, 3_600, 86_400 * 365 * 56] as [Int64])
    func stepForward(seconds: Int64) throws {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 60)
        machine.wall = machine.wall.advanced(byNanoseconds: seconds * Self.second)
        machine.run(seconds: 9)
        #expect(machine.jumps.isEmpty, "it might yet be put right")
        machine.run(seconds: 600)
        #expect(machine.jumps.count == 1)
        guard case .stepped(let span)? = machine.jumps.first else { return #expect(Bool(false), "a step") }
        // What was walked while it waited is not jumped.
        #expect(abs(span.nanoseconds - seconds * Self.second) < Self.second)
        #expect(machine.clock.last.nanosecondsSince(machine.wall).magnitude < 1_000)
        #expect(machine.pace.most <= 1.051 && machine.pace.least >= 0.949)
    }

    @Test func aGatewayThatBootsIn1970AndHasDataIsSetFromItsLastInstantToThePresent() throws {
        var machine = Machine(wall: Timestamp(seconds: 12), notBefore: Self.start)
        machine.run(seconds: 120)
        #expect(machine.jumps.isEmpty && machine.clock.last > Self.start)
        let present = Self.start.advanced(byNanoseconds: 6 * Nanoseconds.perDay)
        machine.wall = present
        machine.run(seconds: 20)
        guard case .stepped(let span)? = machine.jumps.first else { return #expect(Bool(false), "a step") }
        #expect(span.from > Self.start && span.to >= present && machine.jumps.count == 1)
        #expect(machine.clock.last.nanosecondsSince(machine.wall).magnitude < 1_000)
    }

    @Test func aDateThatIsMistypedAndPutRightMovesNothing() {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 10)
        machine.wall = machine.wall.advanced(byNanoseconds: 36 * 365 * Nanoseconds.perDay)
        machine.run(seconds: 8)
        machine.wall = machine.wall.advanced(byNanoseconds: -36 * 365 * Nanoseconds.perDay)
        machine.run(seconds: 60)
        #expect(machine.jumps.isEmpty)
        #expect(machine.clock.last.nanosecondsSince(machine.wall).magnitude < 1_000)
    }

    @Test func aDateThatChangesBeforeItIsConfirmedHasToBeConfirmedAnew() {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 10)
        machine.wall = machine.wall.advanced(byNanoseconds: 30 * Nanoseconds.perDay)
        machine.run(seconds: 8)
        machine.wall = machine.wall.advanced(byNanoseconds: -29 * Nanoseconds.perDay)
        machine.run(seconds: 8)
        #expect(machine.jumps.isEmpty)
        machine.run(seconds: 8)
        guard case .stepped(let span)? = machine.jumps.first else { return #expect(Bool(false), "a step") }
        #expect(abs(span.nanoseconds - Nanoseconds.perDay) < Self.second)
    }

    @Test func aStepBackIsWalkedTo() {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 10)
        machine.wall = machine.wall.advanced(byNanoseconds: -Self.hour)
        machine.run(seconds: 3_600)
        #expect(machine.jumps.isEmpty)
        #expect(machine.pace.least > 0.949 && machine.pace.most <= 1)
        #expect(machine.clock.differenceNanoseconds < -Self.hour * 9 / 10)
    }

    @Test("A leap second is invisible: set back at midnight, or smeared over a day", arguments: [true, false])
    func leapSecond(isSmeared: Bool) {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 10)
        if isSmeared {
            machine.run(seconds: 8_640, rate: 1 - 1.0 / 86_400)
            #expect(machine.pace.least > 0.9999, "the clock runs as the smeared one does")
        } else {
            machine.wall = machine.wall.advanced(byNanoseconds: -Self.second)
            machine.run(seconds: 60)
        }
        #expect(machine.jumps.isEmpty && machine.pace.least > 0.949)
        #expect(machine.clock.last.nanosecondsSince(machine.wall).magnitude < UInt64(Self.second) / 1_000)
    }

    @Test func aSuspendIsTimeThatPassed() throws {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 10)
        let asleep = machine.clock.last
        machine.suspended += 8 * Self.hour
        machine.wall = machine.wall.advanced(byNanoseconds: 8 * Self.hour)
        machine.run(seconds: 60)
        guard case .suspended(let span)? = machine.jumps.first else { return #expect(Bool(false), "a suspend") }
        #expect(machine.jumps.count == 1, "and no step besides")
        #expect(span.nanoseconds == 8 * Self.hour)
        #expect(span.from.nanosecondsSince(asleep) <= Self.second / 10, "at the first look")
        #expect(machine.clock.last.nanosecondsSince(machine.wall).magnitude < 1_000)
    }

    @Test func aSuspendAndAWrongClockOfTheBoardAreTwoThings() {
        var machine = Machine(wall: Self.start)
        machine.run(seconds: 10)
        machine.suspended += 8 * Self.hour
        // The board's clock came back an hour late, and NTP put it right after a minute.
        machine.wall = machine.wall.advanced(byNanoseconds: 7 * Self.hour)
        machine.run(seconds: 60)
        machine.wall = machine.wall.advanced(byNanoseconds: Self.hour)
        machine.run(seconds: 60)
        #expect(machine.jumps.count == 1)
        #expect(machine.clock.differenceNanoseconds.magnitude < UInt64(4 * Self.second))
    }

    @Test func aThreadThatIsHeldUpBetweenTwoLooksSeesNoSuspend() {
        var clock = SteadyClock(wall: Self.start, monotonicNanoseconds: 0)
        for look in 1...100 as ClosedRange<Int64> {
            // The monotonic clock was read half a second late.
            let jump = clock.jump(
                wall: Self.start.advanced(byNanoseconds: look * Self.second),
                monotonicNanoseconds: look * Self.second,
                suspendedNanoseconds: look % 3 == 0 ? 0 : Self.second / 2
            )
            #expect(jump == nil)
        }
    }

    @Test("Any sequence of steps and suspends: forward only, and right in the end", arguments: 0..<20 as Range<UInt64>)
    func anySequence(seed: UInt64) {
        var random = SplitMix(state: seed)
        var machine = Machine(wall: Self.start)
        for _ in 0..<20 {
            machine.run(seconds: Int64.random(in: 1...40, using: &random))
            let distance = Int64.random(in: -7_200...7_200, using: &random) * Self.second
            if Bool.random(using: &random) {
                machine.wall = machine.wall.advanced(byNanoseconds: distance)
            } else {
                machine.suspended += abs(distance)
                machine.wall = machine.wall.advanced(byNanoseconds: abs(distance))
            }
        }
        // Ahead of a wall clock that was set back, it waits; behind, it has jumped.
        machine.run(seconds: 15)
        #expect(machine.clock.differenceNanoseconds <= SteadyClock.reportedDifferenceNanoseconds, "seed \(seed)")
        #expect(machine.pace.most <= 1.051 && machine.pace.least >= 0.949, "seed \(seed)")
    }

    /// SplitMix64.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }
}
