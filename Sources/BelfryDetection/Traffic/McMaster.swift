// The McMaster algorithm on one station and its downstream neighbour.
//
// Intuition: at a given flow the loop is covered so long at free speed and longer in a queue, so flow and occupancy
// tell the two apart at one station (Hall's template). A queue whose downstream neighbour runs free below capacity has
// an incident as its cause; one whose neighbour discharges at capacity is the bottleneck of every day. Limits: the
// template is calibrated per station; ramps between the two blur the second question. Refused: a third dimension of
// speed, which its authors tried and found to add little. Source: Persaud, Hall and Hall, TRR 1287, 1990.

/// The state of McMaster at one station.
public struct McMaster: Sendable, BitwiseCopyable {
    public struct Parameters: Sendable, Hashable {
        public var calibration: Calibration
        /// Of stations that differ, by their name in the corridor.
        public var stations: [String: Calibration]
        /// So many intervals in a row must say the same: 2 in the paper, 3 in later advice.
        public var persistenceIntervals: UInt8

        public init(
            _ calibration: Calibration,
            stations: [String: Calibration] = [:],
            persistenceIntervals: UInt8 = McMaster.usualPersistenceIntervals
        ) {
            self.calibration = calibration
            self.stations = stations
            self.persistenceIntervals = persistenceIntervals
        }
    }

    /// What a station's data show of its road.
    public struct Calibration: Sendable, Hashable, BitwiseCopyable {
        /// Of all lanes.
        public var capacityVehiclesPerHour: Double
        /// The occupancy at capacity.
        public var criticalOccupancyPercent: Double

        public init(capacityVehiclesPerHour: Double, criticalOccupancyPercent: Double) {
            self.capacityVehiclesPerHour = capacityVehiclesPerHour
            self.criticalOccupancyPercent = criticalOccupancyPercent
        }

        var template: Template {
            Template(
                capacityVehiclesPerHour: capacityVehiclesPerHour,
                criticalOccupancyPercent: criticalOccupancyPercent
            )
        }
    }

    /// The template of one station in the plane of flow and occupancy.
    public struct Template: Sendable, Hashable, BitwiseCopyable {
        /// OCMAX: the highest occupancy without a queue.
        public var uncongestedOccupancyPercent: Double
        /// VCRIT: the flow from which on the station discharges at capacity.
        public var criticalFlowVehiclesPerHour: Double
        /// Slope of LUD, the lower bound of uncongested data: below so many vehicles an hour a percent it is a queue.
        public var lowestFlowPerPercent: Double

        /// A template from a station's capacity and the occupancy at it.
        ///
        /// Refined by looking at the station's own data where they are at hand.
        public init(capacityVehiclesPerHour capacity: Double, criticalOccupancyPercent occupancy: Double) {
            uncongestedOccupancyPercent = 1.3 * occupancy
            criticalFlowVehiclesPerHour = 0.8 * capacity
            lowestFlowPerPercent = 0.65 * capacity / occupancy
        }

        /// The areas of the plane.
        public enum Area: UInt8, Sendable, BitwiseCopyable {
            /// Area 1: free.
            case free
            /// Area 2: a queue, occupancy still low.
            case slow
            /// Area 3: a queue.
            case queue
            /// Area 4: occupancy high and flow as well, so at or right behind a bottleneck.
            case discharge
        }

        /// Where a pair of values lies; occupancies below 2 % tell nothing and are free.
        public func area(flowVehiclesPerHour flow: Double, occupancyPercent occupancy: Double) -> Area {
            if occupancy > uncongestedOccupancyPercent {
                return flow >= criticalFlowVehiclesPerHour ? .discharge : .queue
            }
            return occupancy >= 2 && flow < lowestFlowPerPercent * occupancy ? .slow : .free
        }
    }

    public static let usualPersistenceIntervals: UInt8 = 3

    /// Whether an incident is believed downstream of the station and upstream of the next.
    public private(set) var isRaised = false
    private var queued: UInt8 = 0
    private var incident: UInt8 = 0

    public init() {}

    /// One that believes in an incident already: after a restart, or a pause in what the stations tell.
    static func continuing(persistenceIntervals intervals: UInt8) -> McMaster {
        var detector = McMaster()
        detector.isRaised = true
        (detector.queued, detector.incident) = (intervals, intervals)
        return detector
    }

    /// Whether a queue stands here whose cause lies right downstream, for however short a time.
    var isSuspecting: Bool { incident > 0 }

    /// Takes in the next interval; true while an incident is believed in.
    ///
    /// - Parameter downstreamFlow: of the downstream neighbour, to be compared with its own critical flow.
    public mutating func observe(
        here: Template.Area,
        downstream: Template.Area,
        downstreamFlow: Double,
        downstreamTemplate: Template,
        persistenceIntervals intervals: UInt8 = usualPersistenceIntervals
    ) -> Bool {
        guard here == .queue || here == .slow else {
            self = McMaster()
            return false
        }
        queued = min(queued + 1, intervals)
        let isStarved = downstreamFlow < downstreamTemplate.criticalFlowVehiclesPerHour
        let isBefore = downstream == .free || downstream == .slow
        incident = isBefore && isStarved ? min(incident + 1, intervals) : 0
        isRaised = queued == intervals && incident == intervals
        return isRaised
    }
}
