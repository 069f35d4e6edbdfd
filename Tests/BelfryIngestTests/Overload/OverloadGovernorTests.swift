import BelfryModel
import Testing

@testable import BelfryIngest

/// Input that is too much is shed from below, public safety never, and all is taken again once it fits.
@Suite struct OverloadGovernorTests {
    @Test func atTwiceTheRateWhatIsLowGoesFirstThenWhatIsNormalAndNeverWhatIsHigh() {
        var input = SimulatedInput(capacity: 1_000)
        input.rates = [300, 300, 200]
        input.run(seconds: 60)
        #expect(input.shed == [0, 0, 0])
        input.rates = [600, 1_000, 400]
        input.run(seconds: 60)
        #expect(input.changes.prefix(2).map(\.leastTaken) == [.normal, .high])
        #expect(input.shed[0] > 10_000)
        #expect(input.shed[1] > 10_000)
        #expect(input.shed[2] == 0)
        #expect(input.waiting < 10_000, "60,000 would wait if nothing were shed")
        input.rates = [300, 300, 200]
        input.run(seconds: 400)
        #expect(input.governor.leastTaken == .low)
        let shed = input.shed
        input.run(seconds: 60)
        #expect(input.shed == shed)
    }

    @Test func whereSheddingTheLowIsEnoughNothingElseIsShed() {
        var input = SimulatedInput(capacity: 1_000)
        input.rates = [800, 400, 200]
        input.run(seconds: 600)
        #expect(input.shed[0] > 100_000)
        #expect(input.shed[1] == 0)
        #expect(input.shed[2] == 0)
    }

    @Test func aBurstOfSecondsIsWorkedOff() {
        var input = SimulatedInput(capacity: 1_000)
        for _ in 0..<20 {
            input.rates = [600, 600, 600]
            input.run(seconds: 2)
            input.rates = [50, 50, 50]
            input.run(seconds: 30)
        }
        #expect(input.shed == [0, 0, 0])
    }

    @Test(arguments: [true, false])
    func anOutageOfTenMinutesAtAThirdOfTheCapacityCostsNothing(isTimed: Bool) {
        var input = SimulatedInput(capacity: 1_000)
        input.isTimed = isTimed
        input.rates = [100, 133, 100]
        input.run(seconds: 60)
        input.isAway = true
        input.run(seconds: 600)
        input.isAway = false
        input.expectBacklog(seconds: 600)
        input.run(seconds: 1_800)
        #expect(input.shed == [0, 0, 0])
        #expect(input.waiting < 100)
    }

    @Test func aBacklogThatNobodyAnnouncedIsToldByItsAge() {
        var input = SimulatedInput(capacity: 1_000)
        input.isTimed = true
        input.rates = [300, 300, 200]
        input.isAway = true
        input.run(seconds: 300)
        input.isAway = false
        input.run(seconds: 2_000)
        #expect(input.shed == [0, 0, 0])
        #expect(input.waiting < 100)
    }

    @Test func timesDoNotHideThatInputIsTooMuch() {
        var input = SimulatedInput(capacity: 1_000)
        input.isTimed = true
        input.rates = [600, 600, 600]
        input.run(seconds: 30)
        #expect(input.shed[0] > 0)
        #expect(input.shed[1] > 0)
    }

    @Test func aDayOfOverloadIsTriedMoreAndMoreSeldom() {
        var input = SimulatedInput(capacity: 1_000)
        input.rates = [0, 1_600, 300]
        input.run(seconds: 3_600)
        let inTheLastTenMinutes = input.changes.count { $0.at > 3_000 * Nanoseconds.perSecond }
        #expect(inTheLastTenMinutes <= 8, "\(inTheLastTenMinutes) changes")
        // Half an hour at ease, and it is as patient as on the first day.
        input.rates = [0, 100, 100]
        input.run(seconds: 1_800)
        let begin = input.now
        input.rates = [0, 1_600, 300]
        input.run(seconds: 20)
        input.rates = [0, 100, 100]
        input.run(seconds: 30)
        #expect(input.governor.leastTaken == .low)
        #expect(input.changes.count { $0.at > begin } == 4)
    }

    @Test func safetyAloneIsHeldUpAndNotShed() {
        var input = SimulatedInput(capacity: 1_000)
        input.rates = [0, 0, 2_000]
        input.run(seconds: 60)
        #expect(input.shed == [0, 0, 0])
        #expect(input.governor.leastTaken == .high)
        #expect(input.governor.isBeyondShedding)
        input.rates = [0, 0, 0]
        input.run(seconds: 120)
        #expect(input.governor.leastTaken == .low)
        #expect(!input.governor.isBeyondShedding)
    }

    @Test func aDiskThatStandsStillIsNoOverload() {
        var governor = OverloadGovernor()
        let second = Nanoseconds.perSecond
        governor.note(OverloadRound(messages: 4_000), now: second)
        governor.note(OverloadRound(messages: 4_000), now: 2 * second)
        // Nothing is read, and Belfry does not wait for input either.
        for now in 3..<600 { governor.note(OverloadRound(), now: Int64(now) * second) }
        #expect(governor.leastTaken == .low)
        governor.expectBacklog(ofNanoseconds: 597 * second, now: 600 * second)
        for now in 600..<900 { governor.note(OverloadRound(messages: 4_000), now: Int64(now) * second) }
        #expect(governor.leastTaken == .low)
    }

    @Test func manyShortWaitsBetweenThickMessagesAreEase() {
        var governor = OverloadGovernor()
        // 20,000 messages a second in thirds of the time that they could take.
        for round in 0..<600_000 {
            governor.note(OverloadRound(waitedNanoseconds: 33_000, messages: 1), now: Int64(round) * 50_000)
        }
        #expect(governor.leastTaken == .low)
        // The same messages handed out by a broker in a tenth of the time, and a slow disk for the rest.
        for round in 0..<30 * 2_000 {
            let isLast = round % 2_000 == 1_999
            let now = 30 * Nanoseconds.perSecond + Int64(round) / 2_000 * Nanoseconds.perSecond
            let within = Int64(round % 2_000) * 50_000
            governor.note(
                OverloadRound(waitedNanoseconds: 33_000, messages: 1),
                now: now + (isLast ? Nanoseconds.perSecond : within)
            )
        }
        #expect(governor.leastTaken == .high)
    }

    /// Whatever comes in: what is shed goes from below, one class after the other, nothing high is shed, and a quiet hour
    /// ends all of it.
    @Test(arguments: [7, 4_711, 20_261_126] as [UInt64])
    func inAnyWeatherItShedsFromBelowAndRecovers(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            var input = SimulatedInput(capacity: Double.random(in: 100...5_000, using: &generator))
            input.isTimed = Bool.random(using: &generator)
            for _ in 0..<20 {
                input.rates = (0..<3).map { _ in input.capacity * Double.random(in: 0...1.2, using: &generator) }
                input.isAway = Int.random(in: 0..<6, using: &generator) == 0
                if Int.random(in: 0..<6, using: &generator) == 0 { input.expectBacklog(seconds: 10) }
                input.run(seconds: Double.random(in: 1...90, using: &generator))
            }
            var previous = Criticality.low
            for change in input.changes {
                let step = Int(change.leastTaken.rawValue) - Int(previous.rawValue)
                #expect(abs(step) == 1, "seed \(seed)")
                previous = change.leastTaken
            }
            #expect(input.shed[2] == 0, "seed \(seed)")
            let firstOfNormal = input.changes.first { $0.leastTaken == .high }?.at
            let firstOfLow = input.changes.first { $0.leastTaken == .normal }?.at
            if let firstOfNormal, let firstOfLow { #expect(firstOfLow < firstOfNormal, "seed \(seed)") }
            input.isAway = false
            input.rates = input.rates.map { _ in input.capacity / 10 }
            input.run(seconds: 3_600)
            #expect(input.governor.leastTaken == .low, "seed \(seed)")
            #expect(input.waiting < input.capacity, "seed \(seed)")
        }
    }

    @Test func theSameInputGivesTheSameDecisions() {
        func decisions() -> [Int64] {
            var generator = SeededGenerator(seed: 11)
            var input = SimulatedInput(capacity: 1_000, now: 5)
            for _ in 0..<50 {
                input.rates = (0..<3).map { _ in Double.random(in: 0...1_000, using: &generator) }
                input.run(seconds: 20)
            }
            return input.changes.map(\.at)
        }
        #expect(!decisions().isEmpty)
        #expect(decisions() == decisions())
    }
}
