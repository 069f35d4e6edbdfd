// The Air Quality Standards Regulations 2010 (SI 2010/1001), as amended in 2020. Schedule 2: limit values; schedule 3:
// target values; schedule 4: alert and information thresholds. For hours and days they repeat Directive 2008/50/EC, and
// stay as they are when that one is repealed; PM2.5 is 20 µg/m³ a year since 2020.
//
// Left out: the objective for a quarter of an hour of SO2 (266 µg/m³, 35 times a year), which is the Air Quality
// Strategy's, and the targets for PM2.5 in 2040 (Environment Act 2021).

extension AirStandard {
    /// The limits, targets and thresholds of the United Kingdom.
    public static let regulations2010: [AirStandard] = directive2008.map { standard in
        var standard = standard
        standard.law = .regulations2010
        if standard.pollutant == .pm25, standard.averaging == .year { standard.value = 20 }
        return standard
    }
}
