import BelfryIncidents
import BelfryModel

extension RuleTestComparison {
    /// Holds what came to the desk against what was expected there: each expectation takes the first incident of its place that is
    /// as it says, else the first that is left.
    mutating func compare(_ incidents: [Incident], with expected: [RuleTest.IncidentExpectation]) {
        var left = incidents
        var unmet: [RuleTest.IncidentExpectation] = []
        for expectation in expected {
            let index = left.firstIndex {
                $0.place.name == expectation.place && expectation.differences(from: $0).isEmpty
            }
            if let index { left.remove(at: index) } else { unmet.append(expectation) }
        }
        for expectation in unmet {
            guard let index = left.firstIndex(where: { $0.place.name == expectation.place }) else {
                note(.missing, "", expectation.place, "expected an incident at \(expectation.place), and there is none")
                continue
            }
            let incident = left.remove(at: index)
            for text in expectation.differences(from: incident) {
                note(.differs, incident.rule, expectation.place, "the incident at \(expectation.place) is \(text)")
            }
        }
        for incident in left {
            let text = "not expected: an incident at \(incident.place.name): \(incident.title)"
            note(.unexpected, incident.rule, incident.place.name, text)
        }
    }

    private mutating func note(_ kind: RuleTestResult.Difference.Kind, _ rule: String, _ place: String, _ text: String)
    {
        differences.append(.init(kind: kind, rule: rule, sensor: place, text: text))
    }
}
