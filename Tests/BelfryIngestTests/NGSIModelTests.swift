import BelfryModel
import Testing

@testable import BelfryIngest

/// What the models of one city's domains say, and where one name means different things in them.
@Suite struct NGSIModelTests {
    private let scene = Scene(.below("ngsi", .ngsi))

    /// `quantity value unit` of each reading of an entity.
    private func readings(_ type: String, _ members: String) -> [String] {
        scene.decode("ngsi/x", #"{"id":"e1","type":"\#(type)",\#(members)}"#).readings.map {
            "\($0.key.quantity.name) \(($0.value * 1_000).rounded() / 1_000) \($0.unit.code)"
        }
    }

    @Test func inWaterFormulasMeanWhatIsDissolved() {
        let members = #""pH":7.1,"NO3":0.4,"NO2":0.02,"conductivity":0.05,"O2":{"value":8,"unitCode":"M1"},"flow":3"#
        let water = ["ph 7.1 [pH]", "nitrate 0.4 mg/L", "nitrite 0.02 mg/L", "conductivity 0.05 S/m"]
        #expect(
            readings("WaterQualityObserved", members) == water + ["dissolved_oxygen 8.0 mg/L", "water_flow 3.0 m3/h"]
        )
        #expect(readings("AirQualityObserved", members) == ["no2 0.02 ug/m3"])
        let measured = #""measurand":["NO2, 0.5, M1, Nitrites"]"#
        #expect(readings("WaterQualityObserved", measured) == ["nitrite 0.5 mg/L"])
    }

    @Test func aWatersHeightIsItsLevel() {
        let members = #""height":{"value":2.5},"flow":{"value":4,"metadata":{"unitCode":{"value":"MQS"}}}"#
        #expect(readings("WaterObserved", members) == ["water_level 2.5 m", "water_flow 4.0 m3/s"])
        #expect(readings("Building", members).isEmpty)
    }

    @Test func parkingSaysWhatIsTaken() {
        let members = #""availableSpotNumber":5,"occupiedSpotNumber":15,"occupancy":0.75,"totalSpotNumber":20"#
        let counts = ["free_parking_spaces 5.0 1", "occupied_parking_spaces 15.0 1"]
        #expect(readings("OffStreetParking", members) == counts + ["parking_occupancy 75.0 %"])
        #expect(readings("OnStreetParking", members) == counts)
    }

    @Test(arguments: [("free", [0.0]), ("occupied", [1]), ("closed", []), ("unknown", [])])
    func aSpotIsFreeOrTaken(_ status: String, _ values: [Double]) {
        let message = scene.decode("ngsi/x", #"{"id":"s","type":"ParkingSpot","status":{"value":"\#(status)"}}"#)
        #expect(message.readings.map(\.value) == values)
        #expect(message.outcome == (values.isEmpty ? .ignored : .readings))
    }

    @Test func aRateNeedsNoPeriod() {
        let period = #""dateObservedFrom":"2026-11-18T11:50:00Z","dateObservedTo":"2026-11-18T12:00:00Z""#
        for unit in ["1/h", "veh/h", "H10", "vehicles/hour"] {
            let declared = #"\#(period),"intensity":{"value":300,"unitCode":"\#(unit)"}"#
            #expect(readings("TrafficFlowObserved", declared) == ["flow 300.0 1/h"])
        }
        for unit in ["vehicles per hour", "veh per hour", "veh\\/h", "{veh}/h"] {
            let declared = #"\#(period),"intensity":{"value":300,"unitText":"\#(unit)"}"#
            #expect(readings("TrafficFlowObserved", declared) == ["flow 300.0 1/h"], "\(unit)")
        }
        for unit in ["vehicles per minute", "veh/min"] {
            let declared = #"\#(period),"intensity":{"value":5,"unitText":"\#(unit)"}"#
            #expect(readings("TrafficFlowObserved", declared) == ["flow 300.0 1/h"], "\(unit)")
        }
        #expect(readings("TrafficFlowObserved", #""intensity":{"value":5,"unitCode":"1/min"}"#) == ["flow 300.0 1/h"])
        #expect(readings("TrafficFlowObserved", #"\#(period),"intensity":{"value":50}"#) == ["flow 300.0 1/h"])
    }

    @Test("Nothing is reckoned with a unit that nobody knows; a count is brought to the hour")
    func anIntensitysUnitDecides() {
        let period = #""dateObservedFrom":"2026-11-18T11:50:00Z","dateObservedTo":"2026-11-18T12:00:00Z""#
        for unit in ["veh/5min", "vehicles/period", "km/h"] {
            let declared = #"\#(period),"intensity":{"value":300,"unitText":"\#(unit)"}"#
            let message = scene.decode("ngsi/x", #"{"id":"e1","type":"TrafficFlowObserved",\#(declared)}"#)
            #expect(message.readings.map(\.value) == [300], "\(unit)")
            #expect(message.readings.allSatisfy { $0.flags.contains(.unitUnknown) }, "\(unit)")
        }
        for unit in ["vehicles", "C62", "1"] {
            let declared = #"\#(period),"intensity":{"value":50,"unitText":"\#(unit)"}"#
            #expect(readings("TrafficFlowObserved", declared) == ["flow 300.0 1/h"], "\(unit)")
        }
    }

    @Test func aMeanAboveItsMaximumContradictsIt() {
        let wrong = scene.decode("ngsi/x", #"{"id":"n","type":"NoisePollution","Laeq2":81,"Lamax2":70,"Lanight":50}"#)
        #expect(wrong.readings.map(\.key.quantity.name) == ["laeq", "lamax", "lnight"])
        #expect(wrong.readings.map { $0.flags.contains(.contradiction) } == [true, true, false])
        let right = scene.decode("ngsi/x", #"{"id":"n","type":"NoiseLevelObserved","LAeq":60,"LAmax":70}"#)
        #expect(right.readings.allSatisfy { $0.flags.isEmpty })
    }

    @Test func levelsOfDifferentTimesDoNotContradict() {
        func history(_ name: String, _ levels: [(minute: Int, value: Int)]) -> String {
            let instances = levels.map { #"{"value":\#($0.value),"observedAt":"2026-11-18T11:\#($0.minute):00Z"}"# }
            return "\"\(name)\":[\(instances.joined(separator: ","))]"
        }
        let means = history("LAeq", [(10, 60), (20, 75), (30, 81)])
        for maxima in [[(10, 70), (20, 80), (30, 78)], [(30, 78), (20, 80), (10, 70)], [(40, 50), (30, 78)]] {
            let levels = means + "," + history("LAmax", maxima)
            let message = scene.decode("ngsi/x", #"{"id":"n","type":"NoiseLevelObserved",\#(levels)}"#)
            let marked = message.readings.filter { $0.flags.contains(.contradiction) }
            #expect(message.readings.count == 3 + maxima.count)
            #expect(marked.map(\.value) == [81, 78], "\(maxima)")
        }
    }

    @Test func humidityOfDevicesIsPercentUnlessItIsAFraction() {
        #expect(readings("Thing", #""humidity":{"value":54}"#) == ["relative_humidity 54.0 %"])
        #expect(readings("Thing", #""humidity":0.54"#) == ["relative_humidity 54.0 %"])
        #expect(readings("Thing", #""humidity":{"value":0.9,"unitCode":"P1"}"#) == ["relative_humidity 0.9 %"])
        #expect(scene.decode("ngsi/x", #"{"id":"a","type":"Thing","humidity":54}"#).readings[0].flags.isEmpty)
    }

    @Test func whatNoModelFixesTakesADeclaredUnitInAnObservation() {
        #expect(readings("Room", #""pressure":720"#) == ["pressure 720.0 "])
        #expect(readings("AirQualityObserved", #""pressure":1.1,"pm4":37"#).isEmpty)
        #expect(readings("AirQualityObserved", #""pm4":{"value":7,"unitCode":"GQ"}"#) == ["pm4 7.0 ug/m3"])
        #expect(readings("AirQualityMonitoring", #""solarRadiation":0.4"#) == ["solar_radiation 400.0 W/m2"])
    }

    @Test func aDevicesValueIsOfItsControlledProperty() {
        let members = #""controlledProperty":{"value":"humidity"},"numValue":{"value":61},"unit":{"value":"P1"}"#
        let device = #""refDevice":{"value":"dev-4"},"outlier":{"value":true}"#
        let message = scene.decode("ngsi/x", #"{"id":"m-991","type":"DeviceMeasurement",\#(members),\#(device)}"#)
        #expect(message.readings.map(\.key.quantity.name) == ["relative_humidity"])
        #expect(message.readings.map(\.key.sensor) == ["dev-4"])
        #expect(message.readings.map(\.value) == [61])
        #expect(message.readings.map(\.flags) == [.deviceStatus])
        let own = #""controlledProperty":["soilMoisture"],"value":"17","batteryLevel":0.5"#
        #expect(readings("Device", own) == ["battery 50.0 %", "soilmoisture 17.0 "])
        #expect(readings("Device", #""controlledProperty":["a","b"],"value":"17""#).isEmpty)
        #expect(readings("Device", #""batteryLevel":-1"#).isEmpty)
        #expect(readings("Thing", #""controlledProperty":"a","value":17"#).isEmpty)
    }

    @Test("The value of a controlled property is read as the attribute of that name is")
    func aControlledPropertyIsReadAsAnAttribute() {
        let none = scene.decode("ngsi/x", #"{"id":"d","type":"Device","controlledProperty":["occupancy"],"value":-1}"#)
        #expect(none.outcome == .ignored && none.reason == .noValue)
        let deleted = #""controlledProperty":["noise"],"value":"urn:ngsi-ld:null""#
        #expect(scene.decode("ngsi/x", #"{"id":"d","type":"Device",\#(deleted)}"#).reason == .noValue)
        let kelvin = #""controlledProperty":"temperature","value":300.15,"unit":"KEL""#
        #expect(readings("Device", kelvin) == ["temperature 27.0 Cel"])
        let own = #""controlledProperty":"temperature","value":{"value":27,"unitCode":"CEL"},"unit":"KEL""#
        #expect(readings("Device", own) == ["temperature 27.0 Cel"])
        #expect(readings("DeviceMeasurement", #""controlledProperty":"co2","numValue":412"#) == ["co2 412.0 "])
        #expect(readings("DeviceMeasurement", #""controlledProperty":"pm4","numValue":7"#) == ["pm4 7.0 "])
    }

    @Test func vehiclesAndPeopleAreNoSensors() {
        #expect(readings("Vehicle", #""temperature":20,"batteryLevel":0.5"#).isEmpty)
        #expect(readings("Person", #""temperature":36.5"#).isEmpty)
    }

    @Test("What is only about a vehicle or a person is not kept, and readings beside it are")
    func messagesAboutVehiclesAreIgnored() {
        let vehicle = #"{"id":"1-ABC-123","type":"Vehicle","speed":50}"#
        let person = #"{"id":"jane","type":"Person","temperature":36.5}"#
        for payload in [vehicle, person, "[\(vehicle),\(person)]", #"[\#(vehicle),{"id":"a","type":"Alert"},7]"#] {
            let scene = Scene(.below("ngsi", .ngsi))
            let disposition = scene.send("ngsi/x", payload)
            #expect(disposition.outcome == .ignored && disposition.reason == .personalData, "\(payload)")
            #expect(scene.batch.quarantine.isEmpty)
        }
        let mixed = #"[\#(vehicle),{"id":"d","type":"Device","temperature":20}]"#
        let message = Scene(.below("ngsi", .ngsi)).decode("ngsi/x", mixed)
        #expect(message.readings.map(\.key.sensor) == ["d"])
    }
}
