import BelfryDetection
import BelfryModel
import Testing

@Suite struct FireWatchTests {
    /// A place in a calm city: minutes with a little noise, and what a story adds to them.
    private struct Place {
        var watch = FireWatch()
        var random = SeededGenerator(seed: 4)
        var minute = 0
        var findings: [FireFinding] = []

        mutating func live(_ minutes: Int, _ change: (Int, inout FireInterval) -> Void = { _, _ in }) {
            for step in 0..<minutes {
                let start = Watch.start + Double(minute) * 60
                var interval = FireInterval(
                    from: start,
                    to: start + 60,
                    smoke: random.uniform(0...0.3),
                    carbonMonoxide: random.uniform(0.2...0.8),
                    temperature: 15 + random.uniform(-0.3...0.3),
                    fineParticles: random.uniform(8...14),
                    coarseParticles: random.uniform(15...25)
                )
                change(step, &interval)
                if let finding = watch.observe(interval) { findings.append(finding) }
                minute += 1
            }
        }
    }

    @Test("Smoke and gas are Possible, heat makes it Likely, and calm ends it")
    func fire() throws {
        var place = Place()
        place.live(120)
        place.live(20) { step, interval in
            interval.smoke += 4 + Double(step) * 0.1
            if step >= 2 { interval.carbonMonoxide += 8 }
            if step >= 6 { interval.temperature += 12 }
        }
        place.live(30)
        #expect(place.findings.map(\.phase) == [.raised, .strengthened, .cleared])
        let raised = try #require(place.findings.first)
        #expect(raised.certainty == .possible)
        #expect(raised.families == [.particles, .gas])
        #expect(raised.from == Watch.start + 120 * 60)
        #expect(raised.detectedAt == Watch.start + 123 * 60)
        #expect(place.findings[1].certainty == .likely)
        #expect(place.findings[1].families == [.particles, .gas, .heat])
        #expect(place.findings[2].from == raised.from)
        #expect(place.findings[2].to == Watch.start + 140 * 60)
        #expect(place.findings[2].detectedAt == Watch.start + 150 * 60)
    }

    @Test("What rose before a fire was over is no part of a next one, however soon it is over")
    func aFireThatIsOverStaysOver() {
        var parameters = FireParameters()
        parameters.clearAfterNanoseconds = Nanoseconds.perMinute
        var place = Place(watch: FireWatch(parameters))
        place.live(60)
        place.live(5) { _, interval in
            interval.smoke += 8
            interval.carbonMonoxide += 20
            interval.temperature += 30
        }
        place.live(2)
        // Somebody lights a cigarette beside the node.
        place.live(1) { _, interval in interval.smoke += 6 }
        place.live(20)
        #expect(place.findings.map(\.phase) == [.raised, .cleared])
    }

    @Test func twoVeryStrongRisesAreLikely() {
        var place = Place()
        place.live(60)
        place.live(1) { _, interval in
            interval.fineParticles += 800
            interval.temperature += 40
        }
        #expect(place.findings.map(\.certainty) == [.likely])
    }

    @Test("New Year's fireworks, fog and a lorry raise particles alone")
    func particlesAlone() {
        var place = Place()
        place.live(120)
        place.live(90) { _, interval in
            interval.fineParticles += 900
            interval.coarseParticles += 1_200
            interval.smoke += 10
            interval.carbonMonoxide += 1.5
        }
        place.live(60)
        #expect(place.findings.isEmpty)
    }

    @Test("Sun on the sensor, a front, a hazy rush hour")
    func weather() {
        var place = Place()
        place.live(60)
        for hour in 0..<72 {
            place.live(60) { step, interval in
                let day = Double(hour * 60 + step) / 1_440
                let swing = 0.5 - 0.5 * cosine(day)
                interval.temperature += 14 * swing
                interval.fineParticles += 60 * swing
                interval.coarseParticles += 80 * swing
                interval.carbonMonoxide += 3 * swing
            }
        }
        place.live(120) { _, interval in interval.temperature += 15 }
        #expect(place.findings.isEmpty)
    }

    @Test func risesTooFarApartAreNone() {
        var place = Place()
        place.live(120)
        place.live(3) { _, interval in interval.smoke += 8 }
        place.live(10)
        place.live(3) { _, interval in interval.carbonMonoxide += 20 }
        #expect(place.findings.isEmpty)
    }

    @Test func aSensorThatBurntIsNotCalm() {
        var place = Place()
        place.live(60)
        place.live(3) { _, interval in
            interval.smoke += 8
            interval.carbonMonoxide += 20
        }
        place.live(120) { _, interval in
            interval.smoke = .nan
            interval.carbonMonoxide = .nan
        }
        #expect(place.findings.map(\.phase) == [.raised])
        place.live(30)
        #expect(place.findings.map(\.phase) == [.raised, .cleared])
    }

    @Test func whatIsUnknownOrOutOfOrderSaysNothing() {
        var watch = FireWatch()
        for minute in [5, 3, 5] {
            let start = Watch.start + Double(minute) * 60
            #expect(watch.observe(FireInterval(from: start, to: start + 60)) == nil)
        }
        watch.restore(activeSince: Watch.start, certainty: .likely)
        #expect(watch.isRaised && watch.since == Watch.start)
        watch.rest()
        #expect(!watch.isRaised)
    }

    /// Bhaskara's approximation, close enough for a day's rhythm.
    private func cosine(_ turns: Double) -> Double {
        let phase = (turns - turns.rounded(.down)) * 2
        let half = phase > 1 ? 2 - phase : phase
        let x = half * .pi
        let sine = 16 * x * (.pi - x) / (5 * .pi * .pi - 4 * x * (.pi - x))
        return half < 0.5 ? (1 - sine * sine).squareRoot() : -(1 - sine * sine).squareRoot()
    }
}
