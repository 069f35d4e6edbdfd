import BelfryDaemon
import BelfryDetection
import BelfryModel

/// Why a rule stayed silent about a sensor, asked of the readings that the daemon has stored.
struct SilenceQuestion {
    let rule: Rule
    let instant: Timestamp
    let configuration: Configuration
    let client: DeskClient

    /// An answer for each series of the sensor that the rule is meant for, else for the one that it is nearest to.
    ///
    /// - Parameter name: a sensor, or a series as agency/sensor/quantity or sensor/quantity.
    func answers(on name: String) throws -> [WhyNotAnswer] {
        let all = StoredHistory.descriptors(of: try client.sensors(), configuration)
        let own = all.filter { series in
            [series.key.sensor, series.identity, "\(series.key.sensor)/\(series.key.quantity.name)"].contains(name)
        }
        guard !own.isEmpty else {
            throw CommandFailure(
                "there is no sensor \"\(name)\"",
                why: "the daemon has no readings of it",
                remedy: "belfry sensors lists them; belfry tap shows what arrives and why it is not read",
                status: .answerIsNo
            )
        }
        let meant = own.filter(rule.matches)
        let nearest = own.min { failures($0) < failures($1) }
        return try (meant.isEmpty ? [nearest].compactMap(\.self) : meant).map { try answer(on: $0, among: all) }
    }

    private func failures(_ series: SeriesDescriptor) -> Int { rule.matchers.count { !$0.matches(series) } }

    private func answer(on series: SeriesDescriptor, among all: [SeriesDescriptor]) throws -> WhyNotAnswer {
        let span = WhyNot.span(of: rule, around: instant)
        let members = members(of: series, among: all)
        let question = WhyNot(
            rule: rule,
            series: series,
            members: members,
            readings: try StoredHistory(client: client, series: members).slice(from: span.from, to: span.to),
            instant: instant,
            configuration: configuration
        )
        return question.answer
    }

    /// What is judged together with a series, itself among them.
    private func members(of series: SeriesDescriptor, among all: [SeriesDescriptor]) -> [SeriesDescriptor] {
        guard let set = try? RuleSet([rule], corridors: configuration.corridors),
            let identity = set.group(of: series, under: rule)?.series.identity
        else { return [series] }
        let others = all.filter { rule.matches($0) && set.group(of: $0, under: rule)?.series.identity == identity }
        return others.contains(series) ? others : others + [series]
    }
}
