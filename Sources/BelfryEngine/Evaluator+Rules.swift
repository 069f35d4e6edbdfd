import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Puts another rule set in force: watches of rules that stay as they were keep their state, windows of lengths that
    /// stay keep their open spans, and what a rule that leaves had raised is withdrawn.
    ///
    /// A rule stays as it was when its name and its version are the same. O(series × rules): a reload is rare.
    mutating func replaceRules(with successor: RuleSet, generation number: Int32) {
        let previous = rules
        for index in states.indices {
            guard let old = states[index], let descriptor = registry.descriptor(of: old.pointee.series) else {
                continue
            }
            let plan = successor.plan(for: descriptor)
            registry.note(plan.skipped, of: descriptor, rules: successor)
            let new = SeriesState.allocate(old.pointee.series, plan: plan, latenessNanoseconds: latenessNanoseconds)
            carryOver(from: old, to: new)
            let staying = carryWatches(from: old, under: previous, to: new, under: successor)
            for watch in old.pointee.allWatches where !staying.contains(watch.rule) {
                guard let verdict = watch.detector.withdrawal(at: now, value: old.pointee.lastValue) else { continue }
                emit(verdict, at: now, isWithdrawal: true)
            }
            heap.remove(old)
            SeriesState.free(old)
            states[index] = new
            findDeadline(new)
            if new.pointee.deadline < new.pointee.heapKey { heap.moveUp(new) }
        }
        rules = successor
        generation = number
    }

    /// Clock, last reading and open windows.
    private func carryOver(from old: State, to new: State) {
        new.pointee.instant = max(old.pointee.instant, now)
        new.pointee.watermark = old.pointee.watermark
        new.pointee.lastValue = old.pointee.lastValue
        new.pointee.lastEventTime = old.pointee.lastEventTime
        new.pointee.lastArrival = old.pointee.lastArrival
        new.pointee.lastQuality = old.pointee.lastQuality
        new.pointee.windows.adopt(from: old.pointee.windows)
    }

    /// The old rule numbers whose watches live on.
    private func carryWatches(
        from old: State,
        under previous: RuleSet,
        to new: State,
        under successor: RuleSet
    ) -> Set<Int32> {
        var staying = Set<Int32>()
        for index in new.pointee.allWatches.indices {
            let watch = new.pointee.watches + index
            let rule = successor.rules[Int(watch.pointee.rule)]
            for former in old.pointee.allWatches {
                let formerRule = previous.rules[Int(former.rule)]
                guard formerRule.name == rule.name, formerRule.version == rule.version else { continue }
                watch.pointee.detector = former.detector
                watch.pointee.detector.rebind(toRule: watch.pointee.rule)
                staying.insert(former.rule)
            }
        }
        var deadline = Timestamp.distantFuture
        for watch in new.pointee.allWatches where watch.window >= 0 {
            deadline = min(deadline, watch.detector.deadline)
        }
        new.pointee.windowFedDeadline = deadline
        return staying
    }
}
