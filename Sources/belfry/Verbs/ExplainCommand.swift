import ArgumentParser
import BelfryAPI
import BelfryDaemon
import BelfryModel

/// `belfry explain`: on what grounds something was raised, or why a rule stayed silent.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say on what grounds an incident or a finding was raised, or why a rule stayed silent.",
        discussion: """
            belfry explain i-029n0d90jk
            belfry explain --why-not no2-hour-limit aq-07 --at 04:30

            Of a finding: rule, version, owner and configuration, the value that raised it beside its limit, evidence, what ended \
            it, and the stored readings around its beginning, of a stretch or a place those of its sensors. Of an incident: its \
            worst findings, and the others in a line each. Of a silence: which condition stopped the rule in force, from its \
            matchers to the value that came closest to the limit. The stored readings go through the engine once more for that; \
            sealed ones no longer tell when they arrived, so lateness plays no part in it.
            """
    )

    @Argument(help: ArgumentHelp("An incident or a finding; with --why-not a sensor or a series.", valueName: "id"))
    var subject: String

    @Option(help: ArgumentHelp("Why this rule stayed silent.", valueName: "rule"))
    var whyNot: String?

    @Option(help: ArgumentHelp("At what time: 2h (ago), 04:30, RFC 3339; now if absent.", valueName: "time"))
    var at: TimeArgument?

    @Flag(help: "Print one JSON object a line: a finding with its grounds, or a condition.")
    var json = false

    @OptionGroup
    var file: ConfigurationOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func validate() throws {
        if at != nil, whyNot == nil { throw ValidationError("--at goes with --why-not RULE SENSOR") }
    }

    func run() throws {
        let client = try connection.client()
        let lines = try whyNot.map { try silence(of: $0, client) } ?? grounds(client)
        for line in lines { try StandardOutput.writeLine(line) }
    }

    // MARK: - On what grounds

    private func grounds(_ client: DeskClient) throws -> [String] {
        let incident = try incident(client)
        let isFinding = incident.id != subject
        let findings = GroundsSummary.ordered(incident.findings.filter { !isFinding || $0.id == subject })
        let inFull = json ? findings[...] : findings.prefix(GroundsSummary.countInFull(findings))
        // What the daemon says is enough; only roads are told by the configuration alone, and nobody has it on another machine.
        let configuration =
            (try? file.load(secrets: .whereAvailable))
            ?? Configuration.defaults(environment: ProcessEnvironment.variables)
        var question = try GroundsQuestion(client, configuration)
        let pages = try inFull.map { try question.page(of: $0, in: incident) }
        if json { return try pages.map { try $0.jsonLine() } }
        let rest = GroundsSummary(
            findings: Array(findings.dropFirst(inFull.count)),
            local: .system,
            now: SystemClock.wall(),
            terminal: .current()
        )
        return Array((pages.map(\.lines) + [rest.lines]).filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// The incident of that name, or the one that holds the finding of that name.
    private func incident(_ client: DeskClient) throws -> IncidentDocument {
        guard subject.hasPrefix("f-") else { return try client.incident(subject) }
        let found = try client.incidents(includingClosed: true, DeskFilter())
            .first { incident in incident.findings.contains { $0.id == subject } }
        if let found { return found }
        throw CommandFailure(
            "there is no finding \"\(subject)\"",
            why: "none of the newest incidents has it",
            remedy: "belfry incidents list --all --json shows them",
            status: .answerIsNo
        )
    }

    // MARK: - Why not

    private func silence(of name: String, _ client: DeskClient) throws -> [String] {
        let instant = at?.instant ?? SystemClock.wall()
        let document = try RulesInForce(client).document(name)
        let configuration = try file.load(secrets: .whereAvailable)
        let question = SilenceQuestion(
            rule: try RulesInForce.rule(document, configuration),
            instant: instant,
            configuration: configuration,
            client: client
        )
        let incidents = try client.incidents(includingClosed: true, DeskFilter())
        let pages = try question.answers(on: subject).map { answer in
            SilencePage(answer: answer, instant: instant, incidents: incidents, local: .system, terminal: .current())
        }
        return json ? try pages.flatMap { try $0.jsonLines() } : Array(pages.map(\.lines).joined(separator: [""]))
    }
}
