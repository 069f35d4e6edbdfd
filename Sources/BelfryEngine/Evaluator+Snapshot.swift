import BelfryDetection
import BelfryModel

extension Evaluator {
    /// Every series as it stands, by series number.
    func snapshot() -> [SeriesSnapshot] {
        states.compactMap { state in
            guard let state = state?.pointee else { return nil }
            var snapshot = SeriesSnapshot(
                series: state.series,
                lastValue: state.lastValue,
                lastEventTime: state.lastEventTime,
                lastArrivalTime: state.lastArrival,
                lastQuality: state.lastQuality
            )
            state.forEachWatch { watch in
                if let cadence = watch.pointee.detector.cadenceNanoseconds { snapshot.cadenceNanoseconds = cadence }
                guard watch.pointee.detector.isRaised else { return }
                let kind = rules.rules[Int(watch.pointee.rule)].kind
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
