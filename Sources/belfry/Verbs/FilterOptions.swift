import ArgumentParser
import BelfryModel

/// What a verb shows: everything, or what these options leave.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only this domain: traffic, air, safety, or several as \"air|safety\"."))
    var domain: String?

    @Option(help: "Only this zone.")
    var zone: String?

    @Option(help: "Only this agency.")
    var agency: String?

    @Option(help: "Only this severity and worse: warning, minor, major, critical.")
    var severity: String?

    @Option(help: ArgumentHelp("Only what changed since then: 2h (ago), 04:30, or RFC 3339.", valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Only what this matcher fits: 'zone=~\"north.*\"'.", valueName: "matcher"))
    var match: [String] = []

    @Argument(help: ArgumentHelp("Matchers, as with --match.", valueName: "matcher"))
    var matchers: [String] = []

    func validate() throws {
        do {
            _ = try filter()
        } catch let fault as LabelMatcher.Fault {
            throw ValidationError(fault.description)
        }
    }

    /// The filter that the options amount to.
    func filter() throws -> DeskFilter {
        let labels: [(LabelMatcher.Label, String?)] = [(.domain, domain), (.zone, zone), (.agency, agency)]
        let named = try labels.compactMap { label, pattern in
            try pattern.map { try LabelMatcher(label: label, pattern: $0) }
        }
        if let severity, Severity(name: severity) == nil {
            throw ValidationError("unknown severity \"\(severity)\"; known are warning, minor, major, critical")
        }
        return DeskFilter(
            matchers: try named + (match + matchers).map { try LabelMatcher($0) },
            minimumSeverity: severity.flatMap { Severity(name: $0) },
            since: since?.instant
        )
    }
}
