import BelfryDetection
import BelfryModel

// A reload may have moved sensors, or taken them out of service: the groups that they were of go on without them.
//
//   bridge   l1 l2 l3        l2 ──► tunnel        what was raised about l2 ends; l1 and l3, and what was learnt, stay
//   bridge   l1              l1 ──► tunnel        what was raised at the bridge ends as well: nobody is left to say so

extension GroupStage {
    /// Lets members leave that are no longer of a group, and knows the others as they are now.
    mutating func regroup(
        _ state: inout GroupState,
        under rules: RuleSet,
        _ rule: Rule,
        at instant: Timestamp,
        _ describe: (SeriesID) -> SeriesDescriptor?
    ) {
        for number in state.memberNumbers {
            let series = describe(SeriesID(number))
            if let series, !series.isOutOfService, rule.matches(series),
                let group = rules.group(of: series, under: rule), group.series.identity == state.series.identity
            {
                if state.roles[number] != nil {
                    state.roles[number] = GroupState.Role(of: series, station: group.station)
                }
                continue
            }
            let verdict = state.judge.forget(SeriesID(number), at: instant)
            state.roles[number]?.series.isOutOfService = series?.isOutOfService ?? false
            note(verdict.map { [$0] } ?? [], of: state, at: instant, .memberLeft)
            state.leave(number)
        }
        guard state.memberNumbers.isEmpty else { return }
        note(state.judge.withdrawals(at: instant), of: state, at: instant, .memberLeft)
    }
}
