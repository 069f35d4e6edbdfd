// Units come in four vocabularies: UCUM, SenML (RFC 8428 and 8798), UN/CEFACT Recommendation 20, and whatever a vendor
// found on the keyboard. They share few texts, and where they do they mean the same, so one look-up serves all four.
//
//   text ─► exactly? ─► UCUM annotation dropped? ─► folded (case, blanks, µ ³ °)? ─► unknown: never a guess

public import BelfryModel

/// Finds the unit of a text.
public enum UnitName {
    /// The longest text that is looked at, in bytes.
    public static let byteLimit = 32

    /// The unit of a text in any of the vocabularies, or nil where it is none that is known.
    public static func unit(_ text: String) -> Unit? {
        guard !text.isEmpty, text.utf8.count <= byteLimit else { return nil }
        if Unit(text).scale != nil { return Unit(text) }
        if let code = exact[text] { return Unit(code) }
        let plain = withoutAnnotations(text)
        if plain != text { return plain.isEmpty ? Unit("1") : unit(plain.first == "/" ? "1" + plain : plain) }
        return folded[fold(text)].map { Unit($0) }
    }

    /// The quantity that a SenML unit alone gives away; empty where it may be of several.
    static func impliedQuantity(_ text: String) -> String {
        switch text {
        case "Cel", "K", "degF": "temperature"
        case "%RH": "relative_humidity"
        case "%EL": "battery"
        case "lx": "illuminance"
        case "Pa", "hPa": "pressure"
        case "dBm": "rssi"
        default: ""
        }
    }

    /// `{veh}/h` is `/h`: UCUM, section 6: text between braces has no meaning.
    private static func withoutAnnotations(_ text: String) -> String {
        var plain = ""
        var depth = 0
        for character in text {
            switch character {
            case "{": depth += 1
            case "}" where depth > 0: depth -= 1
            default: if depth == 0 { plain.append(character) }
            }
        }
        return depth == 0 ? plain : text
    }

    private static func fold(_ text: String) -> String {
        var folded = ""
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case " ", "_", "\u{A0}", "⋅", "·": continue
            case "⁻": folded += "-"
            case "¹": folded += "1"
            case "µ", "μ": folded += "u"
            case "³": folded += "3"
            case "²": folded += "2"
            case "℃": folded += "°c"
            case "℉": folded += "°f"
            case "º": folded += "°"
            case "^": continue
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// SenML and UN/CEFACT, case-sensitive; texts that are UCUM already are not repeated.
    private static let exact: [String: String] = [
        // SenML, RFC 8428, section 12.1; but for S, which is as often somebody's second as it is a siemens.
        "%RH": "%", "%EL": "%", "/": "[fraction]", "count": "1", "EL": "s",
        "kg": "kg", "g": "g", "cd": "cd", "mol": "mol", "sr": "sr", "N": "N", "Ohm": "Ohm", "Wb": "Wb",
        "T": "T", "H": "H", "lm": "lm", "Bq": "Bq", "Gy": "Gy", "Sv": "Sv", "kat": "kat", "m2": "m2", "m/s2": "m/s2",
        "m3/s": "m3/s", "l/s": "L/s", "cd/m2": "cd/m2", "bit": "bit", "bit/s": "bit/s", "pH": "[pH]", "dBW": "dB[W]",
        "Bspl": "B[SPL]", "beat/min": "1/min", "beats": "1", "S/m": "S/m", "B": "By", "VA": "V.A", "VAs": "V.A.s",
        "var": "V.A{reactive}", "vars": "V.A.s{reactive}", "J/m": "J/m", "NTU": "{NTU}",
        // SenML secondary units, RFC 8798, and those that IANA has added.
        "/100": "%", "/1000": "[permille]", "ppm": "[ppm]", "ppb": "[ppb]", "ppt": "[ppt]", "degF": "[degF]",
        "MHz": "MHz", "kVA": "kV.A", "kvar": "kV.A{reactive}", "Ah": "A.h", "Wh": "W.h", "kWh": "kW.h", "MWh": "MW.h",
        "varh": "V.A.h{reactive}", "kvarh": "kV.A.h{reactive}", "vah": "V.A.h", "VAh": "V.A.h", "kVAh": "kV.A.h",
        "Wh/km": "W.h/km", "KiB": "KiBy", "GB": "GBy", "Mbit/s": "Mbit/s", "B/s": "By/s", "MB/s": "MBy/s",
        "mg/l": "mg/L", "ug/l": "ug/L", "g/l": "g/L", "m3/h": "m3/h", "nmol/l": "nmol/L", "gravity": "[g]",

        // UN/CEFACT Recommendation 20, annex I.
        "CEL": "Cel", "KEL": "K", "FAH": "[degF]", "P1": "%", "NX": "[permille]", "C62": "1",
        "M1": "mg/L", "H29": "ug/L", "GQ": "ug/m3", "GP": "mg/m3", "59": "[ppm]", "61": "[ppb]",
        "MTR": "m", "CMT": "cm", "MMT": "mm", "KMT": "km", "INH": "[in_i]", "FOT": "[ft_i]", "SMI": "[mi_i]",
        "MTS": "m/s", "KMH": "km/h", "KNT": "[kn_i]", "HM": "[mi_i]/h", "C16": "mm/s", "H67": "mm/h",
        "SEC": "s", "C26": "ms", "MIN": "min", "HUR": "h", "DAY": "d", "HTZ": "Hz",
        "H10": "1/h", "C94": "1/min", "C97": "1/s",
        "PAL": "Pa", "A97": "hPa", "KPA": "kPa", "BAR": "bar", "MBR": "mbar",
        "HN": "mm[Hg]", "F79": "[in_i'Hg]",
        "2N": "dB", "DBM": "dBm", "DD": "deg", "C81": "rad", "LUX": "lx", "LX": "lx", "D54": "W/m2",
        "VLT": "V", "2Z": "mV", "AMP": "A", "4K": "mA", "WTT": "W", "KWT": "kW", "WHR": "W.h", "KWH": "kW.h",
        "LTR": "L", "MTQ": "m3", "MQS": "m3/s", "MQH": "m3/h", "G51": "L/s", "L2": "L/min",
        "GRM": "g", "KGM": "kg", "TNE": "t", "D10": "S/m", "H61": "mS/cm", "G42": "uS/cm", "Q30": "[pH]",
    ]

    /// Common spellings, folded by ``fold(_:)``.
    ///
    /// Nothing stands here that differs from another unit by case alone.
    private static let folded: [String: String] = [
        "c": "Cel", "°c": "Cel", "degc": "Cel", "celsius": "Cel", "degreecelsius": "Cel", "degreescelsius": "Cel",
        "f": "[degF]", "°f": "[degF]", "fahrenheit": "[degF]", "kelvin": "K",
        "percent": "%", "pct": "%", "%rh": "%", "fraction": "[fraction]", "ratio": "[fraction]",
        "ug/m3": "ug/m3", "ugm3": "ug/m3", "ugm-3": "ug/m3", "mcg/m3": "ug/m3", "mg/m3": "mg/m3", "mgm3": "mg/m3",
        "ppm": "[ppm]", "ppb": "[ppb]",
        "km/h": "km/h", "kmh": "km/h", "kph": "km/h", "kmph": "km/h", "m/s": "m/s", "mps": "m/s", "mph": "[mi_i]/h",
        "ms-1": "m/s", "mi/h": "[mi_i]/h", "kn": "[kn_i]", "kt": "[kn_i]", "knots": "[kn_i]", "mm/s": "mm/s",
        "mm/h": "mm/h", "mm/hr": "mm/h", "mmh-1": "mm/h", "m/h": "m/h",
        "meter": "m", "metre": "m", "meters": "m", "metres": "m", "in": "[in_i]", "inch": "[in_i]",
        "inches": "[in_i]", "ft": "[ft_i]", "feet": "[ft_i]", "mi": "[mi_i]", "miles": "[mi_i]",
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "minute": "min", "minutes": "min",
        "hour": "h", "hours": "h", "hr": "h", "milliseconds": "ms",
        "veh/h": "1/h", "vehicles/h": "1/h", "vehicles/hour": "1/h", "veh/hour": "1/h", "vph": "1/h", "/h": "1/h",
        "vehperhour": "1/h", "vehiclesperhour": "1/h", "vehperminute": "1/min", "vehiclesperminute": "1/min",
        "vehicles/min": "1/min", "vehicles/minute": "1/min", "veh/min": "1/min", "/min": "1/min", "veh/s": "1/s",
        "/s": "1/s",
        "hpa": "hPa", "mbar": "mbar", "kpa": "kPa", "pa": "Pa", "mmhg": "mm[Hg]",
        "inhg": "[in_i'Hg]",
        "psi": "[psi]", "in/h": "[in_i]/h", "in/hr": "[in_i]/h", "inches/hour": "[in_i]/h",
        "mg/l": "mg/L", "ms/cm": "mS/cm", "ph": "[pH]", "ntu": "{NTU}", "usv/h": "uSv/h", "nsv/h": "nSv/h",
        "kg": "kg", "lx": "lx", "ng/m3": "ng/m3",
        "db": "dB", "dba": "dB(A)", "db(a)": "dB(A)", "dbspl": "dB[SPL]", "dbm": "dBm",
        "°": "deg", "degree": "deg", "degrees": "deg", "lux": "lx", "w/m2": "W/m2", "wm-2": "W/m2",
        "kwh": "kW.h", "wh": "W.h", "w": "W", "v": "V", "hz": "Hz", "l": "L", "liter": "L", "litre": "L", "liters": "L",
        "litres": "L", "m3": "m3", "m3/h": "m3/h", "l/h": "L/h", "l/min": "L/min", "l/s": "L/s", "m3/s": "m3/s",
        "us/cm": "uS/cm", "ds/m": "dS/m", "bq/m3": "Bq/m3", "ug/l": "ug/L", "g/m3": "g/m3", "g/l": "g/L",
        "rpm": "1/min",
        "volt": "V", "volts": "V", "p/m2": "1/m2", "persons/m2": "1/m2", "people/m2": "1/m2", "/m2": "1/m2",
        "vehicles": "1", "vehicle": "1", "persons": "1", "people": "1", "none": "1", "%/m": "%/m",
    ]
}
