import BelfryAPI
import BelfryDaemon
import BelfryDetection
import BelfryModel

/// The rules that a daemon follows, read out of its own words.
struct RulesInForce {
    let documents: [RuleDocument]

    init(_ client: DeskClient) throws(CommandFailure) {
        documents = try client.rules()
    }

    /// The document of a rule.
    ///
    /// - Throws: ``CommandFailure`` that names the nearest where there is none of that name.
    func document(_ name: String) throws(CommandFailure) -> RuleDocument {
        if let found = documents.first(where: { $0.name == name }) { return found }
        throw CommandFailure(
            "there is no rule \"\(name)\"",
            why: documents.isEmpty
                ? "the daemon follows no rules" : "in force are \(documents.map(\.name).joined(separator: ", "))",
            remedy: "belfry check names the faults of rules that are not",
            status: .answerIsNo
        )
    }

    /// The rule of a document.
    ///
    /// - Parameter configuration: whose calendars it may name.
    static func rule(_ document: RuleDocument, _ configuration: Configuration) throws(CommandFailure) -> Rule {
        do {
            return try RuleFiles.rule(
                inText: document.definition,
                source: "the rule \(document.name) in force",
                calendars: configuration.calendars
            )
        } catch {
            throw CommandFailure(
                "cannot read the daemon's rule \"\(document.name)\"",
                why: error.description,
                remedy: "compare \"belfry version\" with the daemon's version in /status",
                status: .unavailable
            )
        }
    }
}
