public import BelfryModel
import Synchronization

/// Every series that is known: its key, its number and its description.
///
/// Shared by the ingest thread, which adds, and by shards and server, which read. Asked once per new name of a value,
/// not per reading, so one lock is enough.
public final class SeriesCatalog: Sendable {
    /// The most series.
    ///
    /// Beyond it readings of new series are shed, and those of known ones go on.
    public let limit: Int
    private let state: Mutex<State>

    private struct State {
        var fleet: Fleet
        var identifiers: [SeriesKey: SeriesID] = [:]
        /// By ``SeriesID/index``; nil where a restored catalog has a gap.
        var descriptors: [SeriesDescriptor?] = []
    }

    /// What became of the question for a series.
    enum Admission {
        case known(SeriesDescriptor)
        /// Not known, or known by less: to be stored.
        case new(SeriesDescriptor)
        case full
    }

    /// An empty catalog.
    ///
    /// - Parameters:
    ///   - limit: the most series, at most `Int32.max`.
    ///   - fleet: what is known of sensors beforehand.
    ///   - corridors: whose stations stand on a stretch of road where the fleet names no site.
    public init(limit: Int = 100_000, fleet: [FleetMember] = [], corridors: [Corridor] = []) {
        self.limit = min(max(limit, 0), Int(Int32.max))
        self.state = Mutex(State(fleet: Fleet(fleet, corridors: corridors)))
    }

    /// Takes in the series of an earlier run; what the fleet says now goes before what it said then.
    ///
    /// They count towards the limit and are never dropped for it.
    public func restore(_ descriptors: [SeriesDescriptor]) {
        state.withLock { state in
            for var descriptor in descriptors where descriptor.id.index >= 0 {
                state.fleet.describe(&descriptor)
                let index = Int(descriptor.id.index)
                while state.descriptors.count <= index { state.descriptors.append(nil) }
                state.descriptors[index] = descriptor
                state.identifiers[descriptor.key] = descriptor.id
            }
        }
    }

    /// Takes another fleet and other corridors, for series known and to come.
    ///
    /// - Returns: the descriptors that changed.
    public func replaceFleet(_ fleet: [FleetMember], corridors: [Corridor] = []) -> [SeriesDescriptor] {
        state.withLock { state in
            state.fleet = Fleet(fleet, corridors: corridors)
            var changed: [SeriesDescriptor] = []
            for index in state.descriptors.indices {
                guard var descriptor = state.descriptors[index] else { continue }
                state.fleet.describe(&descriptor)
                if descriptor != state.descriptors[index] {
                    state.descriptors[index] = descriptor
                    changed.append(descriptor)
                }
            }
            return changed
        }
    }

    /// The description of a series.
    public func descriptor(for id: SeriesID) -> SeriesDescriptor? {
        state.withLock { state in
            let index = Int(id.index)
            return state.descriptors.indices.contains(index) ? state.descriptors[index] : nil
        }
    }

    /// The series of a key.
    public func descriptor(for key: SeriesKey) -> SeriesDescriptor? {
        state.withLock { state in
            state.identifiers[key].flatMap { state.descriptors[Int($0.index)] }
        }
    }

    /// Every series, in the order in which they were first seen.
    public func all() -> [SeriesDescriptor] {
        state.withLock { state in state.descriptors.compactMap { $0 } }
    }

    /// The number of series.
    public var count: Int {
        state.withLock { state in state.identifiers.count }
    }

    /// The series of a key, new if it has to be and the limit allows.
    ///
    /// - Parameter gasReferenceCelsius: what its first converted value is converted at; nil where this one is not.
    func admit(
        _ key: SeriesKey,
        unit: Unit,
        domain: Domain,
        zone: String,
        gasReferenceCelsius: Double? = nil
    ) -> Admission {
        state.withLock { state in
            if let id = state.identifiers[key], var descriptor = state.descriptors[Int(id.index)] {
                let former = descriptor
                if descriptor.gasReferenceCelsius == nil { descriptor.gasReferenceCelsius = gasReferenceCelsius }
                // A quantity of somebody's own that was first heard without a unit, which has been declared since.
                if !descriptor.unit.isKnown { descriptor.unit = unit }
                guard descriptor != former else { return .known(descriptor) }
                state.descriptors[Int(id.index)] = descriptor
                return .new(descriptor)
            }
            guard state.identifiers.count < limit, let index = Int32(exactly: state.descriptors.count) else {
                return .full
            }
            var descriptor = SeriesDescriptor(id: SeriesID(index), key: key, unit: unit, domain: domain, zone: zone)
            descriptor.gasReferenceCelsius = gasReferenceCelsius
            state.fleet.describe(&descriptor)
            state.descriptors.append(descriptor)
            state.identifiers[key] = descriptor.id
            return .new(descriptor)
        }
    }
}
