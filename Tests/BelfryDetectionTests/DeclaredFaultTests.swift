import BelfryDetection
import BelfryModel
import Testing

@Suite struct DeclaredFaultTests {
    @Test func whatADeviceDisownsThreeTimesIsAFault() throws {
        var watch = try Watch(.declaredFault(DeclaredFaultParameters()))
        for second in 0..<20 {
            let isMarked = second == 2 || (5..<12).contains(second)
            watch.receive(
                1,
                at: Watch.start + Double(second),
                quality: isMarked ? .suspect : .good,
                flags: isMarked ? .deviceStatus : []
            )
        }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.verdicts.map(\.from) == [Watch.start + 5, Watch.start + 5])
        #expect(watch.verdicts[1].to == Watch.start + 12)
        #expect(watch.finding(watch.verdicts[0]).text.contains("the device itself calls its values doubtful"))
    }
}
