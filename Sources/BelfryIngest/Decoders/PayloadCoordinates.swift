// GeoJSON writes longitude first, maps and people write latitude first, and many a payload mixes them up:
//
//   city at 24.9° E, 60.2° N    [24.94, 60.17] is there    [60.17, 24.94] would be in the Gulf of Oman: swapped
//
// Readings survive a bad location; they are marked, since whoever writes it wrong may write more wrong.

import BelfryModel

/// The first point of a location in a payload.
struct PayloadCoordinates: Equatable {
    var longitude: Double
    var latitude: Double

    /// How far from its city's location a sensor may be, in degrees: some 300 km.
    static let reachDegrees = 3.0
    /// A MultiPolygon's depth.
    private static let depthLimit = 4

    /// From a GeoJSON geometry: `{"type":"Point","coordinates":[24.94,60.17]}`; nil where it holds no pair of numbers.
    ///
    /// A LineString of one bare pair is invalid, and seen.
    init?(geometry: JSONValue) {
        guard var list = geometry["coordinates"], list.kind == .array else { return nil }
        for _ in 1..<Self.depthLimit where list.count > 0 && list.first.kind == .array { list = list.first }
        guard list.count >= 2, let longitude = list.first.number, let latitude = list.first.next.number else {
            return nil
        }
        self.init(longitude: longitude, latitude: latitude)
    }

    /// From text with the latitude first, `60.17, 24.94` or `60.17 24.94`; nil where it is none.
    init?(text: UnsafeBufferPointer<UInt8>) {
        let text = PlainText.trimmed(UnsafeRawBufferPointer(text))
        guard let end = text.firstIndex(where: { $0 == UInt8(ascii: ",") || PlainText.isBlank($0) }) else { return nil }
        let rest = text[end...].drop { $0 == UInt8(ascii: ",") || PlainText.isBlank($0) }
        guard let latitude = DecimalNumber.double(UnsafeBufferPointer(rebasing: text[..<end])),
            let longitude = DecimalNumber.double(UnsafeBufferPointer(rebasing: rest))
        else { return nil }
        self.init(longitude: longitude, latitude: latitude)
    }

    private init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Whether longitude and latitude have changed places.
    ///
    /// - Parameter city: where the sensors are; without it only a latitude that can be none tells.
    func isSwapped(city: Location?) -> Bool {
        let swapped = PayloadCoordinates(longitude: latitude, latitude: longitude)
        guard swapped.isOnEarth else { return false }
        guard isOnEarth else { return true }
        guard let city else { return false }
        return !isNear(city) && swapped.isNear(city)
    }

    private var isOnEarth: Bool { abs(longitude) <= 180 && abs(latitude) <= 90 }

    private func isNear(_ city: Location) -> Bool {
        let apart = abs(longitude - city.longitude)
        return abs(latitude - city.latitude) <= Self.reachDegrees && min(apart, 360 - apart) <= Self.reachDegrees
    }
}
