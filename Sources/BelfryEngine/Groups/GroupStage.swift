// Windows over several series. A shard owns single series, so groups are put together behind all of them: from closed windows
// in the order of time, series and rule, with deadlines of their own between them. Nothing depends on which shard told first.
//
//   shard 0   aq-1 |window 10:00|            aq-1 |window 11:00|
//   shard 1             aq-2 |window 10:00|                      ✕  (its clock is late)
//                                   │                                   │
//                       all have told it: judged          judged without it after the patience

import BelfryDetection
import BelfryModel

/// All groups of the engine; part of the correlator's pure machine.
struct GroupStage {
    /// A verdict on a group, of a rule of the rules in force.
    struct Outcome {
        var verdict: Verdict
        var series: SeriesDescriptor
        var generation: Int32
        var withdrawal: Withdrawal?
    }

    /// Why a finding ends that nobody has seen end.
    enum Withdrawal {
        case ruleLeft
        /// Its sensor, or the last one of the group.
        case memberLeft
    }

    /// A rule and what its members have in common.
    struct Key: Hashable {
        var rule: Int32
        var identity: String
    }

    private(set) var rules: RuleSet
    private(set) var generation: Int32
    private(set) var groups: [Key: GroupState] = [:]
    /// Findings to take up again when their group is first seen, by identity.
    private var restoring: [String: [ActiveFinding]]
    private(set) var outcomes: [Outcome] = []
    /// No window of any group is due before; it may look too early, never too late.
    private var earliestDeadline = Timestamp.distantFuture

    init(rules: RuleSet, generation: Int32, restoring: [ActiveFinding]) {
        self.rules = rules
        self.generation = generation
        self.restoring = Dictionary(grouping: restoring, by: \.identity)
    }

    /// Takes what came about, to be handed on in order.
    mutating func takeOutcomes() -> [Outcome] {
        defer { outcomes.removeAll(keepingCapacity: true) }
        return outcomes
    }

    /// Takes a member's window in; what is due before it has fired.
    mutating func take(_ member: MemberWindow, of series: SeriesDescriptor, at instant: Timestamp) {
        let rule = rules.rules[Int(member.rule)]
        guard let group = rules.group(of: series, under: rule) else { return }
        let key = Key(rule: member.rule, identity: group.series.identity)
        guard var state = groups.removeValue(forKey: key) ?? begin(key, group) else { return }
        know(series, at: group.station, in: &state, rule)
        if member.isJoining {
            state.join(member.window.series, at: instant)
            groups[key] = state
            return
        }
        // A value that the group's unit cannot say is none.
        let value =
            rule.isJoint
            ? rule.jointValue(member.value, of: series) : rule.memberValue(member.value, of: series, in: group.series)
        let isRevision = member.window.end <= state.judgedThrough
        for end in state.take(member, value: value, at: instant) {
            note(isRevision ? state.judgeAnew(at: instant) : state.judge(end, at: instant), of: state, at: instant)
        }
        earliestDeadline = min(earliestDeadline, state.deadline)
        groups[key] = state
    }

    /// Judges every window whose patience ends by `instant`, each as of its own deadline.
    ///
    /// O(1) where none does, O(groups) for each deadline.
    mutating func advance(to instant: Timestamp) {
        while earliestDeadline <= instant {
            let deadline = earliestDeadline
            let due = groups.filter { $0.value.deadline <= deadline }.map(\.key)
            for key in due.sorted(by: { ($0.identity, $0.rule) < ($1.identity, $1.rule) }) {
                guard var state = groups.removeValue(forKey: key) else { continue }
                for end in state.due(at: deadline) { note(state.judge(end, at: deadline), of: state, at: deadline) }
                groups[key] = state
            }
            findEarliestDeadline()
        }
    }

    private mutating func findEarliestDeadline() {
        earliestDeadline = groups.values.reduce(.distantFuture) { min($0, $1.deadline) }
    }

    /// Moves what waits on the arrival clock when that jumps: it waits as long as it would have.
    mutating func moveClock(byNanoseconds span: Int64) {
        for key in groups.keys { groups[key]?.moveClock(byNanoseconds: span) }
        findEarliestDeadline()
    }

    /// Puts other rules in force: groups of rules that stay as they were go on, what others had raised is withdrawn.
    ///
    /// - Parameter describe: what a series is by now; members whose place has changed, or that are out of service, leave.
    mutating func replaceRules(
        with successor: RuleSet,
        generation number: Int32,
        at instant: Timestamp,
        describe: (SeriesID) -> SeriesDescriptor?
    ) {
        var kept: [Key: GroupState] = [:]
        for (key, state) in groups.sorted(by: { ($0.key.identity, $0.key.rule) < ($1.key.identity, $1.key.rule) }) {
            let former = rules.rules[Int(key.rule)]
            // What a corridor whose stations have changed had gathered is of other stretches.
            let isSame = !former.isJoint || rules.corridors == successor.corridors
            let place =
                isSame
                ? successor.rules.firstIndex { $0.name == former.name && $0.version == former.version } : nil
            var state = state
            if let place {
                regroup(&state, key.identity, under: successor, successor.rules[place], at: instant, describe)
                guard !state.memberNumbers.isEmpty else { continue }
                state.judge.rebind(toRule: Int32(place))
                kept[Key(rule: Int32(place), identity: key.identity)] = state
            } else {
                note(state.judge.withdrawals(at: instant), of: state, at: instant, .ruleLeft)
            }
        }
        groups = kept
        rules = successor
        generation = number
    }

    /// Keeps a finding for the next word of its group.
    ///
    /// - Returns: false where another one of the rule is kept: a detector has one at a time.
    mutating func keep(_ finding: ActiveFinding) -> Bool {
        if let kept = restoring[finding.identity]?.first(where: { $0.rule == finding.rule }) {
            return kept.from == finding.from
        }
        restoring[finding.identity, default: []].append(finding)
        return true
    }

    /// Takes up a group as an image has it.
    mutating func enter(_ state: GroupState, as key: Key) {
        groups[key] = state
        earliestDeadline = min(earliestDeadline, state.deadline)
    }

    mutating func begin(_ key: Key, _ group: JointGroup) -> GroupState? {
        let rule = rules.rules[Int(key.rule)]
        guard groups.count < EngineLimits.groups, let judge = judge(group, key, rule) else { return nil }
        var state = GroupState(series: group.series, sections: group.sections, judge: judge)
        takeUp(.group, in: &state, rule)
        for section in group.sections.indices { takeUp(.section(section), in: &state, rule) }
        return state
    }

    private func judge(_ group: JointGroup, _ key: Key, _ rule: Rule) -> GroupJudge? {
        if let terms = rule.group {
            return rule.groupDetector(for: group.series, rule: key.rule).map { .combining($0, terms) }
        }
        return rule.jointDetector(for: group, rule: key.rule).map { .joint($0) }
    }

    /// Notes what a member is.
    mutating func know(_ series: SeriesDescriptor, at station: Int, in state: inout GroupState, _ rule: Rule) {
        guard rule.isJoint, state.roles[series.id.index] == nil else { return }
        state.roles[series.id.index] = GroupState.Role(of: series, station: station)
        takeUp(.member(series.id), in: &state, rule)
    }

    /// Takes up what was raised about a subject before a restart; other rules may look at the same series together.
    private mutating func takeUp(_ subject: JointSubject, in state: inout GroupState, _ rule: Rule) {
        guard let identity = state.descriptor(of: subject)?.identity, let findings = restoring[identity] else { return }
        for finding in findings where finding.rule == rule.name {
            state.judge.restore(subject, activeSince: finding.from, value: finding.value)
        }
        restoring[identity]?.removeAll { $0.rule == rule.name }
    }

    mutating func note(
        _ verdicts: [JointVerdict],
        of state: GroupState,
        at instant: Timestamp,
        _ withdrawal: Withdrawal? = nil
    ) {
        for var verdict in verdicts {
            guard let series = state.descriptor(of: verdict.subject) else { continue }
            verdict.verdict.detectedAt = instant
            verdict.verdict.series = series.id
            outcomes.append(
                Outcome(verdict: verdict.verdict, series: series, generation: generation, withdrawal: withdrawal)
            )
        }
    }
}
