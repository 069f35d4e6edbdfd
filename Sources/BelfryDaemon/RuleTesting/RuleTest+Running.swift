import BelfryDetection
import BelfryIngest
import BelfryModel

extension RuleTest {
    /// Runs the test.
    ///
    /// - Throws: ``ConfigurationFaults`` where readings or rules cannot be used; each names its place.
    public func run() throws(ConfigurationFaults) -> RuleTestResult {
        let catalog = SeriesCatalog(limit: engine.seriesLimit, fleet: fleet, corridors: corridors)
        let readings = try self.readings(catalog)
        let found = try findings(of: readings, catalog)
        let desk = desk(of: found)
        var comparison = RuleTestComparison(self, found: desk.findings)
        if let expected = incidentExpectations { comparison.compare(desk.incidents, with: expected) }
        return RuleTestResult(
            name: name,
            place: place,
            readings: readings.count,
            findings: found.count,
            differences: comparison.differences
        )
    }

    /// What the rules find in the readings.
    private func findings(
        of readings: [Reading],
        _ catalog: SeriesCatalog
    ) throws(ConfigurationFaults) -> [Finding] {
        let set: RuleSet
        do {
            set = try RuleSet(rules, corridors: corridors)
        } catch {
            throw ConfigurationFaults([ConfigurationFault(place, error.description)])
        }
        var run = VirtualEngine(Configuration.engineConfiguration(of: engine), rules: set) {
            catalog.descriptor(for: $0)
        }
        var found: [Finding] = []
        for reading in readings { found += run.take(reading) }
        return found + run.advance(to: end)
    }

    /// The readings of all series in order of arrival.
    private func readings(_ catalog: SeriesCatalog) throws(ConfigurationFaults) -> [Reading] {
        var readings: [Reading] = []
        for run in self.readings {
            let channel = try channel(of: run, catalog)
            for (index, value) in run.values.enumerated() {
                guard let value else { continue }
                let time = run.start.advanced(byNanoseconds: Int64(index) * run.everyNanoseconds)
                var reading = channel.reading(value, at: time, quality: run.quality)
                reading.arrivalTime = run.arrival(of: time)
                readings.append(reading)
            }
        }
        guard readings.count <= RuleTestLimits.readings else {
            let problem = "\(readings.count) readings are more than \(RuleTestLimits.readings)"
            throw ConfigurationFaults([ConfigurationFault(place, problem, remedy: "make several tests of it")])
        }
        return readings.enumerated().sorted { left, right in
            (left.element.arrivalTime, left.offset) < (right.element.arrivalTime, right.offset)
        }.map(\.element)
    }

    private func channel(of run: ReadingRun, _ catalog: SeriesCatalog) throws(ConfigurationFaults) -> TableChannel {
        do {
            return try catalog.channel(
                of: run.series,
                unit: run.unit,
                gasReferenceCelsius: Configuration.Ingest().gasReferenceCelsius
            )
        } catch {
            let problem =
                switch error {
                case .unusableName(let words): words
                case .personalData: "\(run.series.quantity.name) is personal data, which is not kept"
                case .unit(let kept): "\(run.unit) is no unit of \(run.series.quantity.name), which is in \(kept.code)"
                case .full: "more than \(engine.seriesLimit) series"
                }
            throw ConfigurationFaults([ConfigurationFault(run.place, problem)])
        }
    }
}
