// What changed rules would have raised, beside what those in force would have: stored readings through two engines.
//
//                      ┌─► engine, changed rules ──► findings ─┐
//   stored readings ───┤                                       ├─► BacktestComparison ──► BacktestReport
//                      └─► engine, rules in force ─► findings ─┘
//
// Both run from the same readings in the same order. What a daemon in fact raised is no part of it: it had late readings,
// restarts and other rules.

public import BelfryDetection
import BelfryEngine
public import BelfryModel

/// Changed rules and those in force over the same readings.
public struct Backtest: ~Copyable {
    private var changed: VirtualEngine
    private var inForce: VirtualEngine
    private var found: [Finding] = []
    private var foundInForce: [Finding] = []
    private let rules: [BacktestReport.RulePair]
    private let jointRules: Set<String>
    private(set) public var readings = 0
    private var last = Timestamp.distantPast

    /// Ticks change no finding.
    private static let tickNanoseconds = Nanoseconds.perMinute

    /// - Parameters:
    ///   - changed: the rules in question.
    ///   - inForce: those that they are compared with, by name; others are left out.
    ///   - series: every series whose readings come.
    /// - Throws: ``FileFault`` where rules do not go together.
    public init(
        configuration: Configuration,
        changed: [Rule],
        inForce: [Rule],
        series: [SeriesDescriptor]
    ) throws(FileFault) {
        let descriptors = Dictionary(series.map { ($0.id, $0) }) { first, _ in first }
        let known = inForce.filter { rule in changed.contains { $0.name == rule.name } }
        let settings = configuration.engineConfiguration(clock: nil)
        let (first, second) = (try Self.ruleSet(changed, configuration), try Self.ruleSet(known, configuration))
        self.changed = VirtualEngine(settings, rules: first, tickNanoseconds: Self.tickNanoseconds) { descriptors[$0] }
        self.inForce = VirtualEngine(settings, rules: second, tickNanoseconds: Self.tickNanoseconds) { descriptors[$0] }
        let joint = { (rules: [Rule]) in Set(rules.filter(\.isJoint).map(\.name)) }
        jointRules = joint(changed).intersection(joint(known))
        rules = changed.map { rule in
            BacktestReport.RulePair(
                name: rule.name,
                version: rule.version,
                versionInForce: known.first { $0.name == rule.name }?.version
            )
        }
    }

    private static func ruleSet(_ rules: [Rule], _ configuration: Configuration) throws(FileFault) -> RuleSet {
        do {
            let set = try RuleSet(rules, corridors: configuration.corridors)
            try configuration.engineConfiguration(clock: nil).check(set)
            return set
        } catch {
            throw FileFault(file: "the rules", reason: "\(error)")
        }
    }

    /// How long before the time in question readings have to begin for windows to be full: the longest window and `for`.
    public static func leadNanoseconds(of rules: [Rule]) -> Int64 {
        rules.map(\.reachNanoseconds).max() ?? 0
    }

    /// Takes in a reading, in order of time.
    public mutating func take(_ reading: Reading) {
        readings += 1
        last = max(last, reading.arrivalTime)
        found += changed.take(reading)
        foundInForce += inForce.take(reading)
    }

    /// The report on what was raised at `start` or later, once time has come to `end`.
    public mutating func report(from start: Timestamp, to end: Timestamp) -> BacktestReport {
        found += changed.advance(to: max(last, end))
        foundInForce += inForce.advance(to: max(last, end))
        let comparison = BacktestComparison(
            changed: BacktestReport.Occurrence.all(in: found).filter { $0.raisedAt >= start },
            inForce: BacktestReport.Occurrence.all(in: foundInForce).filter { $0.raisedAt >= start },
            joint: jointRules
        )
        return BacktestReport(from: start, to: end, readings: readings, rules: rules, entries: comparison.entries)
    }
}

extension Rule {
    /// How far back what it says of an instant may depend on readings.
    var reachNanoseconds: Int64 {
        let window = window?.lengthNanoseconds ?? 0
        let held: Int64 =
            switch detector {
            case .threshold(let parameters): parameters.forNanoseconds
            case .rateOfChange(let parameters): parameters.effectiveMaximumSpanNanoseconds
            case .flatLine(let parameters): parameters.durationNanoseconds
            case .clock(let parameters): parameters.forNanoseconds
            case .wrongWay(let parameters): parameters.watch.withinNanoseconds
            case .stoppedVehicle(let parameters): parameters.stuckAfterNanoseconds
            case .occupancyWithoutFlow(let parameters): parameters.forNanoseconds
            case .flood(let parameters): 4 * parameters.perNanoseconds + parameters.confirmNanoseconds
            case .crowd(let parameters): parameters.forNanoseconds + parameters.trendNanoseconds
            // An exposure lasts hours at most, and half of what is left of it goes in `recovery`.
            case .carbonMonoxideDose(let parameters): 4 * parameters.recoveryNanoseconds
            // Seven steps are learnt from, and some ten may fill the sum.
            case .shift(let parameters): 20 * parameters.stepNanoseconds
            // Three days in a row, the first of them whole.
            case .airStandard: 4 * Nanoseconds.perDay
            default: 0
            }
        // A window's readings, the window before it, and what has to hold.
        return 2 * window + min(held, RuleLimits.longestDurationNanoseconds)
    }
}
