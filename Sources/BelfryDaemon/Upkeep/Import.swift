// Readings out of files into the store, while no daemon runs on it.
//
//   FILE ─► row ─► reading ──(a million at a time)──► Store.add ─► chunk, rollup_1h, rollup_1d
//                                                          │
//   a gateway that has heard nothing itself:  engine ◄─────┘ hour by hour ─► image, so that it isn't cold

import BelfryIngest
public import BelfryModel
import BelfryStore

/// Takes over the history of another gateway, or of another program.
public struct Import {
    /// What holds for files without a column of the kind.
    public struct Defaults: Sendable {
        /// Nil looks for the one known series of that sensor and quantity.
        public var agency: String?
        /// Nil takes the file's name.
        public var sensor: String?
        public var quantity: String?
        public var unit: String?

        public init(agency: String? = nil, sensor: String? = nil, quantity: String? = nil, unit: String? = nil) {
            self.agency = agency
            self.sensor = sensor
            self.quantity = quantity
            self.unit = unit
        }
    }

    /// What became of the files.
    public struct Summary: Sendable, Equatable {
        /// Rows with a value.
        public var readings = 0
        /// Rows whose value is empty.
        public var empty = 0
        /// Readings of times that nothing was known of before.
        public var new = 0
        public var newSeries = 0
        public var earliest = Timestamp.distantFuture
        public var latest = Timestamp.distantPast
        /// Older than raw readings are kept: of these the sums of hours and days stay.
        public var beyondRetention = 0
        public var learning = Learning.ownPast
        /// What opening the store has put aside: damaged files, and that of an older Belfry.
        public var filesSetAside: [String] = []
    }

    /// What the detectors have made of it.
    public enum Learning: Sendable, Equatable {
        /// They go on with what the gateway has heard itself.
        case ownPast
        /// They have been shown so many readings.
        case learnt(readings: Int)
        /// What they have learnt is more than may be written down.
        case tooMuch
    }

    /// Why nothing more was taken in.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public enum Kind: Sendable {
            case file, configuration, inputOutput
        }
        public var kind: Kind
        public var description: String
    }

    let configuration: Configuration
    let store: Store
    let catalog: SeriesCatalog
    let now: Timestamp
    private let hasOwnPast: Bool
    var summary = Summary()

    /// Opens the store.
    ///
    /// - Throws: ``Fault`` where it cannot be had, as while the daemon runs.
    public init(_ configuration: Configuration) throws(Fault) {
        self.configuration = configuration
        now = SystemClock.wall()
        if let reason = StateOwner.objection(to: configuration.store.path) {
            throw Fault(kind: .inputOutput, description: reason)
        }
        do throws(StoreError) {
            store = try Store(configuration.storeConfiguration)
            catalog = SeriesCatalog(
                limit: configuration.engine.seriesLimit,
                fleet: configuration.fleet,
                corridors: configuration.corridors
            )
            catalog.restore(try store.series())
            hasOwnPast = store.statistics().newestArrival != nil
            summary.filesSetAside = store.filesSetAside + [store.olderFile].compactMap { $0 }
            try store.sealEverything()
        } catch {
            throw Fault(error)
        }
    }

    /// Takes in files, one after the other; each may be in any order, and hold what is there already.
    ///
    /// What was read before a fault is in; the same files once more, mended, do no harm.
    ///
    /// - Parameters:
    ///   - teaches: have the detectors learn from the history also where the gateway has heard something itself.
    ///   - progress: what has come in so far, now and then.
    public mutating func run(
        files: [String],
        defaults: Defaults,
        teaches: Bool = false,
        progress: (Summary) -> Void = { _ in }
    ) throws(Fault) -> Summary {
        defer { try? store.close() }
        for file in files { try take(file, defaults, progress) }
        if teaches || !hasOwnPast, summary.readings > 0 { summary.learning = try learn() }
        return summary
    }
}

extension Import.Fault {
    init(_ error: StoreError) {
        var error = error
        if error.kind == .inUse { error.remedy = "stop it for the time of the import: systemctl stop belfry" }
        self.init(kind: error.kind.isConfiguration ? .configuration : .inputOutput, description: error.description)
    }

    init(_ fault: FileFault) {
        self.init(kind: .file, description: fault.description)
    }
}
