import BelfryDetection
import Testing

@testable import BelfryDaemon

@Suite("Hashes and texts of a configuration")
struct ConfigurationHashTests {
    private func hash(_ yaml: String, rules: String = "", fleet: String = "") throws -> String {
        let folder = try TemporaryFolder()
        try folder.write(yaml, to: "belfry.yaml")
        try folder.write("sensor,cadence\n\(fleet)", to: "fleet.csv")
        try folder.write("rules: [ \(rules) ]", to: "rules.d/a.yaml")
        return try folder.load(environment: ["LIMIT": "5"]).hash
    }

    @Test("The hash follows what is configured, and not how it is written")
    func hash() throws {
        let plain = try hash(soundBroker + "engine: { shards: 1, tick: 50ms }")
        #expect(plain.count == 10)
        #expect(try hash("# A comment\nengine: { tick: 50ms, shards: 1 }\n" + soundBroker) == plain)
        #expect(try hash(soundBroker + "engine: { shards: 2, tick: 50ms }") != plain)
        let rule = try hash(soundBroker, rules: "{ name: r, above: 5, severity: minor }")
        #expect(try hash(soundBroker, rules: "{ severity: minor, name: r, above: \"${LIMIT}\" }") == rule)
        #expect(try hash(soundBroker, rules: "{ name: r, above: 6, severity: minor }") != rule)
        #expect(try hash(soundBroker, rules: "{ name: r, above: 5, severity: minor, owner: air }") != rule)
        let fleet = soundBroker + "fleet: fleet.csv"
        #expect(try hash(fleet, fleet: "a,30s") != hash(fleet, fleet: "a,60s"))
    }

    @Test("A rule's text is the rule")
    func texts() throws {
        let shipped = try Configuration.load(path: "\(ShippedFilesTests.folder)/belfry.yaml", environment: [:])
        #expect(shipped.ruleTexts.count == shipped.rules.count)
        for (rule, text) in zip(shipped.rules, shipped.ruleTexts) {
            #expect(!text.contains("\n"))
            #expect(try RuleFiles.rule(inText: text, source: "test").version == rule.version, "\(text)")
        }
        let folder = try TemporaryFolder()
        let words =
            "{ name: r, above: 5, severity: minor, text: \"a \\\"b\\\" \\\\ $${value} \\n{value}\", owner: \"null\" }"
        let file = try folder.write("rules: [ \(words) ]", to: "r.yaml")
        let rule = try #require(try RuleFiles.rules(inFile: file, environment: [:]).first)
        try folder.write(soundBroker + "rule_files: [ r.yaml ]", to: "belfry.yaml")
        let text = try #require(try folder.load().ruleTexts.first)
        #expect(try RuleFiles.rule(inText: text, source: "test") == rule, "\(text)")
        #expect(rule.owner == "null")
    }

    @Test("Owner and revision are part of a rule's version; without them it is what it was")
    func owners() throws {
        let folder = try TemporaryFolder()
        func rule(_ keys: String) throws -> Rule {
            let file = try folder.write("rules: [ { name: r, above: 5, severity: minor, \(keys) } ]", to: "r.yaml")
            return try #require(try RuleFiles.rules(inFile: file, environment: [:]).first)
        }
        let owned = try rule("owner: environment, revision: 3")
        #expect(owned.owner == "environment" && owned.revision == "3")
        #expect(try rule("").version != owned.version)
    }
}
