/// What makes a series one: one quantity of one sensor of one agency.
public struct SeriesKey: Hashable, Sendable {
    public var agency: String
    public var sensor: String
    public var quantity: Quantity

    public init(agency: String, sensor: String, quantity: Quantity) {
        self.agency = agency
        self.sensor = sensor
        self.quantity = quantity
    }

    /// `agency/sensor/quantity`: stable over restarts, the order that users see, and what placement hashes.
    public var identity: String {
        "\(agency)/\(sensor)/\(quantity.name)"
    }
}
