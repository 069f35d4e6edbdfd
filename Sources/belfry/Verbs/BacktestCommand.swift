import ArgumentParser
import BelfryAPI
import BelfryDaemon
import BelfryDetection
import BelfryModel

/// `belfry backtest`: what would changed rules have raised, and what changes against those in force.
struct BacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract:
            "What would these rules have raised on the stored history, and how does that differ from those in force.",
        discussion: """
            The daemon's stored readings go through two engines: one with the rules of the file, one with the rules in \
            force of the same names. What both raise on a series, or on a stretch or a place that several series are judged for, at \
            overlapping times is one event.

            Sealed readings no longer tell when they arrived, so here each arrives when it was measured: what depends on \
            lateness (sensor_clock, windows told anew) is not shown. Single readings go after the retention of raw data. \
            Intervals and the allowed lateness come from the configuration. Days are those of UTC.
            """
    )

    @Option(help: ArgumentHelp("The file with the rules in question.", valueName: "file"))
    var rules: String

    @Option(help: ArgumentHelp("From when: 30d (ago), 2026-11-23, RFC 3339; a week ago if absent.", valueName: "time"))
    var from: TimeArgument?

    @Option(help: ArgumentHelp("Until when; now if absent.", valueName: "time"))
    var to: TimeArgument?

    @Flag(help: "Print one JSON object a line: each event, then a count for each rule and day.")
    var json = false

    @OptionGroup
    var file: ConfigurationOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func validate() throws {
        if let from, let to, from.instant >= to.instant { throw ValidationError("--from must lie before --to") }
    }

    func run() throws {
        let report = try self.report()
        let page = BacktestPage(report: report, local: .system, terminal: .current())
        let lines = json ? try page.jsonLines() : page.lines
        for line in lines { try StandardOutput.writeLine(line) }
    }

    private func report() throws -> BacktestReport {
        let configuration = try file.load(secrets: .whereAvailable)
        let changed = try readRules(configuration)
        let client = try connection.client()
        let inForce = try RulesInForce(client).documents
            .filter { document in changed.contains { $0.name == document.name } }
            .map { document in try RulesInForce.rule(document, configuration) }
        let all = StoredHistory.descriptors(of: try client.sensors(), configuration)
        let series = all.filter { one in (changed + inForce).contains { $0.matches(one) } }
        let end = to?.instant ?? SystemClock.wall()
        let start = from?.instant ?? end.advanced(byNanoseconds: -7 * Nanoseconds.perDay)
        do {
            var backtest = try Backtest(
                configuration: configuration,
                changed: changed,
                inForce: inForce,
                series: series
            )
            let lead = start.advanced(byNanoseconds: -Backtest.leadNanoseconds(of: changed + inForce))
            try StoredHistory(client: client, series: series).forEachReading(from: lead, to: end) { backtest.take($0) }
            return backtest.report(from: start, to: end)
        } catch let fault as FileFault {
            throw CommandFailure("cannot backtest", why: fault.description, status: .configuration)
        }
    }

    private func readRules(_ configuration: Configuration) throws -> [Rule] {
        do {
            let read = try RuleFiles.rules(
                inFile: rules,
                environment: ProcessEnvironment.variables,
                calendars: configuration.calendars
            )
            guard read.isEmpty else { return read }
        } catch {
            throw CommandFailure("the rules are not valid", why: error.description, status: .configuration)
        }
        throw CommandFailure("cannot backtest", why: "\(rules) has no rules", status: .noInput)
    }
}
