import Testing

@testable import BelfryServer

/// When a connection has taken too long: no network, no clock.
@Suite struct ConnectionMachineTests {
    private static let second: Int64 = 1_000_000_000

    private static func machine() -> ConnectionMachine {
        ConnectionMachine(limits: ServerLimits(), nowNanoseconds: 0)
    }

    @Test func eachStateHasItsOwnDeadline() {
        var machine = Self.machine()
        #expect(machine.state == .waiting && machine.deadline == 5 * Self.second)
        machine.requestBegan(1 * Self.second)
        #expect(machine.state == .reading && machine.deadline == 16 * Self.second)
        machine.requestEnded(2 * Self.second)
        #expect(machine.state == .answering && machine.deadline == 32 * Self.second)
        machine.answerBegan(isStream: false, closes: false, 3 * Self.second)
        #expect(machine.answerEnded(4 * Self.second) == .nothing)
        #expect(machine.state == .waiting && machine.deadline == 64 * Self.second)
    }

    @Test func aStreamHasNoDeadlineUntilTheDaemonStops() {
        var machine = Self.machine()
        machine.requestBegan(0)
        machine.requestEnded(0)
        machine.answerBegan(isStream: true, closes: false, 0)
        #expect(machine.state == .streaming && machine.deadline == nil)
        #expect(machine.deadlinePassed(1_000 * Self.second) == .nothing)
        #expect(machine.serverStops(10 * Self.second) == .nothing)
        #expect(machine.deadline == 13 * Self.second)
        #expect(machine.deadlinePassed(13 * Self.second) == .reset)
    }

    @Test func lateIsAnsweredWhereThereIsSomethingToAnswer() {
        var silent = Self.machine()
        #expect(silent.deadlinePassed(5 * Self.second - 1) == .nothing)
        #expect(silent.deadlinePassed(5 * Self.second) == .close)

        var slowBody = Self.machine()
        slowBody.requestBegan(0)
        #expect(slowBody.deadlinePassed(15 * Self.second) == .refuse(status: 408))
        #expect(slowBody.state == .lingering)
        #expect(slowBody.deadlinePassed(17 * Self.second) == .close)

        var slowReader = Self.machine()
        slowReader.requestBegan(0)
        slowReader.requestEnded(0)
        slowReader.answerBegan(isStream: false, closes: false, 0)
        #expect(slowReader.deadlinePassed(30 * Self.second) == .reset)
    }

    @Test func anAnswerAheadOfItsRequestsEndLingers() {
        var machine = Self.machine()
        machine.requestBegan(0)
        machine.answerBegan(isStream: false, closes: false, 0)
        #expect(machine.answerEnded(0) == .linger)
        #expect(machine.state == .lingering && machine.deadline == 2 * Self.second)
        #expect(machine.requestIsMalformed(status: 400, 0) == .nothing)
        #expect(machine.peerFinished(0) == .close)
    }

    @Test func pipelinedRequestsKeepTheConnectionBusy() {
        var machine = Self.machine()
        for _ in 0..<2 {
            machine.requestBegan(0)
            machine.requestEnded(0)
        }
        machine.answerBegan(isStream: false, closes: false, 0)
        #expect(machine.answerEnded(0) == .nothing)
        #expect(machine.state == .answering)
        // Rubbish after a good request must not run into the good one's answer.
        machine.answerBegan(isStream: false, closes: false, 0)
        #expect(machine.requestIsMalformed(status: 400, 0) == .close)
    }

    @Test func stoppingClosesWhoWaitsAndDrainsWhoWorks() {
        var idle = Self.machine()
        #expect(idle.serverStops(0) == .close)
        var busy = Self.machine()
        busy.requestBegan(0)
        busy.requestEnded(0)
        #expect(busy.serverStops(20 * Self.second) == .nothing)
        #expect(busy.deadline == 23 * Self.second)
        busy.answerBegan(isStream: false, closes: false, 21 * Self.second)
        #expect(busy.answerEnded(21 * Self.second) == .linger)
    }

    @Test func whoMakesOthersWaitGivesWay() {
        var machine = Self.machine()
        #expect(machine.slowSince == Self.second / 10)
        machine.requestBegan(7)
        #expect(machine.slowSince == 7 + Self.second / 10)
        machine.requestEnded(9)
        #expect(machine.slowSince == 9 + 5 * Self.second)
        machine.answerBegan(isStream: true, closes: false, 9)
        #expect(machine.slowSince == nil)
    }
}
