import BelfryModel
import BelfrySimulator

/// What goes wrong around the sensors, and when.
struct FaultPlan {
    enum Fault {
        /// The broker ends; after so long it is back.
        case broker(SimulatedBroker.End)
        /// The connection is lost, and made again.
        case connection
        /// Belfry is told to stop, and started again later.
        case stop
        /// Belfry is killed.
        case kill(commitSurvives: Bool)
        /// The machine loses its power; it may come back with a wrong clock.
        case power(commitSurvives: Bool, wallErrorNanoseconds: Int64)
        case fullDisk
        case slowDisk(latencyNanoseconds: Int64)
        /// Somebody sets the wall clock.
        case wall(errorNanoseconds: Int64)
        /// The machine that Belfry runs on sleeps.
        case sleep
        /// The rules are read again and are others.
        case reload
    }

    struct Entry {
        var at: Timestamp
        var lastingNanoseconds: Int64
        var fault: Fault

        var end: Timestamp { at.advanced(byNanoseconds: lastingNanoseconds) }
    }

    /// In order of time; none begins before the one before it is over.
    private(set) var entries: [Entry] = []

    init(seconds: Int64, random: inout SplitMix64) {
        let latest = Town.start.advanced(byNanoseconds: (seconds - Town.settlingSeconds) * Nanoseconds.perSecond)
        var now = Town.start.advanced(byNanoseconds: Town.quietSeconds * Nanoseconds.perSecond)
        // One run in eight has none: then nothing is excused.
        guard Int.random(in: 0..<8, using: &random) > 0 else { return }
        while true {
            now = now.advanced(byNanoseconds: Int64.random(in: 100...150_000, using: &random) * 1_000_000)
            let isBrief = Bool.random(using: &random)
            let lasting = Int64.random(in: isBrief ? 200...5_000 : 5_000...90_000, using: &random) * 1_000_000
            let entry = Entry(at: now, lastingNanoseconds: lasting, fault: Self.fault(&random))
            guard entry.end < latest else { return }
            entries.append(entry)
            now = entry.end
        }
    }

    private static func fault(_ random: inout SplitMix64) -> Fault {
        let survives = Bool.random(using: &random)
        let error = Int64.random(in: -7_200...7_200, using: &random) * Nanoseconds.perSecond
        switch Int.random(in: 0..<13, using: &random) {
        case 0: return .broker(.stop)
        case 1: return .broker(.crash)
        case 2: return .broker(.forget)
        case 3: return .connection
        case 4: return .stop
        case 5, 6: return .kill(commitSurvives: survives)
        case 7: return .power(commitSurvives: survives, wallErrorNanoseconds: survives ? error : 0)
        case 8: return .fullDisk
        case 9:
            let milliseconds = Int64.random(in: 100...6_000, using: &random)
            return .slowDisk(latencyNanoseconds: milliseconds * Nanoseconds.perMillisecond)
        case 10: return .sleep
        case 11: return .wall(errorNanoseconds: error)
        default: return .reload
        }
    }
}

extension FaultPlan: CustomStringConvertible {
    /// One line a fault, in seconds of the town.
    var description: String {
        func second(_ instant: Timestamp) -> Double { Double(instant.nanosecondsSince(Town.start)) / 1e9 }
        return entries.map { "\(second($0.at)) to \(second($0.end)) s: \($0.fault)" }.joined(separator: "\n")
    }
}
