/// UCUM codes as people write them; machines get the code itself.
enum UnitText {
    /// `µg/m³` for `ug/m3`, `°C` for `Cel`; a code without an everyday form stays as it is.
    static func shown(_ code: String) -> String {
        switch code {
        case "ug/m3": "µg/m³"
        case "mg/m3": "mg/m³"
        case "ng/m3": "ng/m³"
        case "Cel": "°C"
        case "[degF]": "°F"
        case "deg": "°"
        case "dB[SPL]": "dB"
        case "[ppm]": "ppm"
        case "[ppb]": "ppb"
        case "1/h": "/h"
        case "1/min": "/min"
        case "1/m2": "/m²"
        case "W/m2": "W/m²"
        case "1": ""
        default: TerminalText.neutralised(code)
        }
    }
}
