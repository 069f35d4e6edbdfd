import BelfryModel

/// The measured ones among the statuses of the traffic light controllers' list (SXL 1.2): S0201 to S0208.
enum RSMPStatus {
    private static let terms = TermTable([
        PayloadTerm("vehicles", "vehicle_count", "1"), PayloadTerm("speed", "speed", "km/h"),
        PayloadTerm("occupancy", "occupancy", "%"),
        PayloadTerm("p", "car_count", "1"), PayloadTerm("ps", "car_with_trailer_count", "1"),
        PayloadTerm("l", "truck_count", "1"), PayloadTerm("ls", "truck_with_trailer_count", "1"),
        PayloadTerm("b", "bus_count", "1"), PayloadTerm("sp", "tram_count", "1"),
        PayloadTerm("mc", "motorcycle_count", "1"), PayloadTerm("c", "bicycle_count", "1"),
        PayloadTerm("f", "pedestrian_count", "1"),
    ])
    /// The first of the classes that S0204 and S0208 count.
    private static let firstClass = 3

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { terms.measurand(of: names, feed) }

    /// 201 to 208 of the code of a traffic status; nil for any other.
    static func number(of code: JSONValue) -> Int? {
        let bytes = code.bytes
        guard code.kind == .string, bytes.count == 5, bytes.starts(with: "S020".utf8) else { return nil }
        let digit = Int(bytes[4]) - Int(UInt8(ascii: "0"))
        return (1...8).contains(digit) ? 200 + digit : nil
    }

    /// Whether a status carries a value for each detector of the controller.
    static func isOfAllDetectors(_ number: Int) -> Bool { number >= 205 }

    /// The term of a name within a status; nil where it is none of the measured ones.
    static func term(of name: JSONValue, in number: Int) -> Int16? {
        guard name.kind == .string, let term = terms.index(of: name.bytes) else { return nil }
        // 201 and 205 count vehicles, the next ones tell speed, occupancy and classes.
        let kind = (number - 201) % 4
        return kind < firstClass ? (Int(term) == kind ? term : nil) : Int(term) >= firstClass ? term : nil
    }
}
