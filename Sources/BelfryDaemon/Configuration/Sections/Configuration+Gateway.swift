public import BelfryModel

extension Configuration {
    /// Who this gateway is: part of its MQTT topics and of what it reports.
    public struct Gateway: Sendable, Hashable {
        /// One level of an MQTT topic.
        ///
        /// Default: the machine's host name.
        public var id: String
        public var city: String
        /// The zone of sensors that neither fleet nor topic places.
        ///
        /// Default: none.
        public var zone: String
        public var location: Location?
        /// The clocks that the hours and dates of rules go by, where a rule names no other: `when`, calendar windows, the means of
        /// air laws, the periods of noise.
        ///
        /// Default: UTC.
        public var timeZone: TimeZoneRule
    }
}

extension Configuration.Gateway {
    init(reading keys: MappingReader?, hostName: String) {
        id = keys?.scalar("id", as: .name) ?? Self.identifier(fromHostName: hostName)
        city = keys?.scalar("city", as: .text) ?? ""
        zone = keys?.scalar("zone", as: .name) ?? ""
        location = keys?.location("location")
        timeZone = keys?.timeZone("time_zone", usual: .utc) ?? .utc
    }

    /// A host name as a topic level: what is not allowed there becomes a dash.
    private static func identifier(fromHostName name: String) -> String {
        let label = name.prefix { $0 != "." }.prefix(64)
        let clean = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        return clean.isEmpty ? "belfry" : clean
    }
}

extension MappingReader {
    /// A point as `[longitude, latitude]`, the order of GeoJSON.
    func location(_ key: String) -> Location? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let pair) = node.content, pair.count == 2 else {
            report(key, "\"\(key)\" must be [longitude, latitude] in degrees")
            return nil
        }
        let longitude = scalar(pair[0], named: "the longitude in \"\(key)\"", as: .number(-180...180))
        let latitude = scalar(pair[1], named: "the latitude in \"\(key)\"", as: .number(-90...90))
        guard let longitude, let latitude else { return nil }
        return Location(longitude: longitude, latitude: latitude)
    }
}
