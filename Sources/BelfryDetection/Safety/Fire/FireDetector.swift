import BelfryModel

/// The watch for fires at a place as a detector of a group.
struct FireDetector: JointMachine {
    /// What it looks at, by name.
    static let quantities: Set<String> = ["smoke", "co", "temperature", "pm2_5", "pm10"]

    private var watch: FireWatch

    init(_ parameters: FireParameters) {
        watch = FireWatch(parameters)
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        guard window.revision == 0 else { return [] }
        // Of several sensors at a place the highest speaks: a fire is beside one of them.
        func highest(_ name: String) -> Double {
            window.shares.filter { $0.quantity.name == name }.map(\.value).max() ?? .nan
        }
        let finding = watch.observe(
            FireInterval(
                from: window.start,
                to: window.end,
                smoke: highest("smoke"),
                carbonMonoxide: highest("co"),
                temperature: highest("temperature"),
                fineParticles: highest("pm2_5"),
                coarseParticles: highest("pm10")
            )
        )
        // That it has become likely is in the evidence of what ends it; a finding is told once.
        guard let finding, finding.phase != .strengthened else { return [] }
        return [JointVerdict(subject: .group, verdict: verdict(finding, window))]
    }

    private func verdict(_ finding: FireFinding, _ window: JointWindow) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.certainty, finding.certainty.share)
        evidence.append(.smokeRise, finding.smokeRise)
        evidence.append(.carbonMonoxideRise, finding.carbonMonoxideRise)
        evidence.append(.temperatureRise, finding.temperatureRise)
        evidence.append(.fineParticlesRise, finding.fineParticlesRise)
        evidence.append(.coarseParticlesRise, finding.coarseParticlesRise)
        return finding.phase == .raised
            ? .raised(
                from: finding.from,
                detectedAt: window.arrival,
                value: finding.strength,
                threshold: 1,
                evidence: evidence
            )
            : .cleared(
                from: finding.from,
                to: finding.to ?? window.end,
                detectedAt: window.arrival,
                value: finding.strength,
                threshold: 1,
                evidence: evidence
            )
    }
}

extension FireDetector {
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        subject == .group && watch.isRaised ? watch.since : nil
    }

    var raised: [JointSubject] { watch.isRaised ? [.group] : [] }

    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        guard subject == .group else { return }
        watch.restore(activeSince: activeSince, certainty: .possible)
    }

    var image: [UInt8] {
        var image = JointImage()
        image.write([watch])
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        guard let watch = reader.read(FireWatch.self)?.first else { return false }
        self.watch = watch
        return true
    }
}
