import BelfryModel
import Testing

@testable import BelfryEngine

/// Who is slowest is remembered; it must be who it would be if everybody were asked.
@Suite struct GroupRosterTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func theSlowestIsRemembered(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var roster = GroupRoster()
        for step in 0..<2_000 {
            let number = Int32.random(in: 0..<12, using: &random)
            let end = Timestamp(seconds: Int64(step / 12 + Int.random(in: 0..<4, using: &random)))
            switch Int.random(in: 0..<20, using: &random) {
            case 0: roster.remove(number)
            case 1: roster.stopAwaiting(before: end)
            default:
                roster.note(
                    number,
                    GroupRoster.Member(through: end, isAwaited: Int.random(in: 0..<5, using: &random) > 0)
                )
            }
            // Not asked each time, so that several changes fall between two answers.
            guard Int.random(in: 0..<3, using: &random) > 0 else { continue }
            let slowest = roster.members.values.filter(\.isAwaited).map(\.through).min() ?? .distantFuture
            let told = roster.toldThrough()
            #expect(told == slowest, "seed \(seed), step \(step)")
        }
    }

    @Test func whoComesWhenItIsFullIsNotWaitedFor() {
        var roster = GroupRoster()
        for number in 0..<Int32(EngineLimits.groupMembers) {
            roster.note(number, GroupRoster.Member(through: Timestamp(seconds: 10), isAwaited: true))
        }
        roster.note(Int32.max, GroupRoster.Member(through: Timestamp(seconds: 1), isAwaited: true))
        let told = roster.toldThrough()
        #expect(told == Timestamp(seconds: 10))
        #expect(roster.members.count == EngineLimits.groupMembers)
    }
}
