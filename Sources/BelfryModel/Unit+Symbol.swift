extension Unit {
    /// The unit as people write it in a sentence: `µg/m³`, `°C`, `ppm`; empty for a plain count or an unknown unit.
    ///
    /// For texts only: data always carries the UCUM ``code``.
    public var symbol: String { Self.symbols[code] ?? code }

    /// A number with its unit, for example `201.3 µg/m³`.
    public func text(of number: String) -> String {
        let symbol = symbol
        return symbol.isEmpty ? number : "\(number) \(symbol)"
    }

    private static let symbols: [String: String] = [
        "1": "", "[fraction]": "", "[permille]": "‰",
        "ug/m3": "µg/m³", "mg/m3": "mg/m³", "ng/m3": "ng/m³", "g/m3": "g/m³", "kg/m3": "kg/m³",
        "[ppm]": "ppm", "[ppb]": "ppb", "[ppt]": "ppt",
        "Cel": "°C", "[degF]": "°F", "deg": "°", "W/m2": "W/m²",
        "1/h": "/h", "1/min": "/min", "1/s": "/s", "1/d": "/d", "1/m2": "/m²",
        "[in_i]": "in", "[ft_i]": "ft", "[mi_i]": "mi", "[mi_i]/h": "mph", "[in_i]/h": "in/h", "[kn_i]": "kn",
        "mm[Hg]": "mmHg", "[in_i'Hg]": "inHg",
    ]
}
