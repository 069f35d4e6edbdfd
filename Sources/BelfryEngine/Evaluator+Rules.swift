import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Puts another rule set in force: detectors of rules that stay as they were keep their state, windows of lengths that
    /// stay keep their open spans, and what a rule that leaves had raised is withdrawn.
    ///
    /// A rule stays as it was when its name and its version are the same. O(series × rules): a reload is rare.
    mutating func replaceRules(with successor: RuleSet, generation number: Int32) {
        let previous = rules
        heap.removeAll()
        var formerMemory = StateMemory()
        swap(&formerMemory, &memory)
        let formerLayouts = layouts
        layouts = SeriesLayouts(latenessNanoseconds: latenessNanoseconds)
        for index in states.indices {
            guard let old = states[index], let descriptor = registry.descriptor(of: old.pointee.series) else {
                continue
            }
            settle(old)
            let plan = successor.plan(for: descriptor)
            registry.note(plan.skipped, of: descriptor, rules: successor)
            let new = makeState(descriptor, plan, under: successor)
            for window in carryOver(from: old, to: new) {
                for binding in plan.detectors where Int(binding.window) == window {
                    let name = successor.rules[Int(binding.rule)].name
                    // Of a rule that is new nobody expects more.
                    if previous.rules.contains(where: { $0.name == name }) { registry.noteBegunAnew(name) }
                }
            }
            let staying = carryDetectors(from: old, under: previous, to: new, under: successor)
            old.forEachDetector { detector, binding in
                guard !staying.contains(binding.rule),
                    let verdict = detector.withdrawal(at: now, value: old.pointee.routine.lastValue)
                else { return }
                emit(verdict, at: now, isWithdrawal: true)
            }
            states[index] = new
            findDeadline(new)
            findBand(new)
            if new.pointee.routine.deadline < new.pointee.heapKey { heap.moveUp(new) }
        }
        // States point into them: without this the optimizer lets go of them before they are read.
        withExtendedLifetime(formerMemory) {}
        withExtendedLifetime(formerLayouts) {}
        tally.stateBytes = memory.bytes
        rules = successor
        schedules = successor.rules.map(\.schedule)
        generation = number
        for case let state? in states {
            if !withoutUnit.isEmpty { noteBlindness(state) }
            followHealth(state, at: now, value: state.pointee.routine.lastValue)
            join(state, state.pointee.series, at: now)
        }
    }

    /// Clock, last reading and open windows.
    ///
    /// - Returns: the windows that begin anew.
    private func carryOver(from old: State, to new: State) -> [Int] {
        new.pointee.instant = max(old.pointee.instant, now)
        new.pointee.routine.watermark = old.pointee.routine.watermark
        new.pointee.routine.lastValue = old.pointee.routine.lastValue
        new.pointee.lastEventTime = old.pointee.lastEventTime
        new.pointee.lastArrival = old.pointee.lastArrival
        new.pointee.routine.lastQuality = old.pointee.routine.lastQuality
        new.pointee.routine.isCatchingUp = old.pointee.routine.isCatchingUp
        return new.windows.adopt(from: old.windows, newestEventTime: new.pointee.routine.watermark.newestEventTime)
    }

    /// The old rule numbers whose detectors live on.
    private func carryDetectors(
        from old: State,
        under previous: RuleSet,
        to new: State,
        under successor: RuleSet
    ) -> Set<Int32> {
        var staying = Set<Int32>()
        new.forEachDetector { detector, binding in
            let rule = successor.rules[Int(binding.rule)]
            old.forEachDetector { former, formerBinding in
                let formerRule = previous.rules[Int(formerBinding.rule)]
                guard formerRule.name == rule.name, formerRule.version == rule.version else { return }
                if detector.takeOver(from: former) { staying.insert(formerBinding.rule) }
            }
        }
        return staying
    }
}
