import BelfryModel

extension QuietPlan {
    /// Freeways of ten stations, arterials of four loops a crossing, signals that count.
    mutating func addTraffic() {
        add("freeway", 500, of: "traffic", .traffic, site: "Freeway section", perSite: 5, everySeconds: 30) { cadence in
            Self.road(freeSpeed: 100, lanes: 3, laneCapacity: 1_900, cadence, isComplete: true)
        }
        addCorridors(ofSensors: "freeway")
        add("arterial", 2_000, of: "traffic", .traffic, site: "Crossing", perSite: 4, everySeconds: 60) { cadence in
            Self.road(freeSpeed: 55, lanes: 2, laneCapacity: 900, cadence, isComplete: true)
        }
        add("signal", 2_500, of: "traffic", .traffic, site: "Signal", perSite: 4, everySeconds: 300) { cadence in
            Self.road(freeSpeed: 45, lanes: 1, laneCapacity: 600, cadence, isComplete: false)
        }
    }

    private static func road(
        freeSpeed: Double,
        lanes: Double,
        laneCapacity: Double,
        _ cadenceSeconds: Int,
        isComplete: Bool
    ) -> QuietDevice.Source {
        .road(
            QuietRoad(
                freeSpeed: freeSpeed,
                lanes: lanes,
                laneCapacity: laneCapacity,
                busiest: 0.85,
                cadenceSeconds: Double(cadenceSeconds),
                isComplete: isComplete
            )
        )
    }
}
