import ArgumentParser
import BelfryAPI

/// Which incident an acting verb means, and who acts and why.
struct ActingOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The incident's identifier, as tail and incidents show it.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Who acts, where several people share a desk.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("Why; it stays in the incident's timeline.", valueName: "text"))
    var reason: String?

    @Flag(help: "Print the incident as JSON.")
    var json = false

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    /// Acts and says how the incident stands then.
    func perform(_ verb: String) throws {
        let incident = try connection.client().act(verb, on: id, by: by, reason: reason)
        if json { return try StandardOutput.writeLine(JSONText.line(incident)) }
        let words = IncidentWords(incident)
        let name = TerminalText.neutralised(incident.id)
        try StandardOutput.writeLine("\(name) is \(words.stateInFull): \(words.placeAndTitle)")
    }
}
