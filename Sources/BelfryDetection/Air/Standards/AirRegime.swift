public import BelfryModel

/// Whose numbers a rule judges by: `standard: eu | who | us | uk`.
///
/// Intuition: a city has one authority over its air, and that authority changes its mind on known days. Who it is, is
/// for the rule to say; which text is in force in an hour, for the calendar.
///
/// Limits: a day is one of local standard time. States that put the directive into force earlier, or were granted more
/// time for a limit, are not known.
///
/// Not done: numbers of one's own. For these there is `threshold`, which claims no law.
///
/// Source: ``AirLaw``.
public enum AirRegime: String, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    case eu
    case who
    case us
    case uk

    /// The text in force on the day that holds an instant.
    public func law(at instant: Timestamp, standardOffsetSeconds: Int) -> AirLaw {
        switch self {
        case .eu: AirLaw.european(at: instant, standardOffsetSeconds: standardOffsetSeconds)
        case .who: .guidelines2021
        case .us: .unitedStates
        case .uk: .regulations2010
        }
    }

    /// All texts that are ever in force, the earliest first.
    var laws: [AirLaw] {
        switch self {
        case .eu: [.directive2008, .directive2024, .directive2024From2030]
        case .who: [.guidelines2021]
        case .us: [.unitedStates]
        case .uk: [.regulations2010]
        }
    }

    /// The temperature at which a gas is a mass.
    var gasReferenceCelsius: Double {
        switch self {
        case .eu, .uk: 20
        case .who, .us: 25
        }
    }

    /// How it is called where no one text is meant.
    var name: String {
        switch self {
        case .eu: "the EU"
        case .who: "the WHO"
        case .us: "the US"
        case .uk: "the UK"
        }
    }
}
