// `time_zone: Europe/Brussels`, from the system's copy of the IANA database; also `UTC` and fixed offsets as `+01:00`.

import BelfryModel

extension MappingReader {
    /// Where Debian's tzdata keeps the zones.
    private static let zoneFolder = "/usr/share/zoneinfo"
    /// The largest zone file takes about 4 kB.
    private static let zoneFileLimit = 64 << 10

    /// The time zone that a key names, or the usual one where it is absent; nil where it names none that is known.
    func timeZone(_ key: String, usual: TimeZoneRule) -> TimeZoneRule? {
        contains(key) ? timeZone(key) : usual
    }

    /// The time zone that a key names.
    func timeZone(_ key: String) -> TimeZoneRule? {
        guard let name = scalar(key, as: .text) else { return nil }
        if name == "UTC" || name == "Z" { return .utc }
        if let seconds = Self.offsetSeconds(name) { return TimeZoneRule(offsetSeconds: seconds) }
        let remedy = "write UTC, an offset such as +01:00, or a name such as Europe/Brussels (package tzdata)"
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "+"):
                true
            default: false
            }
        }
        guard isName, !name.hasPrefix("/"),
            let bytes = try? TextFile.bytes(of: "\(Self.zoneFolder)/\(name)", limit: Self.zoneFileLimit)
        else {
            report(key, "\"\(name)\" is not a known time zone", remedy: remedy)
            return nil
        }
        do {
            return try TimeZoneRule(tzif: bytes)
        } catch {
            report(key, "\(Self.zoneFolder)/\(name): \(error.description)", remedy: remedy)
            return nil
        }
    }

    /// Seconds east of Greenwich of `+01:00` or `-0530`.
    private static func offsetSeconds(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().replacing(":", with: "")
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
            number / 100 <= 14, number % 100 <= 59
        else { return nil }
        let seconds = number / 100 * 3_600 + number % 100 * 60
        return sign == "-" ? -seconds : seconds
    }
}
