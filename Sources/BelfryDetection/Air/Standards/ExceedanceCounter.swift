import BelfryModel

/// How often a limit has been passed in the calendar year, and whether that is too often.
///
/// Intuition: most limits may be passed some times a year. What an operator wants to know in October is how many are
/// left, and what the report needs in January is the count together with how much of the year was measured.
/// ```
///   PM10, 50 µg/m³ a day, 35 a year     … 33  34  35 │ 36   beyond what is permitted
///                                       31 Dec ──────┴───── 1 Jan: 0, and the old year is kept as ``previous``
/// ```
/// Two bits for each of the latest 64 windows, valid and above, let a window come late or once more, corrected, without
/// being counted twice.
///
/// Limits: the year is that of local standard time, by the start of the window. What is older than 64 windows is not
/// taken, and counted (``refused``): a report is made from the store. A count over too little of a year is a lower
/// bound; ``AirLaw/yearCapture`` says when. A year that had one provisional value stays provisional. The mean of three
/// years that the ozone target asks for is not taken here.
///
/// Not done: to leave out what was natural (Saharan dust, article 16 of the new directive). That is shown afterwards.
///
/// Source: Directive 2008/50/EC, annex XI, section B; Directive (EU) 2024/2881, annex I, section 1.
public struct ExceedanceCounter: Sendable, BitwiseCopyable {
    /// The sum of one calendar year.
    public struct Year: Hashable, Sendable, BitwiseCopyable {
        public var year: Int
        public var exceedances = 0
        /// Valid windows of those that a whole year has.
        public var capture: DataCapture
        /// Provisional as soon as one valid window is.
        public var status = DataStatus.validated

        init(year: Int, averaging: AirAveraging) {
            self.year = year
            let days = CivilTime.daysInMonth(2, year: year) == 29 ? 366 : 365
            self.capture = DataCapture(present: 0, expected: days * averaging.valuesADay)
        }
    }

    /// How many windows back one may come late.
    public static let reach = 64

    /// What the latest window was counted by.
    public private(set) var standard: AirStandard
    private let standardOffsetSeconds: Int32
    /// The year of the newest window; nil before any.
    public private(set) var current: Year?
    /// The year before it, as far as it was seen.
    public private(set) var previous: Year?
    /// Windows that came too late, or between two others, and were not counted.
    public private(set) var refused = 0
    private var newestStart = Timestamp.distantPast
    /// Bit i: whether the window of i steps before the newest one was valid, and whether it was above.
    private var validBits: UInt64 = 0
    private var exceededBits: UInt64 = 0

    /// A counter for a standard of hours or days, where local standard time is some seconds east of Greenwich.
    public init(_ standard: AirStandard, standardOffsetSeconds: Int) {
        self.standard = standard
        self.standardOffsetSeconds = Int32(clamping: standardOffsetSeconds)
    }

    /// Whether the limit is passed more often than it may be.
    ///
    /// Of a target that is averaged over years it says this year alone.
    public var isBeyondPermitted: Bool {
        (current?.exceedances ?? 0) > standard.permittedExceedancesAYear
    }

    /// Takes a window in by the law of its day; the averaging is the same in both.
    @discardableResult
    public mutating func take(_ window: AirWindow, by standard: AirStandard) -> Bool {
        self.standard = standard
        return take(window)
    }

    /// Takes the next window in, or one of the latest late or corrected.
    ///
    /// - Returns: whether it was taken.
    @discardableResult
    public mutating func take(_ window: AirWindow) -> Bool {
        let step = standard.averaging.stepNanoseconds
        guard step > 0 else { return refuse() }
        let distance = window.start.nanosecondsSince(newestStart)
        if current == nil || distance > 0 {
            // Of another grid none of the old windows can come again.
            let steps = current != nil && distance % step == 0 ? distance / step : Int64(Self.reach)
            begin(yearNumber(of: window.start))
            validBits = steps < Self.reach ? validBits << UInt64(steps) : 0
            exceededBits = steps < Self.reach ? exceededBits << UInt64(steps) : 0
            newestStart = window.start
            return count(window, back: 0)
        }
        guard distance % step == 0, -(distance / step) < Int64(Self.reach) else { return refuse() }
        return count(window, back: Int(-(distance / step)))
    }

    private mutating func begin(_ number: Int) {
        guard current?.year != number else { return }
        previous = current.flatMap { $0.year == number - 1 ? $0 : nil }
        current = Year(year: number, averaging: standard.averaging)
    }

    private mutating func count(_ window: AirWindow, back: Int) -> Bool {
        let number = yearNumber(of: window.start)
        if var year = current, year.year == number {
            replace(window, back: back, in: &year)
            current = year
            return true
        }
        guard number == (current?.year ?? 0) - 1 else { return refuse() }
        var year = previous ?? Year(year: number, averaging: standard.averaging)
        replace(window, back: back, in: &year)
        previous = year
        return true
    }

    private mutating func replace(_ window: AirWindow, back: Int, in year: inout Year) {
        let bit: UInt64 = 1 << UInt64(back)
        let isExceeded = standard.isExceeded(by: window)
        year.exceedances += (isExceeded ? 1 : 0) - (exceededBits & bit != 0 ? 1 : 0)
        year.capture.present += (window.isValid ? 1 : 0) - (validBits & bit != 0 ? 1 : 0)
        if window.isValid { year.status = year.status.combined(with: window.status) }
        validBits = window.isValid ? validBits | bit : validBits & ~bit
        exceededBits = isExceeded ? exceededBits | bit : exceededBits & ~bit
    }

    private mutating func refuse() -> Bool {
        refused += 1
        return false
    }

    private func yearNumber(of instant: Timestamp) -> Int {
        CivilTime(instant.advanced(byNanoseconds: Int64(standardOffsetSeconds) * Nanoseconds.perSecond)).year
    }
}
