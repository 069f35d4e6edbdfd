import Testing

@testable import BelfryDaemon

@Suite struct StartGateTests {
    @Test func itOpensWithTheLastReport() async {
        let gate = StartGate(waitingFor: 2)
        let passing = Task { await gate.isPassed() }
        gate.report()
        gate.report()
        #expect(await passing.value)
    }

    @Test func reportsBeforeAnybodyWaitsCount() async {
        let gate = StartGate(waitingFor: 1)
        gate.report()
        #expect(await gate.isPassed())
        #expect(await StartGate(waitingFor: 0).isPassed())
    }

    @Test func whoIsCancelledWhileSomethingIsMissingDoesNotPass() async {
        let gate = StartGate(waitingFor: 2)
        gate.report()
        let passing = Task { await gate.isPassed() }
        passing.cancel()
        #expect(await !passing.value)
    }
}
