import BelfryDetection
import BelfryIncidents
import BelfryModel

extension Witness {
    /// What the broker did to messages, which Belfry cannot mend.
    struct Excuses {
        var forgotten: Set<Int>
        var mayRepeat: Set<Int>
        /// Whether Belfry began with a wrong clock: then it takes findings of its journal's tail for older ones.
        var beganWithWrongClock: Bool
        var tickNanoseconds: Int64
    }

    /// Every reading once, whatever came twice.
    ///
    /// What a sensor itself says again later than readings may be late is nobody's to know.
    func judgeJournal(_ excuses: Excuses) {
        for (number, quantities) in stored.enumerated() {
            for (quantity, arrivals) in quantities.enumerated() {
                let identity = town.sensors[town.publications[number].sensor].identity(quantity)
                if arrivals.isEmpty, !excuses.forgotten.contains(number) {
                    note("lost publication \(number) of \(identity)")
                }
                // A broker's retained copy is told from the reading by how old it is.
                let isCopy = excuses.beganWithWrongClock && town.publications[number].isRetained
                let isKnown = !excuses.mayRepeat.contains(number) && !isRepeatedLate(number, arrivals) && !isCopy
                if arrivals.count > 1, isKnown {
                    let times = arrivals.map(second).joined(separator: " and ")
                    note("stored publication \(number) of \(identity) more than once, arrived at \(times)")
                }
            }
        }
    }

    private func isRepeatedLate(_ publication: Int, _ arrivals: [Timestamp]) -> Bool {
        guard let first = arrivals.first, let last = arrivals.last, repeated.contains(publication) else { return false }
        return last.nanosecondsSince(first) > SimulatedDaemon.latenessNanoseconds
    }

    /// What had to be raised and what must not be, and how incidents stand at the end.
    func judgeFindings(_ told: [Finding], open: [Incident], _ excuses: Excuses) {
        let told = Dictionary(grouping: told, by: \.series.identity)
        let standing = Set(
            open.flatMap(\.findings).filter { $0.phase == .raised }.map { "\($0.rule) on \($0.series.identity)" }
        )
        for (number, sensor) in town.sensors.enumerated() {
            let trouble = town.trouble(of: number)
            let isExcused = trouble.map { isHidden($0, excuses) } ?? false
            for quantity in sensor.quantities.indices {
                let identity = sensor.identity(quantity)
                let findings = told[identity] ?? []
                let allowed = Self.allowed(trouble?.kind, quantity)
                for finding in findings
                where !allowed.contains(finding.rule) && !TownRules.unforetold.contains(finding.rule) {
                    note("raised \(finding.rule) on \(identity) at \(second(finding.detectedAt)): \(finding.text)")
                }
                let isOver = trouble.map { $0.to < town.end } ?? true
                for rule in allowed.sorted() where isOver && standing.contains("\(rule) on \(identity)") {
                    note("\(rule) on \(identity) still stands although it is over")
                }
                guard let trouble, let rule = Self.expected(trouble.kind, quantity), !isExcused else { continue }
                let ids = Set(findings.filter { $0.rule == rule }.map(\.id))
                if ids.isEmpty { note("never raised \(rule) on \(identity), true since \(second(trouble.from))") }
                let isOnce = sensor.format.hasTime && excuses.mayRepeat.isEmpty && !excuses.beganWithWrongClock
                if rule == TownRules.spike, isOnce, ids.count > 1 {
                    note("raised \(rule) on \(identity) \(ids.count) times, true since \(second(trouble.from))")
                }
                if !isOver, !ids.isEmpty, !standing.contains("\(rule) on \(identity)") {
                    note("\(rule) on \(identity) does not stand any more although it is true")
                }
            }
        }
    }

    /// The rules that may speak.
    private static func allowed(_ kind: Trouble.Kind?, _ quantity: Int) -> Set<String> {
        switch kind {
        case .spike:
            quantity == 0
                ? [TownRules.spike, "mean-of-half-a-minute", "held-for-a-while", "highest-of-two-minutes"] : []
        case .silence, .heldUp: [TownRules.silent]
        case .stuck: [TownRules.stuck]
        case nil: []
        }
    }

    /// The rule that has to speak.
    private static func expected(_ kind: Trouble.Kind, _ quantity: Int) -> String? {
        switch kind {
        case .spike: quantity == 0 ? TownRules.spike : nil
        case .silence: TownRules.silent
        case .stuck: TownRules.stuck
        case .heldUp: nil
        }
    }

    /// Whether Belfry could not know: the broker lost what tells, or nothing could be heard for as long as it takes.
    private func isHidden(_ trouble: Trouble, _ excuses: Excuses) -> Bool {
        let sensor = town.sensors[trouble.sensor]
        guard trouble.kind == .silence else {
            return excuses.forgotten.contains { number in
                let publication = town.publications[number]
                return publication.sensor == trouble.sensor && trouble.holds(at: publication.measuredAt)
            }
        }
        // Belfry has to learn it, and may be cautious.
        guard sensor.isCadenceKnown else { return true }
        let timeout = max(
            TownRules.silence.atLeastNanoseconds,
            Int64(Double(sensor.cadenceNanoseconds) * TownRules.silence.missedIntervals)
        )
        // The arrival clock may run a twentieth slower than time.
        let needed = (timeout + excuses.tickNanoseconds) * 21 / 20 + 3 * Nanoseconds.perSecond
        var since = trouble.from
        for (from, to) in deafness where to > trouble.from {
            if min(from, trouble.to).nanosecondsSince(since) >= needed { return false }
            since = max(since, to)
        }
        return min(town.end, trouble.to).nanosecondsSince(since) < needed
    }

    func second(_ instant: Timestamp) -> String {
        "\(Double(instant.nanosecondsSince(Town.start) / Nanoseconds.perMillisecond) / 1_000) s"
    }
}
