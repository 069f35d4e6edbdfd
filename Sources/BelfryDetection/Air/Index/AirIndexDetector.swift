import BelfryModel

/// The state of one air quality index on one series, see ``AirIndexParameters``.
///
/// Intuition: an index is of a mean, and each table wants its own. The latest hours are kept, and each hour the mean that
/// the table wants is made of them; of particles the American one is the NowCast, which sees smoke within the hour where
/// the mean of a day needs the night for it.
/// ```
///            PM2.5, PM10         O3                       NO2      SO2      CO
///   aqi      NowCast, 12 h       surrogate, and 1 h       1 h      1 h      8 h, 6 of them
///   eaqi     1 h                 1 h                      1 h      1 h      –
///   daqi     24 h, 18 of them    8 h, 6 of them           1 h      –        –
/// ```
/// Raised with the hour that reaches the category. It is cleared by the second hour in a row below, since an index at the
/// edge of a category would otherwise be told each hour; an hour without an index says nothing.
///
/// Limits: a revised hour is judged anew only while it is the newest; an older one changes the means to come. PM of the
/// UK's index is the running mean of 24 hours that Defra shows. 300 bytes.
///
/// Not done: SO2 of the UK's index, which is of a quarter of an hour, and of the AQI above 200, which is of a day. The
/// forecast for the day, which an authority makes.
///
/// Source: EPA-454/B-24-002 (May 2024); ``ParticleNowCast``, ``OzoneSurrogate``; EEA, 2024; Defra, UK-AIR.
struct AirIndexDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let index: AirIndexKind
        let atLeast: Int32
        let pollutant: AirPollutant
        let time: StandardTime
        /// From the series' unit to the unit of the index.
        let factor: Double
    }

    private var hours = RecentHours()
    private var newestHour = Timestamp.distantPast
    /// The first hour of those below, while raised.
    private var belowSince = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private var reading = AirIndexReading(index: 0, concentration: 0)
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ window: ClosedWindow, as sample: Sample, _ terms: Terms) -> Transition {
        hours.take(hourStarting: sample.start, value: sample.value * terms.factor)
        guard sample.start >= newestHour else { return .none }
        newestHour = sample.start
        guard let reading = AirIndexReading(terms.index, terms.pollutant, hours) else { return .none }
        self.reading = reading
        guard reading.index < terms.atLeast else {
            belowSince = .distantPast
            guard phase != .raised else { return .none }
            since = sample.start.later(than: since)
            phase = .raised
            return .raised
        }
        guard phase == .raised else { return .none }
        if belowSince == .distantPast { belowSince = sample.start }
        guard sample.start > belowSince else { return .none }
        phase = .quiet
        return .cleared
    }

    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.airIndex, Double(reading.index), at: sample.end)
        evidence.append(.airCategory, Double(terms.index.category(of: Int(reading.index)).number))
        if terms.pollutant.isGas { evidence.append(.gasReferenceCelsius, terms.index.gasReferenceCelsius) }
        let value = reading.concentration / terms.factor
        guard transition == .cleared else {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: value,
                threshold: .nan,
                evidence: evidence
            )
        }
        return .cleared(
            from: since,
            to: belowSince,
            detectedAt: sample.arrival,
            value: value,
            threshold: .nan,
            evidence: evidence
        )
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        belowSince = .distantPast
    }

    mutating func rest() {
        phase = .quiet
    }

    /// The hours that were told were of another clock.
    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        hours = RecentHours()
        newestHour = .distantPast
        belowSince = .distantPast
    }

    /// Hours stay where they are on the calendar; those to come are further on, with a hole between.
    mutating func follow(_ shift: ClockShift) {}
}
