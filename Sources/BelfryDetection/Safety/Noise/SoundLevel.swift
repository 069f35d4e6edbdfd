import Glibc

/// Decibels and what adds up: levels are logarithms, and only energies have a mean.
///
/// 60 and 70 dB are 67.4 dB together over equal times, not 65. Source: ISO 1996-1, section 3.
public enum SoundLevel {
    /// The energy of a level, in units of that of 0 dB.
    public static func energy(ofDecibels decibels: Double) -> Double { pow(10, decibels / 10) }

    /// The level of an energy; −∞ of none.
    public static func decibels(ofEnergy energy: Double) -> Double { 10 * log10(energy) }
}
