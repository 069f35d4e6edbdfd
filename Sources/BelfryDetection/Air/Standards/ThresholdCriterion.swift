public import BelfryModel

/// Whether a threshold is passed by its own criterion: one hour, three hours in a row, or days in a row.
///
/// Intuition: three hours above 200 mean the three latest ones, valid and next to each other. A hole in them is not an
/// hour below, and not one above either; so the latest windows are kept as they are, and the answer is read off them.
/// ```
///   NO2, alert of 2024     190   210   205   201           210   205    –    201   202   203
///   above 200                     ■     ■     ■             ■     ■     ×     ■     ■     ■
///   answer                  no    no    no   yes            no    no    no    no    no   yes
///
///   once it is met         201    –    202   199
///   answer                 yes    ?    yes    no            a hole does not end it; an hour below does
/// ```
/// A window that comes late, or once more and corrected, changes the answer to what it would have been had it come so
/// at once: beside the windows there is what the answer was before each of the latest three.
///
/// Where the law changes, each window is judged by the law of its own day (``take(_:by:)``), and is not judged again when
/// it drops back behind newer ones.
///
/// Limits: corrections reach three windows back; what is older is not taken. A sensor that falls silent leaves the
/// answer at undecided for ever: when to give a raised alert up is for the detector's rest.
///
/// Not done: a counter of hours above. It is far smaller, but has no evidence to show, and cannot take a correction
/// back.
///
/// Source: Directive 2008/50/EC, annex XII, section A ("measured over three consecutive hours"); Directive (EU)
/// 2024/2881, annex I, section 4; annex XI, section A for what is valid.
public struct ThresholdCriterion: Sendable, BitwiseCopyable {
    /// The most windows in a row that a criterion may ask for, and how many may be corrected.
    public static let capacity = 3

    /// What the newest window was judged by.
    public private(set) var standard: AirStandard
    /// Newest first: those that may be corrected, and those before them that they are in a row with.
    private var windows: InlineArray<5, AirWindow>
    /// Which of them were above, each by its own law.
    private var areAbove = InlineArray<5, Bool>(repeating: false)
    /// Since when the criterion was met before each of the latest windows; the distant past where it was not.
    private var sinceBefore = InlineArray<3, Timestamp>(repeating: .distantPast)
    private var since = Timestamp.distantPast
    private var hasBegun = false

    /// A criterion that nothing has been told yet; of `standard.consecutive` at most ``capacity`` count.
    ///
    /// - Parameter since: since when it is known to be met; nil where nothing is known of that.
    public init(_ standard: AirStandard, metSince since: Timestamp? = nil) {
        self.standard = standard
        self.windows = InlineArray(repeating: .invalid(start: .distantPast))
        self.since = since ?? .distantPast
    }

    /// Takes the next window in, or one of the latest late or corrected, where the law is the same as it was.
    public mutating func take(_ window: AirWindow) -> CriterionVerdict { take(window, by: standard) }

    /// Takes a window in by the law of its day; the averaging is the same in both.
    public mutating func take(_ window: AirWindow, by standard: AirStandard) -> CriterionVerdict {
        let step = max(1, standard.averaging.stepNanoseconds)
        let distance = window.start.nanosecondsSince(windows[0].start)
        let isAbove = standard.isExceeded(by: window)
        if !hasBegun || distance > 0 {
            self.standard = standard
            append(
                window,
                isAbove: isAbove,
                skipping: hasBegun && distance % step == 0 ? distance / step - 1 : Int64(Self.capacity)
            )
        } else if distance % step == 0, distance > -Int64(Self.capacity) * step {
            correct(window, isAbove: isAbove, back: Int(-(distance / step)))
        }
        return verdict
    }

    /// The newest window, valid or not; one of the distant past before any.
    public var newest: AirWindow { windows[0] }

    /// What was met is so no more, though the windows stay: the next one finds what still holds.
    public mutating func rest() {
        since = .distantPast
        sinceBefore = InlineArray(repeating: .distantPast)
    }

    /// The answer as of the newest window.
    public var verdict: CriterionVerdict {
        guard since != .distantPast else { return verdict(.notMet, since: nil) }
        return verdict(windows[0].isValid ? .met : .undecided, since: since)
    }

    private func verdict(_ standing: CriterionVerdict.Standing, since: Timestamp?) -> CriterionVerdict {
        var verdict = CriterionVerdict(standing: standing, since: since)
        for index in 0..<needed where areAbove[index] { verdict.append(windows[index]) }
        return verdict
    }

    private var needed: Int { min(max(1, standard.consecutive), Self.capacity) }

    /// A new newest window, after some that never came.
    ///
    /// One of another grid is like one after a long gap: nothing is in a row with it.
    private mutating func append(_ window: AirWindow, isAbove: Bool, skipping skipped: Int64) {
        let step = standard.averaging.stepNanoseconds
        hasBegun = true
        // After that many nothing that was there is in a row with anything that will be.
        let holes = min(skipped, Int64(Self.capacity + 2))
        for hole in stride(from: holes, through: 1, by: -1) {
            shift(.invalid(start: window.start.advanced(byNanoseconds: -hole * step)), isAbove: false)
        }
        shift(window, isAbove: isAbove)
    }

    private mutating func shift(_ window: AirWindow, isAbove: Bool) {
        for index in (1..<windows.count).reversed() {
            windows[index] = windows[index - 1]
            areAbove[index] = areAbove[index - 1]
        }
        for index in (1..<sinceBefore.count).reversed() { sinceBefore[index] = sinceBefore[index - 1] }
        windows[0] = window
        areAbove[0] = isAbove
        sinceBefore[0] = since
        since = sinceAfter(0)
    }

    private mutating func correct(_ window: AirWindow, isAbove: Bool, back: Int) {
        windows[back] = window
        areAbove[back] = isAbove
        since = sinceAfter(back)
        for index in (0..<back).reversed() {
            sinceBefore[index] = since
            since = sinceAfter(index)
        }
    }

    /// Since when the criterion is met once a window is known.
    private func sinceAfter(_ index: Int) -> Timestamp {
        let before = sinceBefore[index]
        var run = 0
        while run < needed, areAbove[index + run] { run += 1 }
        if run == needed { return before == .distantPast ? windows[index + run - 1].start : before }
        return windows[index].isValid && run == 0 ? .distantPast : before
    }
}
