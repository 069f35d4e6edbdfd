import BelfryModel
import BelfryWindows

/// Checks the parts of a rule; every check throws a ``RuleFault`` that names key, problem and remedy.
struct RuleValidator {
    let rule: String

    func fault(_ key: String, _ problem: String, _ remedy: String) -> RuleFault {
        RuleFault(rule: rule, key: key, problem: problem, remedy: remedy)
    }

    func checkName() throws(RuleFault) {
        let isWellFormed = rule.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard !rule.isEmpty, rule.utf8.count <= RuleLimits.nameBytes, isWellFormed else {
            throw fault(
                "name",
                "it is empty, longer than \(RuleLimits.nameBytes) characters or holds other than letters, digits, - _ .",
                "write a name such as no2-hour-limit"
            )
        }
    }

    func check(_ matchers: [LabelMatcher]) throws(RuleFault) {
        guard matchers.count <= RuleLimits.matchersPerRule else {
            throw fault(
                "match",
                "\(matchers.count) conditions are more than \(RuleLimits.matchersPerRule)",
                "join values of one label as \"a|b\""
            )
        }
        for matcher in matchers {
            switch matcher.label {
            case .domain, .quantity, .sensor, .agency, .zone, .place: continue
            case .kind, .severity, .rule:
                throw fault(
                    "match",
                    "\(matcher.label.rawValue) is a label of findings, and a rule chooses series",
                    "use domain, quantity, sensor, agency, zone or place"
                )
            }
        }
    }

    func check(_ window: RuleWindow?, for detector: DetectorDefinition) throws(RuleFault) {
        guard let window else { return }
        guard detector.acceptsWindow else {
            throw fault("window", "\(detector.name) looks at every reading", "remove the window")
        }
        let lengths = RuleLimits.shortestWindowNanoseconds...RuleLimits.longestDurationNanoseconds
        if case .count(let count) = window.shape {
            guard WindowLimits.readings.contains(count) else {
                throw fault("window", "a count of \(count) is not between 1 and 1000000", "write for example count: 20")
            }
        } else if !lengths.contains(window.lengthNanoseconds) {
            throw fault("window", "its length is not between 1ms and 31d", "write for example tumbling: 1h")
        }
        guard (0...Int(Int32.max)).contains(window.minimumCount) else {
            throw fault("window", "minimum_count is \(window.minimumCount)", "give a number of readings, 0 or more")
        }
        guard (0...1).contains(window.minimumCoverage) else {
            throw fault("window", "minimum_coverage is \(window.minimumCoverage)", "give a share from 0% to 100%")
        }
        guard window.latenessNanoseconds >= 0 else {
            throw fault("window", "its lateness is negative", "write for example lateness: 10m")
        }
        try check(window.order, of: window)
        try detector.parameters.check(window, self)
    }

    func check(_ group: RuleGroup?, of window: RuleWindow?) throws(RuleFault) {
        guard let group else { return }
        guard let window, !window.definition.isRun else {
            throw fault("group", "its members have no window in common", "add a window, for example tumbling: 1h")
        }
        guard (1...RuleLimits.largestCount).contains(group.minimumMembers) else {
            throw fault(
                "group",
                "minimum_members is \(group.minimumMembers)",
                "give a number from 1 to \(RuleLimits.largestCount)"
            )
        }
    }

    func check(
        _ schedule: RuleSchedule?,
        for detector: DetectorDefinition,
        of group: RuleGroup?
    ) throws(RuleFault) {
        guard let schedule else { return }
        guard group == nil, !(detector.parameters is any JointParameters) else {
            throw fault("when", "several sensors together are judged at every hour", "remove when")
        }
        guard !["silence", "flat_line", "clock"].contains(detector.name) else {
            throw fault("when", "\(detector.name) follows the sensor day and night", "remove when")
        }
        guard schedule.days.count == 7, schedule.days.contains(true) else {
            throw fault("when", "no day is left", "write for example days: mon-fri")
        }
        let minutes = 0..<24 * 60
        guard minutes.contains(schedule.fromMinute), minutes.contains(schedule.toMinute) else {
            throw fault("when", "its hours are not those of a day", "write for example hours: \"06:00-20:00\"")
        }
    }

    private func check(_ order: RuleWindow.Order, of window: RuleWindow) throws(RuleFault) {
        if case .share = window.aggregate, order.band == nil {
            throw fault("window", "a share needs a band of values", "write for example above: 50 within the window")
        }
        try checkUse(of: order, in: window)
        if let hold = order.holdNanoseconds, hold <= 0 {
            throw fault("window", "its hold is not above 0", "write for example hold: 10m")
        }
        if let modulus = order.counterModulus, !(modulus > 0 && modulus.isFinite) {
            throw fault("window", "its modulus is not above 0", "write for example modulus: 65536")
        }
        if let band = order.band, !(band.low <= band.high) {
            throw fault("window", "no value lies in its band", "give above a smaller number than below")
        }
    }

    /// What is written and changes nothing was meant to change something.
    private func checkUse(of order: RuleWindow.Order, in window: RuleWindow) throws(RuleFault) {
        let components = window.aggregate.components
        let isShare = components == .share(0)
        var isInBand = false
        if case .state(_?, _) = window.shape { isInBand = true }
        if order.band != nil, !isShare, !isInBand {
            throw fault(
                "window",
                "its band is used by nothing",
                "remove above, below and equal, or ask for aggregate: share or state: band"
            )
        }
        if order.holdNanoseconds != nil, !isShare, components != .timeWeighted {
            throw fault(
                "window",
                "its hold is used by nothing",
                "remove it, or ask for time_mean, integral or share"
            )
        }
        if order.counterModulus != nil, components != .counter {
            throw fault(
                "window",
                "its modulus is used by nothing",
                "remove it, or ask for increase, rate or resets"
            )
        }
    }

    func checkUnit(_ unit: Unit) throws(RuleFault) {
        guard unit.isKnown, unit.scale == nil else { return }
        throw fault(
            "unit",
            "\"\(unit.code)\" is not a unit that Belfry can convert",
            "write the UCUM code, for example ug/m3, or leave the unit away to mean each series' own"
        )
    }

    func checkLength(of text: String, key: String, bytes limit: Int) throws(RuleFault) {
        guard text.utf8.count > limit else { return }
        throw fault(key, "\(text.utf8.count) bytes are more than \(limit)", "shorten it")
    }
}
