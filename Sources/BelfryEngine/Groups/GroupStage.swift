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
    /// In the order in which they were first seen.
    private(set) var groups: [GroupState] = []
    /// Where they lie in ``groups``.
    private var slots: [Key: Int] = [:]
    /// What has been looked up of series under the rules in force, so at most one each; nil for one that is of no group.
    private var memberships: [GroupMembership.Key: GroupMembership?] = [:]
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

    /// The group of a rule that has an identity; nil where it has not been seen.
    func group(_ identity: String, of rule: Int32) -> GroupState? {
        slots[Key(rule: rule, identity: identity)].map { groups[$0] }
    }

    /// The groups in an order that does not depend on which was seen first.
    var ordered: [GroupState] { groups.sorted(by: Self.comesBefore) }

    private static func comesBefore(_ left: GroupState, _ right: GroupState) -> Bool {
        (left.series.identity, left.rule) < (right.series.identity, right.rule)
    }

    /// Takes a member's window in; what is due before it has fired.
    ///
    /// - Parameter describe: what a series is; asked once a series and rule, and where its unit is not the group's.
    mutating func take(_ member: MemberWindow, at instant: Timestamp, describe: (SeriesID) -> SeriesDescriptor?) {
        let series = member.window.series
        guard let membership = membership(of: series, under: member.rule, describe) else { return }
        let slot = membership.slot
        guard !member.isJoining else { return groups[slot].join(series, at: instant) }
        let value =
            membership.isConverted
            ? describe(series).map { convert(member.value, of: $0, in: groups[slot]) } ?? .nan : member.value
        let isRevision = member.window.end <= groups[slot].judgedThrough
        for end in groups[slot].take(member, value: value, at: instant) {
            let verdicts =
                isRevision ? groups[slot].judgeAnew(at: instant) : groups[slot].judge(end, at: instant)
            note(verdicts, of: groups[slot], at: instant)
        }
        earliestDeadline = min(earliestDeadline, groups[slot].deadline)
    }

    private mutating func membership(
        of series: SeriesID,
        under rule: Int32,
        _ describe: (SeriesID) -> SeriesDescriptor?
    ) -> GroupMembership? {
        let key = GroupMembership.Key(rule: rule, series: series)
        if let known = memberships[key] { return known }
        let membership = describe(series).flatMap { enroll($0, under: rule) }
        memberships[key] = .some(membership)
        return membership
    }

    /// Looks up what group a series is of, which may be seen for the first time.
    private mutating func enroll(_ series: SeriesDescriptor, under number: Int32) -> GroupMembership? {
        let rule = rules.rules[Int(number)]
        guard let group = rules.group(of: series, under: rule) else { return nil }
        let key = Key(rule: number, identity: group.series.identity)
        guard let slot = slots[key] ?? begin(key, group) else { return nil }
        know(series, at: group.station, in: slot)
        // A quantity that the taxonomy does not know has no unit that its members share: they are taken as they are.
        let isConverted = series.key.quantity.definition.map { $0.unit != series.unit } ?? false
        return GroupMembership(slot: slot, isConverted: isConverted)
    }

    /// A value that the group's unit cannot say is none.
    private func convert(_ value: Double, of series: SeriesDescriptor, in group: GroupState) -> Double {
        let rule = rules.rules[Int(group.rule)]
        return rule.isJoint ? rule.jointValue(value, of: series) : rule.memberValue(value, of: series, in: group.series)
    }

    /// Judges every window whose patience ends by `instant`, each as of its own deadline.
    ///
    /// O(1) where none does, O(groups) for each deadline.
    mutating func advance(to instant: Timestamp) {
        while earliestDeadline <= instant {
            let deadline = earliestDeadline
            let due = groups.indices.filter { groups[$0].deadline <= deadline }
            for slot in due.sorted(by: { Self.comesBefore(groups[$0], groups[$1]) }) {
                for end in groups[slot].due(at: deadline) {
                    note(groups[slot].judge(end, at: deadline), of: groups[slot], at: deadline)
                }
            }
            findEarliestDeadline()
        }
    }

    private mutating func findEarliestDeadline() {
        earliestDeadline = groups.indices.reduce(.distantFuture) { min($0, groups[$1].deadline) }
    }

    /// Moves what waits on the arrival clock when that jumps: it waits as long as it would have.
    mutating func moveClock(byNanoseconds span: Int64) {
        for slot in groups.indices { groups[slot].moveClock(byNanoseconds: span) }
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
        let former = ordered
        (groups, slots, memberships) = ([], [:], [:])
        var kept: [GroupState] = []
        for var state in former {
            let rule = rules.rules[Int(state.rule)]
            // What a corridor whose stations have changed had gathered is of other stretches.
            let isSame = !rule.isJoint || rules.corridors == successor.corridors
            let place =
                isSame ? successor.rules.firstIndex { $0.name == rule.name && $0.version == rule.version } : nil
            if let place {
                regroup(&state, under: successor, successor.rules[place], at: instant, describe)
                guard !state.memberNumbers.isEmpty else { continue }
                state.rebind(toRule: Int32(place))
                kept.append(state)
            } else {
                note(state.judge.withdrawals(at: instant), of: state, at: instant, .ruleLeft)
            }
        }
        rules = successor
        generation = number
        for state in kept { enter(state) }
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

    private mutating func enter(_ state: GroupState) {
        slots[Key(rule: state.rule, identity: state.series.identity)] = groups.count
        groups.append(state)
        earliestDeadline = min(earliestDeadline, state.deadline)
    }

    /// Enters a group that nothing has been told of.
    ///
    /// - Returns: where it lies; nil where it is one too many, or cannot be judged.
    mutating func begin(_ key: Key, _ group: JointGroup) -> Int? {
        let rule = rules.rules[Int(key.rule)]
        guard groups.count < EngineLimits.groups, let judge = judge(group, key, rule) else { return nil }
        let slot = groups.count
        enter(GroupState(rule: key.rule, series: group.series, sections: group.sections, judge: judge))
        takeUp(.group, in: slot)
        for section in group.sections.indices { takeUp(.section(section), in: slot) }
        return slot
    }

    private func judge(_ group: JointGroup, _ key: Key, _ rule: Rule) -> GroupJudge? {
        if let terms = rule.group {
            return rule.groupDetector(for: group.series, rule: key.rule).map { .combining($0, terms) }
        }
        return rule.jointDetector(for: group, rule: key.rule).map { .joint($0) }
    }

    /// Notes what a member is.
    mutating func know(_ series: SeriesDescriptor, at station: Int, in slot: Int) {
        guard rules.rules[Int(groups[slot].rule)].isJoint, groups[slot].roles[series.id.index] == nil else { return }
        groups[slot].roles[series.id.index] = GroupState.Role(of: series, station: station)
        takeUp(.member(series.id), in: slot)
    }

    /// Takes up what an image has of a group.
    ///
    /// - Returns: false where its detector's state is of another build.
    mutating func restore(_ image: GroupState.Image, in slot: Int) -> Bool {
        defer { earliestDeadline = min(earliestDeadline, groups[slot].deadline) }
        return groups[slot].restore(image)
    }

    /// Takes up what was raised about a subject before a restart; other rules may look at the same series together.
    private mutating func takeUp(_ subject: JointSubject, in slot: Int) {
        let rule = rules.rules[Int(groups[slot].rule)].name
        guard let identity = groups[slot].descriptor(of: subject)?.identity, let findings = restoring[identity] else {
            return
        }
        for finding in findings where finding.rule == rule {
            groups[slot].judge.restore(subject, activeSince: finding.from, value: finding.value)
        }
        restoring[identity]?.removeAll { $0.rule == rule }
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
