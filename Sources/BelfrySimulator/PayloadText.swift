// What the city's devices send, format by format. The shapes are those that city brokers carry: FIWARE's
// AirQualityObserved (smart-data-models.org), SenML (RFC 8428), and one vendor's own idea.

import BelfryModel

/// Writes readings as topics and payloads.
enum PayloadText {
    /// The messages for one set of values, in the order of the sensor's quantities.
    static func messages(
        of sensor: SimulatedSensor,
        values: [Double],
        time: Timestamp
    ) -> [(topic: String, payload: [UInt8])] {
        switch sensor.format {
        case .value: plainValues(of: sensor, values: values)
        case .ngsiNormalized:
            [("env/\(sensor.zone)/\(sensor.sensor)", Array(normalized(sensor, values, time).utf8))]
        case .ngsiKeyValues:
            [("env/\(sensor.zone)/\(sensor.sensor)", Array(keyValues(sensor, values, time).utf8))]
        case .senml: [("\(sensor.agency)/\(sensor.zone)/\(sensor.sensor)", Array(senml(sensor, values, time).utf8))]
        case .json: [("acme/\(sensor.sensor)/up", Array(vendor(sensor, values, time).utf8))]
        }
    }

    private static func plainValues(
        of sensor: SimulatedSensor,
        values: [Double]
    ) -> [(topic: String, payload: [UInt8])] {
        zip(sensor.quantities, values).map { quantity, value in
            let topic = "city/\(sensor.zone)/\(sensor.domain.name)/\(sensor.sensor)/\(quantity.name)"
            return (topic, Array(DecimalText.text(value, decimals: quantity.name == "flow" ? 0 : 1).utf8))
        }
    }

    /// The normalized form: `{"id":"air-07","type":"AirQualityObserved","NO2":{"type":"Number","value":41.2,"metadata":{…}},…}`.
    private static func normalized(_ sensor: SimulatedSensor, _ values: [Double], _ time: Timestamp) -> String {
        var text = #"{"id":"\#(sensor.sensor)","type":"AirQualityObserved","#
        text += #""dateObserved":{"type":"DateTime","value":"\#(milliseconds(time).rfc3339)","metadata":{}}"#
        for (quantity, value) in zip(sensor.quantities, values) {
            guard let attribute = NGSIAttribute(quantity) else { continue }
            let metadata =
                attribute.unitCode.map { #"{"unitCode":{"type":"Text","value":"\#($0)"}}"# } ?? "{}"
            text +=
                #","\#(attribute.name)":{"type":"Number","value":\#(attribute.text(value)),"metadata":\#(metadata)}"#
        }
        text += #","location":{"type":"geo:json","value":\#(point(sensor.location)),"metadata":{}}}"#
        return text
    }

    /// The key-values form: `{"id":"air-08","type":"AirQualityObserved","NO2":41.2,…}`.
    private static func keyValues(_ sensor: SimulatedSensor, _ values: [Double], _ time: Timestamp) -> String {
        var text = #"{"id":"\#(sensor.sensor)","type":"AirQualityObserved","#
        text += #""dateObserved":"\#(milliseconds(time).rfc3339)""#
        for (quantity, value) in zip(sensor.quantities, values) {
            guard let attribute = NGSIAttribute(quantity) else { continue }
            text += #","\#(attribute.name)":\#(attribute.text(value))"#
        }
        return text + #","location":\#(point(sensor.location))}"#
    }

    private static func point(_ location: Location) -> String {
        let longitude = DecimalText.text(location.longitude, decimals: 5)
        return #"{"type":"Point","coordinates":[\#(longitude),\#(DecimalText.text(location.latitude, decimals: 5))]}"#
    }

    /// A pack: `[{"bn":"noise-01:","bt":1795413600.123,"n":"laeq","u":"dB(A)","v":58.4}]`; what is not finite is left out.
    private static func senml(_ sensor: SimulatedSensor, _ values: [Double], _ time: Timestamp) -> String {
        let seconds = DecimalText.text(Double(time.milliseconds) / 1_000, decimals: 3)
        let base = #""bn":"\#(sensor.sensor):","bt":\#(seconds),"#
        let known = zip(sensor.quantities, values).filter { $0.1.isFinite }
        let records = known.enumerated().map { position, record in
            let (quantity, value) = record
            let (unit, decimals) = senmlUnit(quantity)
            let text = DecimalText.text(value, decimals: decimals)
            return #"{\#(position == 0 ? base : "")"n":"\#(quantity.name)","u":"\#(unit)","v":\#(text)}"#
        }
        return "[" + records.joined(separator: ",") + "]"
    }

    private static func senmlUnit(_ quantity: Quantity) -> (unit: String, decimals: Int) {
        switch quantity.name {
        case "laeq": ("dB(A)", 1)
        case "water_level": ("m", 3)
        case "co": ("ppm", 2)
        case "smoke": ("%/m", 2)
        case "temperature": ("Cel", 2)
        case "vibration": ("mm/s", 2)
        case "flow": ("1/h", 0)
        case "occupancy": ("%", 1)
        case "speed": ("km/h", 0)
        default: ("1/m2", 2)
        }
    }

    /// The vendor's own: `{"dev":{"id":"acme-07","fw":"2.4.1"},"t":1795413600123,"gas":{"no2":21.4},"bat":87.2}`.
    private static func vendor(_ sensor: SimulatedSensor, _ values: [Double], _ time: Timestamp) -> String {
        let gas = DecimalText.text(values.first ?? 0, decimals: 1)
        let battery = DecimalText.text(values.last ?? 0, decimals: 1)
        let device = #"{"id":"\#(sensor.sensor)","fw":"2.4.1"}"#
        return #"{"dev":\#(device),"t":\#(time.milliseconds),"gas":{"no2":\#(gas)},"bat":\#(battery)}"#
    }

    /// Devices tell milliseconds.
    private static func milliseconds(_ time: Timestamp) -> Timestamp {
        time.alignedDown(toMultipleOf: Nanoseconds.perMillisecond)
    }
}
