// Any name may be a quantity of a vendor's own, and a number under it may still be a plate, a telephone or a place where
// somebody is. Such names are known by one of their words, however these are put together:
//
//   plate   licensePlate   driver_phone   GPS/Lat   mac-1        never a reading
//   plate_count   phone_count                                    how many there were: a reading
//   plate_temperature   mac_battery_voltage                      of a heating plate, of a device: a reading

/// Names under which numbers say something of a person, a vehicle, a telephone or a position.
enum PersonalName {
    /// Whether numbers of this name are no measured values, but data on somebody.
    static func isOne(_ name: String) -> Bool {
        if name.utf8.contains(UInt8(ascii: "@")) || HardwareAddress.isHeld(in: name) { return true }
        let words = words(of: name)
        if wholeNames.contains(words.joined()) { return true }
        if let last = words.last, counts.contains(last) || measures.contains(last) { return false }
        if words.contains(where: { self.words.contains($0) }) { return true }
        return zip(words, words.dropFirst()).contains { people.contains($0) && identifiers.contains($1) }
    }

    /// The words of a name in lower case, without numbers at their end: `licensePlate 2` has two.
    private static func words(of name: String) -> [String] {
        var words: [[UInt8]] = [[]]
        var wasLower = false
        for byte in name.utf8.prefix(SensorName.byteLimit) {
            let isLower = byte &- UInt8(ascii: "a") < 26
            let isUpper = byte &- UInt8(ascii: "A") < 26
            if isUpper && wasLower || !isLower && !isUpper { words.append([]) }
            if isLower || isUpper { words[words.count - 1].append(byte | 0x20) }
            wasLower = isLower
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static let words: Set<String> = [
        "plate", "plates", "licenseplate", "licenceplate", "numberplate", "platenumber", "anpr", "alpr", "vin", "vrm",
        "phone", "telephone", "phonenumber", "mobilenumber", "msisdn", "imsi", "imei", "imeisv", "meid", "iccid",
        "tmsi",
        "mac", "macs", "macaddr", "macaddress", "bssid", "bdaddr", "ipv", "ipaddress", "ipaddr",
        "lat", "lats", "lon", "lng", "latitude", "longitude", "geohash", "easting", "northing", "coordinate",
        "coordinates", "gpslat", "gpslon", "gpslng",
        "name", "firstname", "lastname", "surname", "fullname", "username", "email", "ssn", "passport", "iban",
        "birthday",
        "birthdate", "dob", "rfid", "userid", "personid", "driverid", "ownerid", "visitorid", "customerid",
    ]

    private static let wholeNames: Set<String> = [
        "name", "long", "ip", "address", "mail", "mobile", "licence", "license", "location", "position",
    ]

    /// How many of them there are tells of nobody.
    private static let counts: Set<String> = ["count", "counts", "counter", "total"]

    /// What a thing of any name may have measured in it.
    private static let measures: Set<String> = [
        "temperature", "temp", "humidity", "pressure", "voltage", "current", "power", "energy", "battery", "vibration",
        "rssi", "snr",
    ]

    private static let people: Set<String> = [
        "person", "user", "owner", "driver", "visitor", "passenger", "customer", "employee", "resident", "patient",
        "card",
        "badge", "license", "licence", "vehicle", "mobile", "national",
    ]

    private static let identifiers: Set<String> = ["id", "ids", "uid", "uuid", "name", "number", "no", "code", "token"]
}
