// A town small enough that ten thousand of its quarter hours pass in minutes, with everything that makes sensors difficult.
//
//   seed ─► sensors ─► troubles (the truth) ─► publications ─► postings: delayed, repeated, held up
//
// Healthy values lie between 40 and 60 and never rest; spikes lie above 90. So what has to be found, and what must not be,
// is known without a second detector.

import BelfryIngest
import BelfryModel
import BelfrySimulator

/// Sensors, what is wrong with them, and every message that they send.
struct Town {
    static let start = Timestamp(seconds: 1_790_000_000)
    /// Troubles and faults happen in between, so that what is found late is found all the same.
    static let quietSeconds: Int64 = 60
    static let settlingSeconds: Int64 = 240

    let sensors: [TownSensor]
    let troubles: [Trouble]
    private(set) var publications: [Publication] = []
    /// In order of time.
    private(set) var postings: [Posting] = []
    let end: Timestamp
    private var values: Int64 = 0

    init(seconds: Int64, random: inout SplitMix64) {
        let count = Int.random(in: 8...16, using: &random)
        sensors = (0..<count).map { TownSensor(number: $0, random: &random) }
        end = Self.start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
        troubles = Self.troubles(of: sensors, seconds: seconds, &random)
        for number in sensors.indices { send(number, &random) }
        // Equal times keep the order of the sensors.
        postings.sort { ($0.at, $0.publication) < ($1.at, $1.publication) }
    }

    /// What is wrong with a sensor.
    func trouble(of sensor: Int) -> Trouble? { troubles.first { $0.sensor == sensor } }

    /// The fleet as an inventory would list it.
    var fleet: [FleetMember] {
        sensors.filter(\.isCadenceKnown).map {
            FleetMember(sensor: $0.name, agency: $0.agency, cadenceNanoseconds: $0.cadenceNanoseconds)
        }
    }

    private static func troubles(
        of sensors: [TownSensor],
        seconds: Int64,
        _ random: inout SplitMix64
    ) -> [Trouble] {
        sensors.indices.compactMap { number in
            guard Bool.random(using: &random) else { return nil }
            let kind = Trouble.Kind.allCases[Int.random(in: 0..<4, using: &random)]
            // A value without a time is of the moment in which it comes: it cannot be held up, and an outage unsticks it.
            if !sensors[number].format.hasTime, kind == .stuck || kind == .heldUp { return nil }
            let latest = seconds - settlingSeconds
            let from = Int64.random(in: quietSeconds..<latest - 120, using: &random)
            let lasting = Int64.random(in: 120..<latest - from + 1, using: &random)
            let isStanding = kind != .heldUp && Int.random(in: 0..<4, using: &random) == 0
            return Trouble(
                kind: kind,
                sensor: number,
                from: start.advanced(byNanoseconds: from * Nanoseconds.perSecond),
                to: isStanding
                    ? .distantFuture : start.advanced(byNanoseconds: (from + lasting) * Nanoseconds.perSecond)
            )
        }
    }

    // MARK: - What a sensor sends

    private mutating func send(_ number: Int, _ random: inout SplitMix64) {
        let sensor = sensors[number]
        let trouble = trouble(of: number)
        let topic = Array(sensor.topic.utf8)
        let cadence = sensor.cadenceNanoseconds
        var stuck: [Int64]?
        var due = Self.start.advanced(byNanoseconds: Int64.random(in: 0..<cadence, using: &random))
        while due < end {
            let now = due
            due = due.advanced(byNanoseconds: Int64.random(in: cadence * 49 / 50...cadence * 51 / 50, using: &random))
            let current = trouble.flatMap { $0.holds(at: now) ? $0.kind : nil }
            var hundredths = sensor.quantities.map { _ in Int64.random(in: 4_000...6_000, using: &random) }
            if current == .spike { hundredths[0] = Int64.random(in: 9_000...9_500, using: &random) }
            if current == .stuck { hundredths = stuck ?? hundredths }
            stuck = current == .stuck ? hundredths : nil
            guard current != .silence else { continue }
            let measuredAt = now.advanced(byNanoseconds: -80 * Nanoseconds.perMillisecond)
                .alignedDown(toMultipleOf: Nanoseconds.perMillisecond)
            let publication = publish(hundredths, of: number, topic: topic, measuredAt: measuredAt)
            if current == .heldUp, let trouble {
                post(publication, at: trouble.to)
            } else {
                post(publication, of: sensor, now: now, &random)
            }
            if Int.random(in: 0..<40, using: &random) == 0 { babble(number, topic: topic, now: now, &random) }
        }
    }

    private mutating func publish(
        _ hundredths: [Int64],
        of number: Int,
        topic: [UInt8],
        measuredAt: Timestamp
    ) -> Int {
        let millionths = hundredths.map { hundredths in
            values += 1
            precondition(values < 10_000, "the digits that tell values apart")
            return hundredths * 10_000 + values
        }
        publications.append(
            Publication(
                sensor: number,
                measuredAt: measuredAt,
                topic: topic,
                payload: sensors[number].payload(millionths, measuredAt: measuredAt),
                isRetained: sensors[number].isRetained,
                // Both are exact: the same double that a careful parser makes of the text.
                values: millionths.map { Double($0) / 1_000_000 }
            )
        )
        return publications.count - 1
    }

    /// Sends a message on its way: mostly at once, at times so late that the next one overtakes it, at times twice.
    private mutating func post(
        _ publication: Int,
        of sensor: TownSensor,
        now: Timestamp,
        _ random: inout SplitMix64
    ) {
        guard sensor.format.hasTime else { return post(publication, at: now) }
        let isLate = Int.random(in: 0..<12, using: &random) == 0
        let delay = isLate ? Int64.random(in: 0..<sensor.cadenceNanoseconds * 11 / 10, using: &random) : 0
        post(publication, at: now.advanced(byNanoseconds: delay))
        guard Int.random(in: 0..<25, using: &random) == 0 else { return }
        let again = delay + Int64.random(in: 0..<10 * Nanoseconds.perSecond, using: &random)
        post(publication, at: now.advanced(byNanoseconds: again))
    }

    private mutating func post(_ publication: Int, at instant: Timestamp) {
        postings.append(Posting(at: instant, publication: publication))
    }

    /// Half a message.
    private mutating func babble(_ number: Int, topic: [UInt8], now: Timestamp, _ random: inout SplitMix64) {
        let whole = publications[publications.count - 1].payload
        let half =
            sensors[number].format == .value
            ? Array("?".utf8) : Array(whole.prefix(Int.random(in: 1..<whole.count, using: &random)))
        publications.append(
            Publication(
                sensor: number,
                measuredAt: now,
                topic: topic,
                payload: half,
                isRetained: false,
                values: []
            )
        )
        post(publications.count - 1, at: now)
    }
}
