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
            for watch in state.allWatches {
                if let cadence = watch.detector.cadenceNanoseconds { snapshot.cadenceNanoseconds = cadence }
                guard watch.detector.isRaised else { continue }
                let kind = rules.rules[Int(watch.rule)].kind
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
