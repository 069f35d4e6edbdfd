import BelfryModel

/// The state of one air law's criterion on one series, see ``AirStandardParameters``.
///
/// Intuition: hours come, each with the share of its readings; from them are made the means that the law speaks of, and
/// of these the criterion keeps as many as it needs in a row.
/// ```
///   hours  210  205  201 ─┬────────────────────────► hour          ┐
///                         ├─ 8 hours, 6 of them ───► each hour     ├─► criterion ─► raised, cleared
///                         └─ 24 hours, 18 of them ─► day, once over┘       └─────► count of the year (limits)
/// ```
/// A window without enough readings is not shown to it, and so is a hole: it breaks "consecutive", and ends nothing that
/// is raised. A revised hour is judged anew as far as the criterion reaches back; a day, until eight hours after its end.
/// What is raised is cleared by the criterion itself: by a valid mean at or below, of the same kind.
///
/// Limits: a day whose last hour is missing is judged when the next hour comes. Of ozone and CO the finding lasts as long
/// as the running mean is above; the year counts days. The count begins when the rule first sees the series, which its
/// capture shows. 700 bytes.
///
/// Not done: windows of a day and of eight hours from the engine. They weigh readings and not hours, and 18 valid hours
/// are another thing than three quarters of the readings.
///
/// Source: Directive (EU) 2024/2881, annex I; Directive 2008/50/EC, annexes VII, XI and XII.
struct AirStandardDetector: DetectorMachine {
    private var hours = RecentHours()
    private var newestHour = Timestamp.distantPast
    /// nil until a law asks something.
    private var criterion: ThresholdCriterion?
    private var counter: ExceedanceCounter?
    private(set) var since = Timestamp.distantPast
    /// Of the newest hour, 0...1; NaN where none is known.
    private var coverage = Float.nan
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ window: ClosedWindow, as sample: Sample, _ terms: Terms) -> Transition {
        let before = phase
        if sample.start >= newestHour { coverage = window.coverage }
        switch terms.averaging {
        case .day: takeIntoDay(sample, terms)
        case .eightHours, .greatestEightHoursOfDay: takeIntoEightHours(sample, terms)
        case .quarterHour, .hour, .year, .peakSeason:
            newestHour = max(newestHour, sample.start)
            judge(AirWindow(start: sample.start, value: sample.value), terms)
        }
        if phase == before { return .none }
        return phase == .raised ? .raised : .cleared
    }

    private mutating func takeIntoDay(_ sample: Sample, _ terms: Terms) {
        let day = terms.time.startOfDay(sample.start)
        // Whatever is missing of an earlier day, it is over.
        if newestHour != .distantPast, terms.time.startOfDay(newestHour) < day {
            judgeDay(terms.time.startOfDay(newestHour), terms)
        }
        hours.take(hourStarting: sample.start, value: sample.value)
        newestHour = max(newestHour, sample.start)
        let behind = newestHour.nanosecondsSince(day) / Nanoseconds.perHour
        guard (23..<Int64(RecentHours.capacity)).contains(behind) else { return }
        judgeDay(day, terms)
    }

    private mutating func judgeDay(_ day: Timestamp, _ terms: Terms) {
        let (mean, capture) = hours.mean(from: day, hours: 24)
        judge(AirWindow(start: day, value: mean, isValid: DataCaptureRule.shortTerm.isMet(capture)), terms)
    }

    /// An hour is part of eight running means; of a new one only the first is known.
    private mutating func takeIntoEightHours(_ sample: Sample, _ terms: Terms) {
        guard hours.take(hourStarting: sample.start, value: sample.value) else { return }
        newestHour = max(newestHour, sample.start)
        let behind = newestHour.nanosecondsSince(sample.start) / Nanoseconds.perHour
        for later in 0...min(7, behind) {
            judge(eightHours(through: sample.start.advanced(byNanoseconds: later * Nanoseconds.perHour)), terms)
        }
        let day = terms.time.startOfDay(sample.start)
        countDay(day, terms)
        // A late hour of the evening is part of the next morning's means.
        let last = min(newestHour, sample.start.advanced(byNanoseconds: 7 * Nanoseconds.perHour))
        if terms.time.startOfDay(last) != day { countDay(terms.time.startOfDay(last), terms) }
    }

    private func eightHours(through hour: Timestamp) -> AirWindow {
        let (mean, capture) = hours.mean(from: hour.advanced(byNanoseconds: -7 * Nanoseconds.perHour), hours: 8)
        return AirWindow(start: hour, value: mean, isValid: DataCaptureRule.shortTerm.isMet(capture))
    }

    /// The greatest of a day's means so far; one above is enough, and kept is the limit only once 18 are known.
    private mutating func countDay(_ day: Timestamp, _ terms: Terms) {
        guard terms.level == .limit, let standard = terms.standard(at: day) else { return }
        // Of a day whose first means are forgotten the count stands as it is.
        let behind = newestHour.nanosecondsSince(day) / Nanoseconds.perHour
        guard behind + 7 < Int64(RecentHours.capacity) else { return }
        var greatest = -Double.infinity
        var capture = DataCapture.dayOfHours(0)
        for hour in 0..<24 {
            let end = day.advanced(byNanoseconds: Int64(hour) * Nanoseconds.perHour)
            guard end <= newestHour else { break }
            let mean = eightHours(through: end)
            guard mean.isValid else { continue }
            capture.present += 1
            greatest = max(greatest, mean.value)
        }
        let isValid = greatest > standard.value || DataCaptureRule.shortTerm.isMet(capture)
        count(AirWindow(start: day, value: greatest, isValid: isValid), standard, terms)
    }

    private mutating func judge(_ window: AirWindow, _ terms: Terms) {
        guard var standard = terms.standard(at: window.start) else { return }
        if terms.averaging == .greatestEightHoursOfDay {
            standard.averaging = .eightHours
        } else if terms.level == .limit {
            count(window, standard, terms)
        }
        var criterion = criterion ?? ThresholdCriterion(standard, metSince: phase == .raised ? since : nil)
        let verdict = criterion.take(window, by: standard)
        self.criterion = criterion
        guard let start = verdict.since else {
            phase = .quiet
            return
        }
        guard phase != .raised else { return }
        since = start.later(than: since)
        phase = .raised
    }

    private mutating func count(_ window: AirWindow, _ standard: AirStandard, _ terms: Terms) {
        var counter = counter ?? ExceedanceCounter(standard, standardOffsetSeconds: Int(terms.time.offsetSeconds))
        counter.take(window, by: standard)
        self.counter = counter
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        criterion = nil
    }

    mutating func rest() {
        phase = .quiet
        criterion?.rest()
    }

    /// The hours that were told were of another clock.
    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        hours = RecentHours()
        newestHour = .distantPast
        criterion = nil
    }

    /// Hours stay where they are on the calendar; those to come are further on, with a hole between.
    mutating func follow(_ shift: ClockShift) {}
}

extension AirStandardDetector {
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        let newest = criterion?.newest ?? AirWindow(start: sample.start, value: sample.value)
        let threshold = criterion?.standard.value ?? .nan
        guard transition == .cleared else {
            return .raised(
                from: since,
                detectedAt: sample.arrival,
                value: newest.value,
                threshold: threshold,
                evidence: evidence(terms),
                valueTime: newest.start
            )
        }
        return .cleared(
            from: since,
            to: newest.start,
            detectedAt: sample.arrival,
            value: newest.value,
            threshold: threshold,
            evidence: evidence(terms),
            valueTime: newest.start
        )
    }

    /// The means that decided, oldest first, each at its end; how well measured, on what basis, by which law.
    private func evidence(_ terms: Terms) -> VerdictEvidence {
        var evidence = VerdictEvidence()
        guard let criterion else { return evidence }
        let length = criterion.standard.averaging == .day ? Nanoseconds.perDay : Nanoseconds.perHour
        let means = criterion.verdict
        for index in (0..<means.count).reversed() {
            evidence.append(.meanAbove, means[index].value, at: means[index].start.advanced(byNanoseconds: length))
        }
        evidence.append(.capturePercent, capturePercent(through: criterion.newest.start, terms))
        evidence.append(.lawYear, Double(criterion.standard.law.year))
        if terms.pollutant.isGas { evidence.append(.gasReferenceCelsius, terms.regime.gasReferenceCelsius) }
        if let counter, let year = counter.current {
            evidence.append(.exceedances, Double(year.exceedances))
            evidence.append(.permittedExceedances, Double(counter.standard.permittedExceedancesAYear))
            evidence.append(.yearCapturePercent, year.capture.share * 100)
        }
        return evidence
    }

    private func capturePercent(through start: Timestamp, _ terms: Terms) -> Double {
        switch terms.averaging {
        case .day: hours.mean(from: start, hours: 24).capture.share * 100
        case .eightHours, .greatestEightHoursOfDay:
            hours.mean(from: start.advanced(byNanoseconds: -7 * Nanoseconds.perHour), hours: 8).capture.share * 100
        case .quarterHour, .hour, .year, .peakSeason: Double(coverage) * 100
        }
    }
}
