/// The UK's Daily Air Quality Index of one pollutant, 1 to 10.
///
/// Intuition: nine ends make ten numbers, and each pollutant is averaged as long as it takes to harm: SO2 a quarter of
/// an hour, NO2 an hour, ozone eight, particles a day.
/// ```
///   µg/m³           1    2    3 │   4    5    6 │   7    8    9 │ 10
///   NO2   1 h      67  134  200 │ 267  334  400 │ 467  534  600 │ above     Defra
///   O3    8 h      33   66  100 │ 120  140  160 │ 187  213  240 │ above     Defra, and one republication
///   PM2.5 24 h     11   23   35 │  41   47   53 │  58   64   70 │ above     Defra
///   PM10  24 h     16   33   50 │  58   66   75 │  83   91  100 │ above     Defra
///   SO2   15 min   88  177  266 │ 354  443  532 │ 710  887 1064 │ above     not read at Defra itself, see below
/// ```
/// The table is in whole µg/m³ (a second band begins at 68 where the first ends at 67), so that a mean is rounded half
/// up before it is looked up: 67.4 is a 1 and 67.5 a 2.
///
/// Limits: the row of SO2 is as public implementations have it; one other source is lower by 1 at several ends. CO and
/// benzene have no row. PM wants the mean of a day (or the latest 24 hours, as Defra shows it), with 18 of its hours.
///
/// Not done: the trigger values by which Defra guesses an index for PM from the latest hours; they are another index.
/// One published page has the row of ozone wrong (26, 53, 80 …), and nothing here was taken from it.
///
/// Source: Defra, UK-AIR, Daily Air Quality Index, "What are the Daily Air Quality Index bands?".
public struct DAQIScale: Sendable, BitwiseCopyable {
    let pollutant: AirPollutant
    /// The ends of the first nine numbers, each still in its own.
    let endsMicrogramsPerCubicMetre: InlineArray<9, Double>

    private static let pm25 = DAQIScale(.pm25, [11, 23, 35, 41, 47, 53, 58, 64, 70])
    private static let pm10 = DAQIScale(.pm10, [16, 33, 50, 58, 66, 75, 83, 91, 100])
    private static let nitrogenDioxide = DAQIScale(.nitrogenDioxide, [67, 134, 200, 267, 334, 400, 467, 534, 600])
    private static let ozone = DAQIScale(.ozone, [33, 66, 100, 120, 140, 160, 187, 213, 240])
    // From secondary sources only; they differ by 1.
    private static let sulphurDioxide = DAQIScale(.sulphurDioxide, [88, 177, 266, 354, 443, 532, 710, 887, 1_064])

    /// The scale of a pollutant; nil where the index leaves it out.
    public init?(_ pollutant: AirPollutant) {
        switch pollutant {
        case .pm25: self = Self.pm25
        case .pm10: self = Self.pm10
        case .nitrogenDioxide: self = Self.nitrogenDioxide
        case .ozone: self = Self.ozone
        case .sulphurDioxide: self = Self.sulphurDioxide
        case .carbonMonoxide, .benzene: return nil
        }
    }

    private init(_ pollutant: AirPollutant, _ ends: InlineArray<9, Double>) {
        self.pollutant = pollutant
        self.endsMicrogramsPerCubicMetre = ends
    }

    /// The mean that is wanted.
    public var averaging: AirAveraging {
        switch pollutant {
        case .pm25, .pm10: .day
        case .ozone: .eightHours
        case .sulphurDioxide: .quarterHour
        case .nitrogenDioxide, .carbonMonoxide, .benzene: .hour
        }
    }

    /// The index of a mean over ``averaging``, 1...10; nil for what is no finite number.
    public func index(microgramsPerCubicMetre concentration: Double) -> Int? {
        guard concentration.isFinite else { return nil }
        let whole = (concentration + 0.5).rounded(.down)
        var index = 1
        for end in 0..<9 where whole > endsMicrogramsPerCubicMetre[end] { index += 1 }
        return index
    }
}
