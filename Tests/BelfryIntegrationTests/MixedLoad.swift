import BelfryTestSupport
import Foundation
import Synchronization

/// Sensors of three kinds that publish at a steady rate on a thread of their own: one reading in five of public safety, two
/// that nobody declared anything of, two that may be missed.
final class MixedLoad: @unchecked Sendable {
    // Unchecked: `sensors` and `sent` belong to the thread while it runs and to the caller afterwards.
    static let kinds = 5
    /// Sensors of each kind.
    static let fleet = 10

    private let sensors: Sensors
    private let perSecond: Int
    private let isEnding = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)
    /// Rounds of one message of each kind.
    private(set) var rounds = 0
    private(set) var seconds = 0.0

    init(on broker: MosquittoProcess, perSecond: Int) throws {
        sensors = try Sensors(on: broker)
        self.perSecond = perSecond
        Thread { self.run() }.start()
    }

    /// Stops once the broker has everything.
    func finish() throws {
        isEnding.store(true, ordering: .releasing)
        ended.wait()
        try sensors.settle(within: 60)
    }

    static let subscriptions = """
              - { topic: "site/{sensor}/{quantity}", format: value, agency: city }
              - { topic: "spare/{sensor}/{quantity}", format: value, agency: city, criticality: low }
        """

    /// What a sensor of public safety has sent: its values.
    func safetyValues(ofSensor number: Int) -> Range<Int> { 0..<(rounds + Self.fleet - 1 - number) / Self.fleet }

    private func run() {
        let start = Date()
        while !isEnding.load(ordering: .acquiring) {
            let due = Int(Date().timeIntervalSince(start) * Double(perSecond)) / Self.kinds
            while rounds < due, !isEnding.load(ordering: .acquiring) { sendRound() }
            usleep(2_000)
        }
        seconds = Date().timeIntervalSince(start)
        ended.signal()
    }

    private func sendRound() {
        let (sensor, value) = (rounds % Self.fleet, rounds / Self.fleet)
        sensors.send("site/gauge-\(sensor)/water_level", "\(value)")
        sensors.send("site/loop-\(sensor)/speed", "\(value)")
        sensors.send("spare/bin-\(sensor)/fill", "\(value)")
        sensors.send("site/air-\(sensor)/no2", "\(value)")
        sensors.send("spare/seat-\(sensor)/count", "\(value)")
        rounds += 1
    }
}
