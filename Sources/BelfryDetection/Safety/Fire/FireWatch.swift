public import BelfryModel

/// A possible fire at one place: a joint rise of smoke or particles, carbon monoxide and temperature.
///
/// Intuition: many things raise one of them, and little but fire raises two at once.
/// ```
///   particles  ──────╱‾‾‾‾     fog, traffic, fireworks raise these alone: nothing
///   gas        ───────╱‾‾‾     within five minutes of each other: Possible
///   heat       ────────╱‾‾     all three, or two that are very strong: Likely
/// ```
/// Each channel has its own usual and spread, which follow what changes over an hour, so that weather is no rise.
///
/// Limits: sensors of a street are no fire detectors (EN 54 asks for what no ambient sensor does), so it is never more than Likely and
/// calls nobody by itself. A smouldering fire that gives smoke alone, one that heats up over hours, and one that burns when Belfry starts
/// are not seen. Refused: a threshold a channel, which a rush hour in an inversion breaks; and smoke beside particles as two.
///
/// It is a pure machine: feed it the closed windows of one place in order of time. O(1), no allocation.
public struct FireWatch: Sendable, BitwiseCopyable {
    private let parameters: FireParameters
    private var smoke = FireChannel()
    private var carbonMonoxide = FireChannel()
    private var temperature = FireChannel()
    private var fineParticles = FireChannel()
    private var coarseParticles = FireChannel()
    private var newest = Timestamp.distantPast
    private var calmSince = Timestamp.distantPast
    /// Beginning of what is raised, or was last.
    public private(set) var since = Timestamp.distantPast
    /// All that rose since then.
    public private(set) var families: FireFamilies = []
    public private(set) var isRaised = false
    public private(set) var certainty = Certainty.possible

    public init(_ parameters: FireParameters = FireParameters()) {
        self.parameters = parameters
    }

    /// Takes in an interval; one that is not newer than all before says nothing.
    public mutating func observe(_ interval: FireInterval) -> FireFinding? {
        guard interval.end > newest, interval.end > interval.start else { return nil }
        newest = interval.end
        smoke.observe(interval.smoke, interval, least: parameters.smokeRise, parameters)
        carbonMonoxide.observe(interval.carbonMonoxide, interval, least: parameters.carbonMonoxideRise, parameters)
        temperature.observe(interval.temperature, interval, least: parameters.temperatureRise, parameters)
        fineParticles.observe(interval.fineParticles, interval, least: parameters.fineParticlesRise, parameters)
        coarseParticles.observe(interval.coarseParticles, interval, least: parameters.coarseParticlesRise, parameters)
        let risen = risen(at: interval.end)
        return isRaised ? follow(risen, interval) : begin(risen, interval)
    }

    /// After a restart: it is raised already.
    public mutating func restore(activeSince: Timestamp, certainty: Certainty) {
        isRaised = true
        since = activeSince
        self.certainty = certainty
        calmSince = .distantPast
    }

    /// What is raised is not any more, and nobody is told; what has been learnt stays.
    public mutating func rest() {
        isRaised = false
        families = []
    }
}

extension FireWatch {
    private mutating func begin(_ risen: FireFamilies, _ interval: FireInterval) -> FireFinding? {
        guard risen.count >= 2 else { return nil }
        isRaised = true
        families = risen
        certainty = certainty(of: risen)
        since = firstRise(at: interval.end).later(than: since)
        calmSince = .distantPast
        return finding(.raised, at: interval.end)
    }

    private mutating func follow(_ risen: FireFamilies, _ interval: FireInterval) -> FireFinding? {
        families.formUnion(risen)
        guard !isBurning else {
            calmSince = .distantPast
            guard certainty == .possible, certainty(of: risen) == .likely else { return nil }
            certainty = .likely
            return finding(.strengthened, at: interval.end)
        }
        if calmSince == .distantPast { calmSince = interval.start }
        guard interval.end.nanosecondsSince(calmSince) >= parameters.clearAfterNanoseconds else { return nil }
        isRaised = false
        defer { forgetRises() }
        return finding(.cleared, at: interval.end)
    }

    private mutating func forgetRises() {
        families = []
        smoke.forgetRise()
        carbonMonoxide.forgetRise()
        temperature.forgetRise()
        fineParticles.forgetRise()
        coarseParticles.forgetRise()
    }

    /// Whether anything is risen, as far as is known: a sensor that burnt is not calm.
    private var isBurning: Bool {
        smoke.isRisen || carbonMonoxide.isRisen || temperature.isRisen || fineParticles.isRisen
            || coarseParticles.isRisen
    }

    /// The families that rose of late.
    private func risen(at end: Timestamp) -> FireFamilies {
        var families: FireFamilies = []
        if isRecent(smoke, end) || isRecent(fineParticles, end) || isRecent(coarseParticles, end) {
            families.insert(.particles)
        }
        if isRecent(carbonMonoxide, end) { families.insert(.gas) }
        if isRecent(temperature, end) { families.insert(.heat) }
        return families
    }

    private func isRecent(_ channel: FireChannel, _ end: Timestamp) -> Bool {
        end.nanosecondsSince(channel.last) <= parameters.withinNanoseconds
    }

    private func certainty(of risen: FireFamilies) -> Certainty {
        guard risen.count < 3 else { return .likely }
        let strong =
            (max(smoke.strength, fineParticles.strength, coarseParticles.strength) >= Self.strong
                && risen.contains(.particles) ? 1 : 0)
            + (carbonMonoxide.strength >= Self.strong && risen.contains(.gas) ? 1 : 0)
            + (temperature.strength >= Self.strong && risen.contains(.heat) ? 1 : 0)
        return strong >= 2 ? .likely : .possible
    }

    /// What no street has by itself, as a multiple of what counts.
    private static let strong: Float = 3

    private func firstRise(at end: Timestamp) -> Timestamp {
        let first = min(began(smoke, end), began(carbonMonoxide, end), began(temperature, end))
        return min(first, began(fineParticles, end), began(coarseParticles, end))
    }

    private func began(_ channel: FireChannel, _ end: Timestamp) -> Timestamp {
        isRecent(channel, end) ? channel.since : end
    }

    private func finding(_ phase: FireFinding.Phase, at end: Timestamp) -> FireFinding {
        FireFinding(
            phase: phase,
            certainty: certainty,
            families: families,
            from: since,
            to: phase == .cleared ? max(since, calmSince) : nil,
            detectedAt: end,
            strength: Double(
                max(
                    max(smoke.strength, carbonMonoxide.strength, temperature.strength),
                    max(fineParticles.strength, coarseParticles.strength)
                )
            ),
            smokeRise: smoke.rise,
            carbonMonoxideRise: carbonMonoxide.rise,
            temperatureRise: temperature.rise,
            fineParticlesRise: fineParticles.rise,
            coarseParticlesRise: coarseParticles.rise
        )
    }
}
