import BelfryDetection
import BelfryModel

extension Evaluator {
    /// Every series as it stands, by series number.
    func snapshot() -> [SeriesSnapshot] {
        states.compactMap { state in
            guard let state else { return nil }
            settle(state)
            var snapshot = SeriesSnapshot(
                series: state.pointee.series,
                lastValue: state.pointee.routine.lastValue,
                lastEventTime: state.pointee.lastEventTime,
                lastArrivalTime: state.pointee.lastArrival,
                lastQuality: state.pointee.routine.lastQuality
            )
            state.forEachDetector { detector, binding in
                if let cadence = detector.cadenceNanoseconds { snapshot.cadenceNanoseconds = cadence }
                guard detector.isRaised else { return }
                let kind = rules.rules[Int(binding.rule)].kind
                snapshot.raisedRules += 1
                if kind == .sensorSilent {
                    snapshot.isSilent = true
                } else if kind.isAboutSensor {
                    snapshot.isFaulty = true
                }
            }
            return snapshot
        }
    }
}
