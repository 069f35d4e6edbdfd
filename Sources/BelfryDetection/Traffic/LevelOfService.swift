/// How well traffic runs, from A, free, to F, broken down.
public enum LevelOfService: UInt8, Sendable, Comparable, CaseIterable {
    case a, b, c, d, e, f

    /// The letter, as in `"C"`.
    public var letter: String { ["A", "B", "C", "D", "E", "F"][Int(rawValue)] }

    /// Of a freeway by its density; nil for NaN.
    ///
    /// The limits are those of HCM 2010: 11, 18, 26, 35 and 45 passenger cars a mile and lane.
    public static func freeway(vehiclesPerKilometreAndLane density: Double) -> LevelOfService? {
        guard density >= 0 else { return nil }
        let kilometresPerMile = 1.609_344
        return level(exceeded: [11, 18, 26, 35, 45].count { density * kilometresPerMile > $0 })
    }

    /// Of an urban street by its travel speed as a share of its base free-flow speed; nil for NaN.
    ///
    /// HCM 2010: above 85 % A, 67 % B, 50 % C, 40 % D, 30 % E, else F.
    public static func urbanStreet(speedShare share: Double) -> LevelOfService? {
        guard share >= 0 else { return nil }
        return level(exceeded: [0.85, 0.67, 0.5, 0.4, 0.3].count { share <= $0 })
    }

    private static func level(exceeded limits: Int) -> LevelOfService {
        LevelOfService(rawValue: UInt8(limits)) ?? .f
    }

    public static func < (left: LevelOfService, right: LevelOfService) -> Bool { left.rawValue < right.rawValue }
}
