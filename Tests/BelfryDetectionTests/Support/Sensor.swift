import Foundation

/// Readings every five minutes of sensors that are well, as different as they come.
enum Sensor {
    static func value(_ kind: String, _ row: Int, _ random: inout SeededGenerator) -> Double {
        let day = sin(2 * .pi * Double(row % 288) / 288)
        let noise = normal(&random)
        switch kind {
        case "normal": return 50 + 10 * day + 2 * noise
        // Particles beside a road.
        case "long-tailed": return 10 * exp(0.8 * noise)
        case "counts": return (20 + 15 * day + (20 + 15 * day).squareRoot() * noise).rounded(.down)
        // A temperature in steps of half a degree.
        case "coarse": return ((12 + 5 * day + 0.1 * noise) * 2).rounded() / 2
        // Four times as lively by day as by night.
        default: return 40 + (day > 0 ? 8 : 2) * noise
        }
    }

    static func normal(_ random: inout SeededGenerator) -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + random.uniform(0...1) }
    }
}
