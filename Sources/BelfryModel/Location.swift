/// A point on Earth, WGS 84, longitude first as in GeoJSON (RFC 7946).
public struct Location: Hashable, Sendable {
    /// Degrees east, -180...180.
    public var longitude: Double
    /// Degrees north, -90...90.
    public var latitude: Double

    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}
