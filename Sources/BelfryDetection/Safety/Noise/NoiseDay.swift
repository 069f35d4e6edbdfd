import BelfryModel

/// The noise of a day, evening and night in one level, each at what it disturbs.
///
/// ```
///   Lden = 10 · lg( (12·10^(Lday/10) + 4·10^((Levening+5)/10) + 8·10^((Lnight+10)/10)) / 24 )
/// ```
/// Intuition: the same truck at night is ten at noon. Limits: it says nothing of single events, and a year of it is what limits are
/// about. Refused: a mean of the three in decibels, which is always too low. Source: Directive 2002/49/EC, Annex I; the states
/// may shorten the evening and move the hours, so that they are parameters here. Hours are local time, by the clock.
public struct NoiseDay: Sendable, Hashable, BitwiseCopyable {
    public enum Period: Sendable, Hashable, BitwiseCopyable, CaseIterable {
        case day, evening, night

        /// What is added to its level, in dB.
        public var penaltyDecibels: Double {
            switch self {
            case .day: 0
            case .evening: 5
            case .night: 10
            }
        }
    }

    /// The hours at which the periods begin, 0...23.
    public let dayStartHour: Int
    public let eveningStartHour: Int
    public let nightStartHour: Int

    /// Day from 7 to 19, evening to 23, as the directive has it where a state says nothing else.
    public static let usual = NoiseDay(checkedDay: 7, evening: 19, night: 23)

    private init(checkedDay day: Int, evening: Int, night: Int) {
        dayStartHour = day
        eveningStartHour = evening
        nightStartHour = night
    }

    /// - Returns: nil where the hours are none, or do not follow each other.
    public init?(dayStartHour: Int = 7, eveningStartHour: Int = 19, nightStartHour: Int = 23) {
        guard (0...23).contains(dayStartHour), dayStartHour < eveningStartHour, eveningStartHour <= nightStartHour,
            nightStartHour <= 23
        else { return nil }
        self.dayStartHour = dayStartHour
        self.eveningStartHour = eveningStartHour
        self.nightStartHour = nightStartHour
    }

    /// The period that an hour of the day lies in.
    public func period(ofHour hour: Int) -> Period {
        if hour >= dayStartHour, hour < eveningStartHour { return .day }
        return hour >= eveningStartHour && hour < nightStartHour ? .evening : .night
    }

    /// How many of the 24 hours a period has.
    public func hours(of period: Period) -> Int {
        switch period {
        case .day: eveningStartHour - dayStartHour
        case .evening: nightStartHour - eveningStartHour
        case .night: 24 - nightStartHour + dayStartHour
        }
    }

    /// Lden, in dB, from the equivalent level of each period.
    public func level(dayDecibels: Double, eveningDecibels: Double, nightDecibels: Double) -> Double {
        let energy =
            share(.day, dayDecibels) + share(.evening, eveningDecibels) + share(.night, nightDecibels)
        return SoundLevel.decibels(ofEnergy: energy)
    }

    private func share(_ period: Period, _ decibels: Double) -> Double {
        Double(hours(of: period)) / 24 * SoundLevel.energy(ofDecibels: decibels + period.penaltyDecibels)
    }
}
